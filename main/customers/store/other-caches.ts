/**
 * Keeps the caches of several accounts apart. The current cache is in the folder itself. Each
 * earlier account's cache has a folder of its own. A file in each folder names the cache's owner,
 * so an account gets its own cache back. The next start finishes an interrupted move.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { errorCode } from '../../base/error-code';
import { moveFile, removeFile, removeTree } from '../../base/held-files';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { backupPath, writeSafely } from '../../base/safe-file';
import {
  BACKUP_FOLDER,
  FILE_PARTS,
  NOTES_FILE,
  OWNER_FILE,
  RUNS_FILE,
  EARLIER_CACHE_PREFIX,
  STORE_FILE,
  formatStamp,
} from './files';

/**
 * The names of a cache's files, in the order of moving them. Backups go first, as they must never
 * repair another account's store. SQLite's own files go before their database.
 */
const CACHE_NAMES: readonly string[] = [
  BACKUP_FOLDER,
  ...[RUNS_FILE, NOTES_FILE, STORE_FILE].flatMap((name) => FILE_PARTS.map((part) => `${name}${part}`)),
];

export interface CacheLabel {
  /** `null` for a folder that names no owner, as in earlier versions. */
  readonly owner: string | null;
  /** Whether the folder's notes were merged into the owner's current cache. */
  readonly areNotesTaken: boolean;
}

const NO_LABEL: CacheLabel = { owner: null, areNotesTaken: false };

export function readLabel(folder: string): CacheLabel {
  try {
    const stored = JSON.parse(readFileSync(join(folder, OWNER_FILE), 'utf8')) as Partial<CacheLabel> | null;
    return typeof stored?.owner === 'string'
      ? { owner: stored.owner, areNotesTaken: stored.areNotesTaken === true }
      : NO_LABEL;
  } catch {
    // The folder's label is absent or unreadable.
    return NO_LABEL;
  }
}

/** Writes the owner of a folder's cache. Throws the file system's errors. */
export function nameOwner(folder: string, owner: string, areNotesTaken = false): void {
  const label = readLabel(folder);
  if (label.owner !== owner || label.areNotesTaken !== areNotesTaken) {
    const path = join(folder, OWNER_FILE);
    writeSafely(path, `${JSON.stringify({ owner, areNotesTaken })}\n`);
    removeFile(backupPath(path));
  }
}

/** Returns the folders of earlier caches, the newest first. */
export function listEarlierCaches(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.startsWith(EARLIER_CACHE_PREFIX))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

export interface Arranging {
  /** The owner of the cache to be used. */
  readonly owner: string;
  /** The owner of the current cache if it names no owner; `null` if unknown. */
  readonly ownerIfUnnamed: string | null;
  /** Milliseconds since 1970 UTC; only used in a folder name. */
  readonly now: number;
  readonly move?: (from: string, to: string) => void;
}

/**
 * Moves another owner's current cache to a folder of its own and brings back this owner's, if any.
 * The cache must be closed. Fails with CACHE_NOT_SET_ASIDE if another program holds a file; then
 * everything is moved back.
 */
export function arrangeCaches(
  folder: string,
  { owner, ownerIfUnnamed, now, move = moveFile }: Arranging,
): Result<null, AppError> {
  const before = readLabel(folder).owner ?? ownerIfUnnamed;
  const isOfOtherOwner = before !== owner && partsIn(folder).length > 0;
  const moved: { readonly from: string; readonly to: string }[] = [];
  const moveAll = (from: string, to: string): void => {
    for (const name of partsIn(from)) {
      const step = { from: join(from, name), to: join(to, name) };
      move(step.from, step.to);
      moved.push(step);
    }
  };
  try {
    if (isOfOtherOwner) {
      moveAll(folder, placeFor(folder, before, now));
    }
    nameOwner(folder, owner);
    const own = listEarlierCaches(folder).filter((one) => readLabel(one).owner === owner);
    const unmerged = own.filter((one) => !readLabel(one).areNotesTaken);
    for (const earlierCache of [...unmerged, ...own.filter((one) => !unmerged.includes(one))]) {
      // A folder stays if its file names are taken here. No interrupted move causes this.
      if (!isObstructed(folder, earlierCache)) {
        moveAll(earlierCache, folder);
      }
    }
  } catch (error) {
    moveBack(moved);
    restoreName(folder, before);
    const reason = errorCode(error);
    return fail(appError('CACHE_NOT_SET_ASIDE', 'The cache could not be set aside', { reason }));
  }
  removeEmptied(folder, owner);
  return ok(null);
}

/** Makes `owner` the owner of all caches. Those left after erasing then belong to no account. */
export function disownCaches(folder: string, owner: string): void {
  for (const one of [folder, ...listEarlierCaches(folder)]) {
    try {
      if (partsIn(one).length > 0) {
        nameOwner(one, owner);
      }
    } catch {
      // Another program holds the folder, so the next attempt at erasing writes the owner's name.
    }
  }
}

/** Removes this owner's stored caches as far as the system allows. */
export function removeCachesOfOwner(folder: string, owner: string): void {
  for (const earlierCache of listEarlierCaches(folder).filter((one) => readLabel(one).owner === owner)) {
    try {
      removeTree(earlierCache);
    } catch {
      // The next start tries again.
    }
  }
}

function partsIn(folder: string): readonly string[] {
  return CACHE_NAMES.filter((name) => existsSync(join(folder, name)));
}

function isObstructed(folder: string, earlierCache: string): boolean {
  const there = partsIn(folder);
  return partsIn(earlierCache).some((name) => there.includes(name));
}

/** Returns the owner's folder from an interrupted move, or a new folder. */
function placeFor(folder: string, owner: string | null, now: number): string {
  const begun = listEarlierCaches(folder).find(
    (earlierCache) =>
      owner !== null && readLabel(earlierCache).owner === owner && !isObstructed(folder, earlierCache),
  );
  if (begun !== undefined) {
    return begun;
  }
  let place: string;
  for (let at = now; ; at += 1) {
    place = join(folder, `${EARLIER_CACHE_PREFIX}${formatStamp(at)}`);
    if (!existsSync(place)) {
      break;
    }
  }
  mkdirSync(place, { mode: 0o700 });
  if (owner !== null) {
    nameOwner(place, owner);
  }
  return place;
}

/** Moves files back. A file that another program holds stays in the folder of its owner. */
function moveBack(moved: readonly { readonly from: string; readonly to: string }[]): void {
  for (const { from, to } of [...moved].reverse()) {
    try {
      moveFile(to, from);
    } catch {
      // The reason for the failed move is reported instead.
    }
  }
}

function restoreName(folder: string, before: string | null): void {
  try {
    if (before === null) {
      removeFile(join(folder, OWNER_FILE));
    } else {
      nameOwner(folder, before);
    }
    for (const earlierCache of listEarlierCaches(folder)) {
      removeIfEmpty(earlierCache);
    }
  } catch {
    // The next start arranges the caches again.
  }
}

function removeEmptied(folder: string, owner: string): void {
  try {
    listEarlierCaches(folder)
      .filter((earlierCache) => readLabel(earlierCache).owner === owner)
      .forEach(removeIfEmpty);
  } catch {
    // An empty folder does no harm.
  }
}

/** Removes a folder that holds only the owner's name. */
function removeIfEmpty(earlierCache: string): void {
  if (readdirSync(earlierCache).every((name) => name.startsWith(OWNER_FILE))) {
    removeTree(earlierCache);
  }
}
