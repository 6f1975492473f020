import { safeStorage } from 'electron';
import type { SecretBox } from './credentials';

/** The real key stores on Linux; `basic_text` has the same key in every Chromium. */
const REAL_LINUX_STORES = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/** The blocking calls of Electron before 40, which lacks the asynchronous ones. */
interface BlockingSafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
}

/** Wraps Electron's safeStorage as a {@link SecretBox}. Call it once the app is ready. */
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
