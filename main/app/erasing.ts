import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Erasure } from '../../preload/contract';
import type { Log } from '../base/log';
import { eraseData } from './erase-data';

export interface ErasingOptions {
  readonly folder: string;
  /** The data folder is where the app puts it by itself. */
  readonly isOwnFolder: boolean;
  readonly log: Log;
  /** Called before: what waits to be written would be there again after it. */
  readonly before: () => void;
  /** Called when all is done. */
  readonly after: () => void;
}

/** Erases all that the app has written, and says in the log that it was done and what could not be. */
export async function eraseAndTell(options: ErasingOptions): Promise<Erasure> {
  const { folder, isOwnFolder, log, before, after } = options;
  before();
  const erasure = await eraseData(folder, { isOwnFolder });
  const { error } = erasure;
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
  after();
  return erasure;
}
