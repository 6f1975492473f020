import { join } from 'node:path';
import { z } from 'zod';
import { ERROR_CODES } from '../../preload/contract';
import { backupPath } from '../base/safe-file';
import { readJsonFile, saveJsonFile } from './json-file';

/** The plan has its own file, because it is written at every sync and the settings only rarely. */
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

/** The part of the plan that must survive a restart; main/sync defines its meaning. */
export type StoredSchedule = Readonly<z.infer<typeof scheduleSchema>>;

/** Stores the plan of syncing, so that a pause or a stop survives a restart. */
export class ScheduleFile {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, SCHEDULE_FILE);
  }

  /** Returns the last complete plan or `null`. Throws only if the folder cannot be read. */
  load(): StoredSchedule | null {
    const stored = readJsonFile(this.#path, fileSchema) ?? readJsonFile(backupPath(this.#path), fileSchema);
    return stored?.schedule ?? null;
  }

  /** Saves the plan. Returns the system's error code on failure, which syncing survives. */
  save(schedule: StoredSchedule): string | null {
    return saveJsonFile(this.#path, { version: 1, schedule });
  }
}
