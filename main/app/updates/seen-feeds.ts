import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, saveJsonFile } from '../../settings/json-file';

export const SEEN_FEEDS_FILE = 'update-feeds.json';

const schema = z.record(z.string(), z.iso.datetime());

/** When the description was signed that was taken last, by the key that signed it: an older one is not taken any more. */
export class SeenFeeds {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, SEEN_FEEDS_FILE);
  }

  lastSignedAt(key: string): string | null {
    return this.#read()[nameOf(key)] ?? null;
  }

  /** Gives the system's code when it cannot be kept, `null` when it could. */
  note(key: string, signedAt: string): string | null {
    const seen = this.#read();
    return seen[nameOf(key)] === signedAt
      ? null
      : saveJsonFile(this.#path, { ...seen, [nameOf(key)]: signedAt });
  }

  /** A damaged file keeps no update away. */
  #read(): Readonly<Record<string, string>> {
    try {
      return readJsonFile(this.#path, schema) ?? {};
    } catch {
      return {};
    }
  }
}

function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
