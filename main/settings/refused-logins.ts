import { randomBytes, scrypt } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { HeldLogin } from '../../preload/contract';
import { HELD_LOGINS } from '../../preload/contract/sync';
import { removeFile } from '../base/held-files';
import { backupOf } from '../base/safe-file';
import { readJsonFile, saveJsonFile } from './json-file';

/** The file's name in the data folder. */
export const REFUSED_LOGINS_FILE = 'refused-logins.json';

/** The newest refusals that are kept: more different passwords than these are hardly tried for one account. */
const KEPT = 10;
/** About 80 ms and 32 MB for each guess: who copies the file learns no password from it in a reasonable time. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const HASH_BYTES = 32;

const fileSchema = z.object({
  version: z.literal(1),
  salt: z.string().min(1),
  refused: z.array(z.object({ hash: z.string(), code: z.enum(HELD_LOGINS), times: z.int().min(1) })),
});
type Stored = z.infer<typeof fileSchema>;

/** Credentials as they were sent to a portal. */
export interface SentLogin {
  readonly origin: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Remembers, over restarts, which credentials the portal has not accepted, so that they are not sent again unasked. It keeps
 * a salted hash of portal, user and password that is slow to compute, never the password.
 */
export class RefusedLogins {
  readonly #path: string;
  /** One change after the other: each reads the file and writes it. */
  #changes: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#path = join(folder, REFUSED_LOGINS_FILE);
  }

  /**
   * Returns how these credentials ended if they must not be sent again. One login that was not confirmed may be tried again
   * by hand; what starts by itself sends nothing twice.
   */
  async find(login: SentLogin, { isByHand = true } = {}): Promise<HeldLogin | null> {
    await this.#changes;
    const stored = this.#load();
    if (stored === null || stored.refused.length === 0) {
      return null;
    }
    const hash = await hashOf(login, stored.salt);
    const found = stored.refused.find((one) => one.hash === hash);
    const mayRetry = isByHand && found?.code === 'LOGIN_UNCONFIRMED' && found.times === 1;
    return found === undefined || mayRetry ? null : found.code;
  }

  /** Whether refused credentials are known, and these are others: another password, or another account. */
  async areOthers(login: SentLogin): Promise<boolean> {
    const isKnown = (await this.find(login, { isByHand: false })) !== null;
    return !isKnown && (this.#load()?.refused.length ?? 0) > 0;
  }

  /** Remembers that these credentials were sent and ended like this. Gives the system's code when it cannot be kept. */
  note(login: SentLogin, code: HeldLogin): Promise<string | null> {
    return this.#change(login, (refused, hash) => {
      const times = (refused.find((one) => one.hash === hash)?.times ?? 0) + 1;
      return [...refused.filter((one) => one.hash !== hash), { hash, code, times }].slice(-KEPT);
    });
  }

  /** Forgets these credentials: the portal has accepted them. Gives the system's code when it cannot be kept. */
  async clear(login: SentLogin): Promise<string | null> {
    await this.#changes;
    if ((this.#load()?.refused.length ?? 0) === 0) {
      return null;
    }
    return this.#change(login, (refused, hash) => refused.filter((one) => one.hash !== hash));
  }

  /** Resolves once all that was noted is kept. */
  settled(): Promise<void> {
    return this.#changes;
  }

  #change(
    login: SentLogin,
    change: (refused: Stored['refused'], hash: string) => Stored['refused'],
  ): Promise<string | null> {
    const changed = this.#changes.then(async () => {
      const { salt, refused } = this.#load() ?? { salt: randomBytes(16).toString('base64'), refused: [] };
      const next = change(refused, await hashOf(login, salt));
      const trouble = saveJsonFile(this.#path, { version: 1, salt, refused: next } satisfies Stored);
      // A copy of the file before would keep the hash of a password that is right by now.
      removeFile(backupOf(this.#path));
      return trouble;
    });
    this.#changes = changed.then(
      () => undefined,
      () => undefined,
    );
    return changed;
  }

  /** A damaged file is as good as none: the plan of syncing keeps its own stop. */
  #load(): Stored | null {
    return readJsonFile(this.#path, fileSchema);
  }
}

/** The port is left out: a portal may move to another and stay the same. So is the case of the user's name. */
function hashOf({ origin, user, password }: SentLogin, salt: string): Promise<string> {
  const text = JSON.stringify([new URL(origin).hostname, user.toLowerCase(), password]);
  return new Promise((resolve, reject) => {
    scrypt(text, Buffer.from(salt, 'base64'), HASH_BYTES, SCRYPT, (error, hash) =>
      error === null ? resolve(hash.toString('base64')) : reject(error),
    );
  });
}
