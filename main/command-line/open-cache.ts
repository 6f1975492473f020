import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import { closeCache, isLeftByOlderApp, openCache, openCacheReadonly } from '../customers/integrity/cache';
import type { Cache } from '../customers/store/store';

/** Opens the cache of a data folder for reading, even while the app is running. */
export function openStoredCache(dataFolder: string | undefined): Result<Cache, AppError> {
  if (dataFolder === undefined) {
    return fail(appError('BAD_REQUEST', 'Give the data folder: --data DIR'));
  }
  const isOlder = isLeftByOlderApp(dataFolder);
  if (!isOlder.ok) {
    return isOlder;
  }
  // Migrates the cache, as a start of the app does.
  if (isOlder.value) {
    const migrated = openCache({ folder: dataFolder, now: Date.now() });
    if (!migrated.ok) {
      return migrated;
    }
    closeCache(migrated.value.cache);
  }
  return openCacheReadonly(dataFolder);
}
