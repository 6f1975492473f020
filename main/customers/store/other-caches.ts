/**
 * Keeps the caches of several accounts apart. The cache in use is in the folder itself, that of each earlier account in a
 * folder of its own. Each names its owner in a file that moves with it, so that an account gets back what is its own, and
 * a move that was cut short is finished by the next start.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { codeOf } from '../../base/error-code';
import { moveFile, removeFile, removeTree } from '../../base/held-files';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { backupOf, writeSafely } from '../../base/safe-file';
import {
  BACKUP_FOLDER,
  FILE_PARTS,
  NOTES_FILE,
  OWNER_FILE,
  RUNS_FILE,
  SET_ASIDE_PREFIX,
  STORE_FILE,
  stampOf,
} from './files';

/**
 * All that belongs to a cache, in the order in which it moves: the backups first, as they must never repair another
 * account's store; of each database SQLite's own files before the database.
 */
const CACHE_NAMES: readonly string[] = [
  BACKUP_FOLDER,
  ...[RUNS_FILE, NOTES_FILE, STORE_FILE].flatMap((name) => FILE_PARTS.map((part) => `${name}${part}`)),
];

/** The label of a folder with a cache. */
export interface CacheLabel {
  /** `null` for one that names none, as those of earlier versions. */
  readonly owner: string | null;
  /** The notes in it are among those of the owner's cache in use. */
  readonly areNotesTaken: boolean;
}

const NO_LABEL: CacheLabel = { owner: null, areNotesTaken: false };

/** Returns the label of a folder's cache. */
export function labelOf(folder: string): CacheLabel {
  try {
    const stored = JSON.parse(readFileSync(join(folder, OWNER_FILE), 'utf8')) as Partial<CacheLabel> | null;
    return typeof stored?.owner === 'string'
      ? { owner: stored.owner, areNotesTaken: stored.areNotesTaken === true }
      : NO_LABEL;
  } catch {
    // There is none, or it can no longer be read.
    return NO_LABEL;
  }
}

/** Names the owner of a folder's cache. Throws what the file system says. */
export function nameOwner(folder: string, owner: string, areNotesTaken = false): void {
  const label = labelOf(folder);
  if (label.owner !== owner || label.areNotesTaken !== areNotesTaken) {
    const path = join(folder, OWNER_FILE);
    writeSafely(path, `${JSON.stringify({ owner, areNotesTaken })}\n`);
    removeFile(backupOf(path));
  }
}

/** The folders with caches of accounts before, the last one first. */
export function cachesAside(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.startsWith(SET_ASIDE_PREFIX))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

export interface Arranging {
  /** The owner of the cache that is to be used. */
  readonly owner: string;
  /** The owner of a cache in use that names none; `null` when that is not known. */
  readonly unnamedIs: string | null;
  /** Milliseconds since 1970 UTC; only names a folder. */
  readonly now: number;
  readonly move?: (from: string, to: string) => void;
}

/**
 * Puts the cache in use out of the way, whole, if it is another owner's, and brings this owner's back if there is one.
 * The cache must be closed. Fails with CACHE_NOT_SET_ASIDE when another program holds a file; all is then where it was.
 */
export function arrangeCaches(
  folder: string,
  { owner, unnamedIs, now, move = moveFile }: Arranging,
): Result<null, AppError> {
  const before = labelOf(folder).owner ?? unnamedIs;
  const isOthers = before !== owner && partsIn(folder).length > 0;
  const moved: { readonly from: string; readonly to: string }[] = [];
  const moveAll = (from: string, to: string): void => {
    for (const name of partsIn(from)) {
      const step = { from: join(from, name), to: join(to, name) };
      move(step.from, step.to);
      moved.push(step);
    }
  };
  try {
    if (isOthers) {
      moveAll(folder, placeFor(folder, before, now));
    }
    nameOwner(folder, owner);
    const own = cachesAside(folder).filter((one) => labelOf(one).owner === owner);
    const untaken = own.filter((one) => !labelOf(one).areNotesTaken);
    for (const aside of [...untaken, ...own.filter((one) => !untaken.includes(one))]) {
      // One of which a part is in use already stays, unless it is the rest of a move that was cut short.
      if (!isInTheWay(folder, aside)) {
        moveAll(aside, folder);
      }
    }
  } catch (error) {
    moveBack(moved);
    restoreName(folder, before);
    const reason = codeOf(error);
    return fail(appError('CACHE_NOT_SET_ASIDE', 'The cache could not be set aside', { reason }));
  }
  removeEmptied(folder, owner);
  return ok(null);
}

/** Names `owner` for all caches there are: what could not be erased belongs to no account any more. */
export function disownCaches(folder: string, owner: string): void {
  for (const one of [folder, ...cachesAside(folder)]) {
    try {
      if (partsIn(one).length > 0) {
        nameOwner(one, owner);
      }
    } catch {
      // Held like what is in it: erasing is tried again, and names it again.
    }
  }
}

/** Removes the caches aside that name this owner, as far as the system lets it. */
export function removeCachesOf(folder: string, owner: string): void {
  for (const aside of cachesAside(folder).filter((one) => labelOf(one).owner === owner)) {
    try {
      removeTree(aside);
    } catch {
      // The next start tries again.
    }
  }
}

function partsIn(folder: string): readonly string[] {
  return CACHE_NAMES.filter((name) => existsSync(join(folder, name)));
}

function isInTheWay(folder: string, aside: string): boolean {
  const there = partsIn(folder);
  return partsIn(aside).some((name) => there.includes(name));
}

/** The folder that a cache is set aside in: the one of its owner that an earlier move has begun to fill, else a new one. */
function placeFor(folder: string, owner: string | null, now: number): string {
  const begun = cachesAside(folder).find(
    (aside) => owner !== null && labelOf(aside).owner === owner && !isInTheWay(folder, aside),
  );
  if (begun !== undefined) {
    return begun;
  }
  let place: string;
  for (let at = now; ; at += 1) {
    place = join(folder, `${SET_ASIDE_PREFIX}${stampOf(at)}`);
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

/** Moves files back. One that another program has opened meanwhile stays, under its owner's name. */
function moveBack(moved: readonly { readonly from: string; readonly to: string }[]): void {
  for (const { from, to } of [...moved].reverse()) {
    try {
      moveFile(to, from);
    } catch {
      // The reason why it could not be set aside is the one to report.
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
    for (const aside of cachesAside(folder)) {
      removeIfEmptied(aside);
    }
  } catch {
    // The next start arranges them again.
  }
}

function removeEmptied(folder: string, owner: string): void {
  try {
    cachesAside(folder)
      .filter((aside) => labelOf(aside).owner === owner)
      .forEach(removeIfEmptied);
  } catch {
    // An empty folder is in nobody's way.
  }
}

/** Removes a folder that holds nothing of a cache but the owner's name. */
function removeIfEmptied(aside: string): void {
  if (readdirSync(aside).every((name) => name.startsWith(OWNER_FILE))) {
    removeTree(aside);
  }
}
