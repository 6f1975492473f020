import { safeStorage } from 'electron';
import type { SecretBox } from './credentials';

/** Linux backends that are real key stores; `basic_text` encrypts with a key that is the same in every Chromium. */
const REAL_LINUX_STORES = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/** What Electron before 40 offers; the asynchronous calls, which cannot block the app, came later. */
interface BlockingSafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
}

/** Electron's safeStorage as a {@link SecretBox}. Usable once the app is ready. */
export function systemSecretBox(platform: NodeJS.Platform): SecretBox {
  const storage: Partial<typeof safeStorage> = safeStorage;
  const blocking: BlockingSafeStorage = safeStorage;
  return {
    async isAvailable() {
      const available = await (storage.isAsyncEncryptionAvailable?.() ?? blocking.isEncryptionAvailable());
      return (
        available &&
        (platform !== 'linux' || REAL_LINUX_STORES.includes(safeStorage.getSelectedStorageBackend()))
      );
    },
    async encrypt(text) {
      return storage.encryptStringAsync?.(text) ?? blocking.encryptString(text);
    },
    async decrypt(data) {
      return (await storage.decryptStringAsync?.(data))?.result ?? blocking.decryptString(data);
    },
  };
}
