import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** The log and its predecessors, the newest first: five files of 1 MB at most. */
export const LOG_FILES = [
  'archibald-agent.log',
  'archibald-agent.1.log',
  'archibald-agent.2.log',
  'archibald-agent.3.log',
  'archibald-agent.4.log',
] as const;
export type LogFile = (typeof LOG_FILES)[number];

/** Makes room for a new log: each file takes the place of the next older one, the oldest goes. */
export function turnOver(folder: string): void {
  for (let age = LOG_FILES.length - 1; age > 0; age -= 1) {
    const [newer, older] = [LOG_FILES[age - 1], LOG_FILES[age]];
    if (newer !== undefined && older !== undefined && existsSync(join(folder, newer))) {
      renameSync(join(folder, newer), join(folder, older));
    }
  }
}
