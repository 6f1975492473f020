import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, saveJsonFile } from '../../settings/json-file';

export const SEEN_FEEDS_FILE = 'update-feeds.json';

const schema = z.record(z.string(), z.iso.datetime());

/**
 * Stores, by key, the signing time of the last accepted feed description, and refuses older ones.
 */
export class SeenFeeds {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, SEEN_FEEDS_FILE);
  }

  lastSignedAt(key: string): string | null {
    return this.#read()[nameOf(key)] ?? null;
  }

  /** Returns `null`, or the system's error code when the time cannot be stored. */
  note(key: string, signedAt: string): string | null {
    const seen = this.#read();
    return seen[nameOf(key)] === signedAt
      ? null
      : saveJsonFile(this.#path, { ...seen, [nameOf(key)]: signedAt });
  }

  /** A damaged file must not block updates. */
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
