import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { moveFile, removeFile, untilFree } from '../base/held-files';

/** The operating system's key store, as this folder needs it. */
export interface SecretBox {
  /** Whether a real key store protects what is encrypted; a fixed key in the program does not count. */
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  /** Rejects when the key has changed since. */
  decrypt(data: Buffer): Promise<string>;
}

/** Whose password it is: it is only ever given back for the same user on the same portal. */
export interface AccountName {
  readonly portalOrigin: string;
  readonly user: string;
}

export type FoundPassword =
  | { readonly kind: 'found'; readonly password: string; readonly where: 'stored' | 'memory' }
  | { readonly kind: 'missing' }
  /** The key store was replaced: the password must be asked for again (faults.md, 102). */
  | { readonly kind: 'undecryptable' };

/** The file's name in the data folder. */
export const CREDENTIALS_FILE = 'credentials.bin';

const secretSchema = z.object({ portalOrigin: z.string(), user: z.string(), password: z.string() });

/**
 * Keeps the password: in a file that only the system's key store can open, or, where there is none, in memory until
 * the app ends. It is never written in any other form.
 */
export class Credentials {
  readonly #path: string;
  readonly #box: SecretBox;
  #memory: (AccountName & { readonly password: string }) | null = null;

  constructor(folder: string, box: SecretBox) {
    this.#path = join(folder, CREDENTIALS_FILE);
    this.#box = box;
    try {
      // Of a save that was interrupted: the one before it still counts.
      removeFile(`${this.#path}.new`);
    } catch {
      // Held by another program; the next save writes over it.
    }
  }

  /** Keeps the password, and says where. */
  async save(account: AccountName, password: string): Promise<'stored' | 'memory'> {
    this.#memory = { ...account, password };
    if (!(await this.#box.isAvailable())) {
      removeFile(this.#path);
      return 'memory';
    }
    const data = await this.#box.encrypt(JSON.stringify({ ...account, password }));
    untilFree(() => writeFileSync(`${this.#path}.new`, data, { mode: 0o600 }));
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

  /** Whether a password is on the disk, for whichever account. */
  isStored(): boolean {
    return existsSync(this.#path);
  }

  /** Removes the password from memory and from the disk; gives whether the disk is rid of it. */
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
