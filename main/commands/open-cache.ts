import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import type { Cache } from '../customers/cache';
import { closeCache, openCache, openCacheReadonly } from '../customers/cache';
import { RUNS_FILE, STORE_FILE } from '../customers/files';

/** Opens the cache in a data folder for reading, beside an app that may be running. */
export function openCacheOf(dataFolder: string | undefined): Result<Cache, AppError> {
  if (dataFolder === undefined) {
    return fail(appError('BAD_REQUEST', 'Give the data folder: --data DIR'));
  }
  // Left by an older version, whose runs lie among the customers: brought up to date as at a start of the app.
  if (existsSync(join(dataFolder, STORE_FILE)) && !existsSync(join(dataFolder, RUNS_FILE))) {
    const migrated = openCache({ folder: dataFolder, now: Date.now() });
    if (!migrated.ok) {
      return migrated;
    }
    closeCache(migrated.value.cache);
  }
  return openCacheReadonly(dataFolder);
}
