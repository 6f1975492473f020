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

/** The full log on its way to its place. */
const TURNING = 'archibald-agent.turning.log';

/**
 * Makes room for a new log: each file takes the place of the next older one, the oldest goes. A log that another program
 * holds (on Windows, a scanner) grows on, and no older one is lost for it: the next line tries again.
 */
export function turnOver(folder: string): void {
  if (!moved(join(folder, LOG_FILES[0]), join(folder, TURNING))) {
    return;
  }
  for (let age = LOG_FILES.length - 1; age > 1; age -= 1) {
    const [newer, older] = [LOG_FILES[age - 1], LOG_FILES[age]];
    if (newer !== undefined && older !== undefined && existsSync(join(folder, newer))) {
      moved(join(folder, newer), join(folder, older));
    }
  }
  moved(join(folder, TURNING), join(folder, LOG_FILES[1]));
}

/** Not waited for: a line of the log holds nothing up. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
