import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Erasure } from '../../../preload/contract';
import type { Log } from '../../base/log';
import { disownCaches } from '../../customers/store/other-caches';
import { BEING_ERASED } from '../../settings/settings';
import type { EraseOptions } from './erase-data';
import { eraseData } from './erase-data';

/** Erases all that the app has written, and says in the log that it was done and what could not be. */
export async function eraseAndTell(folder: string, options: EraseOptions, log: Log): Promise<Erasure> {
  const erasure = await eraseData(folder, options);
  const { error } = erasure;
  if (error !== null) {
    // No account gets back what was to be erased.
    disownCaches(folder, BEING_ERASED);
  }
  // The log makes its folder once: without it nothing would be written until the next start.
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
  } catch {
    // On Windows a folder that is held is on its way out, and none of its name can be made: the stream has the lines.
  }
  log.info('[App] What the app had written is erased');
  if (error !== null) {
    log.warn(
      `[App] Not all could be erased: ${error.details?.['files']} files, ${error.details?.['reasons']}`,
    );
  }
  return erasure;
}
