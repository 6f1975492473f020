import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeSafely } from '../base/safe-file';

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
    return parseFile(this.#path) ?? [];
  }

  /** As {@link read}; a damaged file is set aside, never written over. */
  load(now: number): { readonly logins: StoredLogins; readonly wasDamaged: boolean } {
    const logins = parseFile(this.#path);
    const wasDamaged = logins === null && existsSync(this.#path);
    if (wasDamaged) {
      renameSync(this.#path, `${this.#path}.broken-${new Date(now).toISOString().replace(/[:.]/g, '-')}`);
    }
    return { logins: logins ?? [], wasDamaged };
  }

  /** Saves the logins. Gives the system's code when it cannot; they are then counted until the app ends. */
  save(logins: StoredLogins): string | null {
    try {
      writeSafely(this.#path, `${JSON.stringify({ version: 1, logins })}\n`);
      return null;
    } catch (error) {
      if (error instanceof Error && 'code' in error) {
        return String(error.code);
      }
      throw error;
    }
  }
}

function parseFile(path: string): StoredLogins | null {
  if (!existsSync(path)) {
    return null;
  }
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data.logins : null;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}
