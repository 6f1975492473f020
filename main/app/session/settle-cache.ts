import type { AppError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { arrangeCaches, readLabel, nameOwner, removeCachesOfOwner } from '../../customers/store/other-caches';
import type { Settings } from '../../settings/settings';
import { BEING_ERASED } from '../../settings/settings';

/** Restores the cache's owner in the settings if it is missing there, for example after damage. */
export function restoreOwner(folder: string, settings: Settings): void {
  const { owner } = readLabel(folder);
  const isUnknown = settings.cacheOwner === null && settings.connection.kind === 'none';
  if (isUnknown && owner !== null && owner !== BEING_ERASED) {
    settings.noteCacheOwner(owner);
  }
}

/**
 * Puts the cache of the settings' account in place before it is opened, and completes an
 * interrupted change of account. Fails with CACHE_NOT_SET_ASIDE only if another account's customers
 * would be shown.
 */
export function placeCache(folder: string, settings: Settings, now: number): Result<null, AppError> {
  removeCachesOfOwner(folder, BEING_ERASED);
  const { cacheOwner } = settings;
  if (cacheOwner === null || cacheOwner === BEING_ERASED) {
    return ok(null);
  }
  const arranged = arrangeCaches(folder, { owner: cacheOwner, ownerIfUnnamed: cacheOwner, now });
  const { owner } = readLabel(folder);
  return arranged.ok || owner === null || owner === cacheOwner ? ok(null) : arranged;
}

/** Labels the account's own cache with its owner. The next start repeats a failed write. */
export function nameCache(folder: string, settings: Settings): void {
  const { cacheOwner } = settings;
  if (cacheOwner !== null && cacheOwner !== BEING_ERASED) {
    try {
      nameOwner(folder, cacheOwner);
    } catch {
      // A failure is harmless: an unnamed cache belongs to the account in the settings.
    }
  }
}
