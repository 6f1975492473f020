import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** The log and its predecessors, newest first: at most five files of 1 MB. */
export const LOG_FILES = [
  'archibald-agent.log',
  'archibald-agent.1.log',
  'archibald-agent.2.log',
  'archibald-agent.3.log',
  'archibald-agent.4.log',
] as const;

/** The temporary name of the full log during rotation. */
const TURNING = 'archibald-agent.turning.log';

/**
 * Rotates the logs: each file replaces the next older one, and the oldest is lost. A log held by
 * another program (a scanner on Windows) keeps growing, and no older log is lost. The next log line
 * tries again.
 */
export function rotateLogs(folder: string): void {
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

/** Moves a file without retries, because a log line must not block. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
