import { dialog } from 'electron';
import type { SecretBox } from '../../settings/credentials';
import { systemSecretBox } from '../../settings/secret-box-electron';
import type { Settings } from '../../settings/settings';
import { TRAY_TEXTS } from '../strings/tray';
import { explainedBox } from './explained-box';

/** The system's key store. macOS asks for its keychain in words of its own, which nobody expects: the reason comes first, once. */
export function keyStore(settings: Settings): SecretBox {
  const box = systemSecretBox(process.platform);
  if (process.platform !== 'darwin' || settings.isKeychainExplained) {
    return box;
  }
  return explainedBox(box, async () => {
    const { keychainTitle, keychainBody, keychainGo } = TRAY_TEXTS[settings.preferences.language];
    await dialog.showMessageBox({ message: keychainTitle, detail: keychainBody, buttons: [keychainGo] });
    settings.noteKeychainExplained();
  });
}
