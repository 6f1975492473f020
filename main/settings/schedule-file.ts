import { join } from 'node:path';
import { z } from 'zod';
import { ERROR_CODES } from '../../preload/contract';
import { backupOf } from '../base/safe-file';
import { readJsonFile, saveJsonFile } from './json-file';

/** The file's name in the data folder. Apart from the settings: it is written at every sync, they hardly ever. */
export const SCHEDULE_FILE = 'schedule.json';

/** Milliseconds since 1970 UTC. */
const instant = z.number();

const scheduleSchema = z.object({
  nextDueAt: instant.nullable(),
  slotStartedAt: instant.nullable(),
  secondTry: z.boolean(),
  pause: z.object({ setAt: instant, until: instant.nullable() }).nullable(),
  blockedBy: z.enum(ERROR_CODES).nullable(),
  retriedByHand: z.boolean().default(false),
  loginLimit: z.boolean().default(false),
  notBefore: instant.nullable().default(null),
  load: z.object({ factor: z.number().min(1), goodRuns: z.int().min(0) }),
});
const fileSchema = z.object({ version: z.literal(1), schedule: scheduleSchema });

/** What planning must know after a restart; what it means is said in main/sync. */
export type StoredSchedule = Readonly<z.infer<typeof scheduleSchema>>;

/** Keeps the plan of syncing in a file of its own, so that a pause or a stop outlives the app. */
export class ScheduleFile {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, SCHEDULE_FILE);
  }

  /** The last plan that was saved whole; `null` when there is none. Throws only if the folder cannot be read. */
  load(): StoredSchedule | null {
    const stored = readJsonFile(this.#path, fileSchema) ?? readJsonFile(backupOf(this.#path), fileSchema);
    return stored?.schedule ?? null;
  }

  /** Saves the plan. Gives the system's code when it cannot; syncing goes on without, as after a first start. */
  save(schedule: StoredSchedule): string | null {
    return saveJsonFile(this.#path, { version: 1, schedule });
  }
}
