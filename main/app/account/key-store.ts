import { dialog } from 'electron';
import type { SecretBox } from '../../settings/credentials';
import { systemSecretBox } from '../../settings/secret-box-electron';
import type { Settings } from '../../settings/settings';
import { TRAY_TEXTS } from '../strings/tray';

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

/** A key store that is only used after `explain` has said why; it is asked for that once. */
export function explainedBox(box: SecretBox, explain: () => Promise<void>): SecretBox {
  let explained: Promise<void> | null = null;
  const first = (): Promise<void> => (explained ??= explain());
  return {
    isAvailable: () => first().then(() => box.isAvailable()),
    encrypt: (text) => first().then(() => box.encrypt(text)),
    decrypt: (data) => first().then(() => box.decrypt(data)),
  };
}
