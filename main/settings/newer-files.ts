import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { LIST_FILE } from './list-file';
import { LOGINS_FILE } from './logins-file';
import { REFUSED_LOGINS_FILE } from './refused-logins';
import { SCHEDULE_FILE } from './schedule-file';
import { SETTINGS_FILE } from './settings';

/** The newest known format of each file; raised only for a format that older apps cannot read. */
const KNOWN: Readonly<Record<string, number>> = {
  [SETTINGS_FILE]: 1,
  [LIST_FILE]: 1,
  [SCHEDULE_FILE]: 1,
  [LOGINS_FILE]: 1,
  [REFUSED_LOGINS_FILE]: 1,
};

/**
 * Returns STORE_TOO_NEW if a newer app wrote one of the files in an unknown format, else `null`.
 * Call it before opening anything, so that such a file is not treated as damaged and replaced.
 */
export function findNewerFile(folder: string): AppError | null {
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

/** Returns the file's format version; 0 if the file is absent or has none. */
function versionOf(path: string): number {
  try {
    const content: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
    const isObject = typeof content === 'object' && content !== null && 'version' in content;
    return isObject && typeof content.version === 'number' ? content.version : 0;
  } catch {
    // A damaged or unreadable file is reported by the code that reads it.
    return 0;
  }
}
