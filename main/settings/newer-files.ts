import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { LIST_FILE } from './list-file';
import { LOGINS_FILE } from './logins-file';
import { REFUSED_LOGINS_FILE } from './refused-logins';
import { SCHEDULE_FILE } from './schedule-file';
import { SETTINGS_FILE } from './settings';

/**
 * The version of each file's form that this app knows. One that an app of before would take for damaged gets a higher
 * number; keys that are only added do not, as they are left out or kept as they are.
 */
const KNOWN: Readonly<Record<string, number>> = {
  [SETTINGS_FILE]: 1,
  [LIST_FILE]: 1,
  [SCHEDULE_FILE]: 1,
  [LOGINS_FILE]: 1,
  [REFUSED_LOGINS_FILE]: 1,
};

/**
 * Whether a newer app has written one of the files in a form that this one does not know: STORE_TOO_NEW, or `null`. To be
 * asked before anything is opened: what would be taken for damaged, and begun anew, is then left as it is.
 */
export function newerFile(folder: string): AppError | null {
  for (const [name, known] of Object.entries(KNOWN)) {
    const found = versionOf(join(folder, name));
    if (found > known) {
      return appError('STORE_TOO_NEW', `A newer version of the app wrote ${name}`, {
        file: name,
        found,
        known,
      });
    }
  }
  return null;
}

/** 0 for a file that is not there or says nothing. */
function versionOf(path: string): number {
  try {
    const content: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
    const isObject = typeof content === 'object' && content !== null && 'version' in content;
    return isObject && typeof content.version === 'number' ? content.version : 0;
  } catch {
    // Damaged, or not to be read: who reads it says so.
    return 0;
  }
}
