import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { moveFile } from '../base/held-files';
import { brokenNameOf, readJsonFile, saveJsonFile } from './json-file';

/** The file's name in the data folder. */
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

/** The logins as they are kept; what they mean is said in main/sync. */
export type StoredLogins = readonly Readonly<z.infer<typeof loginsSchema>[number]>[];

/** Keeps when the portal was logged in to, so that a limit of logins a day outlives the app. */
export class LoginsFile {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, LOGINS_FILE);
  }

  /** What is stored; none when there is no file or it is damaged. Throws only if the folder cannot be read. */
  read(): StoredLogins {
    return readJsonFile(this.#path, fileSchema)?.logins ?? [];
  }

  /** As {@link read}; a damaged file is set aside, never written over. */
  load(now: number): { readonly logins: StoredLogins; readonly wasDamaged: boolean } {
    const stored = readJsonFile(this.#path, fileSchema);
    const wasDamaged = stored === null && existsSync(this.#path);
    if (wasDamaged) {
      moveFile(this.#path, brokenNameOf(this.#path, now));
    }
    return { logins: stored?.logins ?? [], wasDamaged };
  }

  /** Saves the logins. Gives the system's code when it cannot; they are then counted until the app ends. */
  save(logins: StoredLogins): string | null {
    return saveJsonFile(this.#path, { version: 1, logins });
  }
}
