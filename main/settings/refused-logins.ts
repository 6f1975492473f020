import type { ScryptOptions } from 'node:crypto';
import { randomBytes, scrypt } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { HeldLogin } from '../../preload/contract';
import { HELD_LOGINS } from '../../preload/contract/sync';
import { removeFile } from '../base/held-files';
import { backupPath } from '../base/safe-file';
import { readJsonFile, saveJsonFile } from './json-file';

export const REFUSED_LOGINS_FILE = 'refused-logins.json';

/** The number of refusals kept, the newest ones; few people try more passwords for one account. */
const KEPT = 10;
/** The cost per hash is about 80 ms and 32 MB, so guessing from a copied file takes too long. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const HASH_BYTES = 32;

const fileSchema = z.object({
  version: z.literal(1),
  salt: z.string().min(1),
  refused: z.array(z.object({ hash: z.string(), code: z.enum(HELD_LOGINS), times: z.int().min(1) })),
});
type Stored = z.infer<typeof fileSchema>;

export interface SentLogin {
  readonly origin: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Remembers, over restarts, credentials that the portal has not accepted, so that they are not sent
 * again. Keeps a slow, salted hash of portal, user and password, never the password.
 */
export class RefusedLogins {
  readonly #path: string;
  readonly #cost: ScryptOptions;
  /** Runs changes one after another, as each reads and writes the file. */
  #changes: Promise<void> = Promise.resolve();

  /** `cost` must be the one that the file was written with; only tests hash more cheaply. */
  constructor(folder: string, cost: ScryptOptions = SCRYPT) {
    this.#path = join(folder, REFUSED_LOGINS_FILE);
    this.#cost = cost;
  }

  /**
   * Returns the earlier result of these credentials if they must not be sent again. An unconfirmed
   * login may be retried by hand once, never automatically.
   */
  async find(login: SentLogin, { isByHand = true } = {}): Promise<HeldLogin | null> {
    await this.#changes;
    const stored = this.#load();
    if (stored === null || stored.refused.length === 0) {
      return null;
    }
    const hash = await hashOf(login, stored.salt, this.#cost);
    const found = stored.refused.find((one) => one.hash === hash);
    const mayRetry = isByHand && found?.code === 'LOGIN_UNCONFIRMED' && found.times === 1;
    return found === undefined || mayRetry ? null : found.code;
  }

  /** Whether refused credentials are stored and these are different ones. */
  async isOtherLogin(login: SentLogin): Promise<boolean> {
    const isKnown = (await this.find(login, { isByHand: false })) !== null;
    return !isKnown && (this.#load()?.refused.length ?? 0) > 0;
  }

  /** Stores the result of a login. Returns the system's error code if it cannot be saved. */
  note(login: SentLogin, code: HeldLogin): Promise<string | null> {
    return this.#change(login, (refused, hash) => {
      const times = (refused.find((one) => one.hash === hash)?.times ?? 0) + 1;
      return [...refused.filter((one) => one.hash !== hash), { hash, code, times }].slice(-KEPT);
    });
  }

  /** Forgets accepted credentials. Returns the system's error code if it cannot be saved. */
  async clear(login: SentLogin): Promise<string | null> {
    await this.#changes;
    if ((this.#load()?.refused.length ?? 0) === 0) {
      return null;
    }
    return this.#change(login, (refused, hash) => refused.filter((one) => one.hash !== hash));
  }

  /** Resolves once all changes are saved. */
  settled(): Promise<void> {
    return this.#changes;
  }

  #change(
    login: SentLogin,
    change: (refused: Stored['refused'], hash: string) => Stored['refused'],
  ): Promise<string | null> {
    const changed = this.#changes.then(async () => {
      const { salt, refused } = this.#load() ?? { salt: randomBytes(16).toString('base64'), refused: [] };
      const next = change(refused, await hashOf(login, salt, this.#cost));
      const failure = saveJsonFile(this.#path, { version: 1, salt, refused: next } satisfies Stored);
      // The backup would keep the hash of a password that may be valid now.
      removeFile(backupPath(this.#path));
      return failure;
    });
    this.#changes = changed.then(
      () => undefined,
      () => undefined,
    );
    return changed;
  }

  /** Loads the file. A damaged one is ignored, as the stored schedule still stops syncing. */
  #load(): Stored | null {
    return readJsonFile(this.#path, fileSchema);
  }
}

/** Returns a hash that ignores the port, which may change, and the case of the user's name. */
function hashOf({ origin, user, password }: SentLogin, salt: string, cost: ScryptOptions): Promise<string> {
  const text = JSON.stringify([new URL(origin).hostname, user.toLowerCase(), password]);
  return new Promise((resolve, reject) => {
    scrypt(text, Buffer.from(salt, 'base64'), HASH_BYTES, cost, (error, hash) =>
      error === null ? resolve(hash.toString('base64')) : reject(error),
    );
  });
}
