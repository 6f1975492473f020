import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { moveFile } from '../base/held-files';
import { brokenPath, readJsonFile, saveJsonFile } from './json-file';

export const LOGINS_FILE = 'logins.json';

const loginsSchema = z.array(
  z.object({
    /** Milliseconds since 1970 UTC. */
    at: z.number(),
    kind: z.enum(['automatic', 'manual', 'test']),
    answered: z.boolean(),
  }),
);
const fileSchema = z.object({ version: z.literal(1), logins: loginsSchema });

/** The logins as stored; main/sync defines their meaning. */
export type StoredLogins = readonly Readonly<z.infer<typeof loginsSchema>[number]>[];

/** Stores the times of logins to the portal, so that a daily limit survives a restart. */
export class LoginsFile {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, LOGINS_FILE);
  }

  /** Returns the stored logins, none if damaged. Throws only if the folder cannot be read. */
  read(): StoredLogins {
    return readJsonFile(this.#path, fileSchema)?.logins ?? [];
  }

  /** Does the same as {@link read}, but keeps a damaged file under another name. */
  load(now: number): { readonly logins: StoredLogins; readonly wasDamaged: boolean } {
    const stored = readJsonFile(this.#path, fileSchema);
    const wasDamaged = stored === null && existsSync(this.#path);
    if (wasDamaged) {
      moveFile(this.#path, brokenPath(this.#path, now));
    }
    return { logins: stored?.logins ?? [], wasDamaged };
  }

  /** Saves the logins. Returns the system's error code if they are kept only until the app ends. */
  save(logins: StoredLogins): string | null {
    return saveJsonFile(this.#path, { version: 1, logins });
  }
}
