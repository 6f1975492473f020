import { dialog } from 'electron';
import { SHARED_WORDS } from '../../../preload/contract/words';
import type { SecretBox } from '../../settings/credentials';
import { systemSecretBox } from '../../settings/secret-box-electron';
import type { Settings } from '../../settings/settings';
import { QUESTION_TEXTS } from '../strings/questions';

/** Returns the system's key store. On macOS a dialog explains the keychain before its first use. */
export function keyStore(settings: Settings): SecretBox {
  const box = systemSecretBox(process.platform);
  if (process.platform !== 'darwin' || settings.isKeychainExplained) {
    return box;
  }
  return explainFirst(box, async () => {
    const { language } = settings.preferences;
    const { keychain } = QUESTION_TEXTS[language];
    await dialog.showMessageBox({ ...keychain, buttons: [SHARED_WORDS[language].understood] });
    settings.noteKeychainExplained();
  });
}

/** Returns a key store that calls `explain` once before its first use. */
export function explainFirst(box: SecretBox, explain: () => Promise<void>): SecretBox {
  let explained: Promise<void> | null = null;
  const first = (): Promise<void> => (explained ??= explain());
  return {
    isAvailable: () => first().then(() => box.isAvailable()),
    encrypt: (text) => first().then(() => box.encrypt(text)),
    decrypt: (data) => first().then(() => box.decrypt(data)),
  };
}
