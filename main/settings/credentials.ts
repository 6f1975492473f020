import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { moveFile, removeFile, retryWhileHeld } from '../base/held-files';

/** The operating system's key store. */
export interface SecretBox {
  /** Whether a real key store protects encrypted data, not a fixed key built into Chromium. */
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  /** Rejects when the key has changed since encryption. */
  decrypt(data: Buffer): Promise<string>;
}

/** The account that a password belongs to; no other account ever gets it. */
export interface AccountName {
  readonly portalOrigin: string;
  readonly user: string;
}

export type FoundPassword =
  | { readonly kind: 'found'; readonly password: string; readonly where: 'stored' | 'memory' }
  | { readonly kind: 'missing' }
  /** The key store was replaced: the agent must enter the password again (faults.md, 102). */
  | { readonly kind: 'undecryptable' };

export const CREDENTIALS_FILE = 'credentials.bin';

const secretSchema = z.object({ portalOrigin: z.string(), user: z.string(), password: z.string() });

/**
 * Keeps the password in a file that only the system's key store can decrypt. Without a key store,
 * keeps it in memory until the app ends.
 */
export class Credentials {
  readonly #path: string;
  readonly #box: SecretBox;
  #memory: (AccountName & { readonly password: string }) | null = null;

  constructor(folder: string, box: SecretBox) {
    this.#path = join(folder, CREDENTIALS_FILE);
    this.#box = box;
    try {
      // An interrupted save left this file; the password saved before it still counts.
      removeFile(`${this.#path}.new`);
    } catch {
      // Another program holds the file; the next save overwrites it.
    }
  }

  /** Keeps the password; returns whether it is stored on disk or only in memory. */
  async save(account: AccountName, password: string): Promise<'stored' | 'memory'> {
    this.#memory = { ...account, password };
    if (!(await this.#box.isAvailable())) {
      removeFile(this.#path);
      return 'memory';
    }
    const data = await this.#box.encrypt(JSON.stringify({ ...account, password }));
    retryWhileHeld(() => writeFileSync(`${this.#path}.new`, data, { mode: 0o600 }));
    moveFile(`${this.#path}.new`, this.#path);
    return 'stored';
  }

  async find(account: AccountName): Promise<FoundPassword> {
    const stored = existsSync(this.#path);
    if (this.#memory !== null && sameAccount(this.#memory, account)) {
      return { kind: 'found', password: this.#memory.password, where: stored ? 'stored' : 'memory' };
    }
    if (!stored || !(await this.#box.isAvailable())) {
      return { kind: 'missing' };
    }
    const secret = await this.#open();
    if (secret === null) {
      return { kind: 'undecryptable' };
    }
    return sameAccount(secret, account)
      ? { kind: 'found', password: secret.password, where: 'stored' }
      : { kind: 'missing' };
  }

  /** Whether the disk holds a password, for any account. */
  isStored(): boolean {
    return existsSync(this.#path);
  }

  /** Removes the password from memory and disk. Returns false if the file cannot be removed. */
  forget(): boolean {
    this.#memory = null;
    try {
      removeFile(this.#path);
      return true;
    } catch {
      return false;
    }
  }

  async #open(): Promise<z.infer<typeof secretSchema> | null> {
    const data = readFileSync(this.#path);
    try {
      return secretSchema.parse(JSON.parse(await this.#box.decrypt(data)));
    } catch {
      return null;
    }
  }
}

function sameAccount(left: AccountName, right: AccountName): boolean {
  return left.portalOrigin === right.portalOrigin && left.user === right.user;
}
