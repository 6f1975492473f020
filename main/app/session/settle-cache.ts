import type { AppError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { arrangeCaches, labelOf, nameOwner, removeCachesOf } from '../../customers/store/other-caches';
import type { Settings } from '../../settings/settings';
import { BEING_ERASED } from '../../settings/settings';

/** Has the settings know whose the cache is where they do not, as after a damaged file of settings. */
export function adoptOwner(folder: string, settings: Settings): void {
  const { owner } = labelOf(folder);
  const isUnknown = settings.cacheOwner === null && settings.connection.kind === 'none';
  if (isUnknown && owner !== null && owner !== BEING_ERASED) {
    settings.noteCacheOwner(owner);
  }
}

/**
 * Sees to it, before the cache is opened, that it is the one of the account in the settings: a change of account that was
 * cut short is finished. Fails with CACHE_NOT_SET_ASIDE only where another account's customers would be shown.
 */
export function settleCache(folder: string, settings: Settings, now: number): Result<null, AppError> {
  removeCachesOf(folder, BEING_ERASED);
  const { cacheOwner } = settings;
  if (cacheOwner === null || cacheOwner === BEING_ERASED) {
    return ok(null);
  }
  const arranged = arrangeCaches(folder, { owner: cacheOwner, unnamedIs: cacheOwner, now });
  const { owner } = labelOf(folder);
  return arranged.ok || owner === null || owner === cacheOwner ? ok(null) : arranged;
}

/** Names the owner of a cache that nobody else's customers are in. What cannot be written now is so at the next start. */
export function nameCache(folder: string, settings: Settings): void {
  const { cacheOwner } = settings;
  if (cacheOwner !== null && cacheOwner !== BEING_ERASED) {
    try {
      nameOwner(folder, cacheOwner);
    } catch {
      // Without a name it is the account's in the settings.
    }
  }
}
