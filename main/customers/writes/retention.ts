/**
 * Deletes data by age, but only if past runs confirm the time ({@link isTimePlausible}). Changes
 * and runs are kept for 12 months. Removed customers are deleted after the retention time, with
 * their history. Whole files of that age are deleted too: caches of other accounts, backups and
 * damaged files. The agent's notes are never deleted; they reappear when such a customer returns.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_OWNER } from '../../../preload/contract/owner';
import { errorCode } from '../../base/error-code';
import { removeTree } from '../../base/held-files';
import { areNotesIntact, notedCustomers } from '../queries/notes';
import { readIntactStars } from '../queries/stars';
import { inTransaction, openConnection } from '../store/connection';
import { BACKUP_FOLDER, DAMAGED_FOLDER, NOTES_FILE, OWNER_FILE } from '../store/files';
import { listEarlierCaches, readLabel } from '../store/other-caches';
import type { Store } from '../store/store';
import { countContentWrite, readFacts } from '../store/store-state';
import { earlierTime, monthsBefore } from './changes';

/** The number of customers deleted at once, so that a sync or a note waits only briefly. */
export const DELETED_AT_ONCE = 500;

/**
 * The fewest days with a sync that confirm a time, counted in the months before that time. Deleting
 * cannot be undone, and a clock may be wrong for a while (faults.md, 77).
 */
const PLAUSIBLE_DAYS = 7;
const PLAUSIBLE_MONTHS = 6;

/** Returns the earlier of `now` (milliseconds since 1970 UTC) and the last sync, UTC ISO 8601. */
export function computeRetentionTime(store: Store, now: number): string {
  return earlierTime(new Date(now).toISOString(), readFacts(store).syncedAt);
}

/** Whether past runs confirm a time. */
export function isTimePlausible(runs: Store, at: string): boolean {
  const days = runs
    .prepare<[string, string], number>(
      `SELECT count(DISTINCT substr(started_at, 1, 10)) FROM sync_runs
       WHERE outcome = 'success' AND started_at > ? AND started_at <= ?`,
    )
    .pluck()
    .get(monthsBefore(at, PLAUSIBLE_MONTHS), at);
  return (days ?? 0) >= PLAUSIBLE_DAYS;
}

/**
 * Deletes customers removed before `cutoff`, at most {@link DELETED_AT_ONCE}. Their history is
 * deleted too, and freed bytes are overwritten. Returns their number. Customers of the last exports
 * stay, as they are not marked as removed.
 */
export function deleteRemoved(store: Store, cutoff: string): number {
  const gone = store
    .prepare<[string, number], { readonly row: number; readonly id: string }>(
      'SELECT row, id FROM customers WHERE removed_since < ? ORDER BY removed_since LIMIT ?',
    )
    .all(cutoff, DELETED_AT_ONCE);
  if (gone.length === 0) {
    return 0;
  }
  // Overwrites deleted bytes instead of only freeing them.
  store.pragma('secure_delete = ON');
  try {
    inTransaction(store, () => {
      const deleteHistory = store.prepare('DELETE FROM changes WHERE customer_id = ?');
      const deleteCustomer = store.prepare('DELETE FROM customers WHERE row = ?');
      for (const { row, id } of gone) {
        deleteHistory.run(id);
        deleteCustomer.run(row);
      }
      countContentWrite(store);
    });
  } finally {
    store.pragma('secure_delete = OFF');
  }
  return gone.length;
}

const NOTES_PREFIX = NOTES_FILE.replace('.db', '-');

/** The time in a name, as written by `formatStamp`. */
const STAMP = /(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z/;

/** The number of deleted files, and the system's code for each file to try again the next day. */
export interface DeletedFiles {
  readonly deleted: number;
  readonly errorCodes: readonly string[];
}

/**
 * Deletes files in the data folder whose name has a time before `cutoff`: caches of other accounts,
 * backups of customers, and damaged files of any part of the app. Files with notes stay.
 */
export function deleteOldFiles(
  folder: string,
  cutoff: string,
  remove: (path: string) => void = removeTree,
): DeletedFiles {
  const paths = [
    ...namesIn(folder)
      .filter((name) => name.includes('.broken-'))
      .map((name) => join(folder, name)),
    // The agent's notes stay, even damaged ones.
    ...[BACKUP_FOLDER, DAMAGED_FOLDER].flatMap((inner) =>
      namesIn(join(folder, inner))
        .filter((name) => !name.startsWith(NOTES_PREFIX))
        .map((name) => join(folder, inner, name)),
    ),
  ].filter((path) => isOlder(path, cutoff));
  const earlierCache = listEarlierCaches(folder).filter(
    (path) => isOlder(path, cutoff) && mayDelete(folder, path),
  );
  paths.push(...earlierCache.flatMap(partsToDelete));
  const errorCodes: string[] = [];
  for (const path of paths) {
    try {
      remove(path);
    } catch (error) {
      errorCodes.push(errorCode(error));
    }
  }
  return { deleted: paths.length - errorCodes.length, errorCodes };
}

/** Whether the current account may delete a cache; the demo deletes only its own. */
function mayDelete(folder: string, earlierCache: string): boolean {
  return readLabel(folder).owner !== DEMO_OWNER || readLabel(earlierCache).owner === DEMO_OWNER;
}

/** Returns the path of a stored cache, or of all its parts except the notes. */
function partsToDelete(earlierCache: string): readonly string[] {
  if (!mayHoldNotes(earlierCache)) {
    return [earlierCache];
  }
  const stays = (name: string): boolean => [NOTES_FILE, OWNER_FILE].some((kept) => name.startsWith(kept));
  const backups = namesIn(join(earlierCache, BACKUP_FOLDER)).filter((name) => !name.startsWith(NOTES_PREFIX));
  return [
    ...namesIn(earlierCache)
      .filter((name) => name !== BACKUP_FOLDER && !stays(name))
      .map((name) => join(earlierCache, name)),
    ...backups.map((name) => join(earlierCache, BACKUP_FOLDER, name)),
  ];
}

/** Whether a cache may hold notes, in the file of notes or in a backup. */
function mayHoldNotes(earlierCache: string): boolean {
  const path = join(earlierCache, NOTES_FILE);
  if (!existsSync(path)) {
    return namesIn(join(earlierCache, BACKUP_FOLDER)).some((name) => name.startsWith(NOTES_PREFIX));
  }
  let notes: Store | undefined;
  try {
    notes = openConnection(path, { readonly: true });
    return (
      !areNotesIntact(notes) ||
      notedCustomers(notes).length > 0 ||
      readIntactStars(notes).some(({ isStarred }) => isStarred)
    );
  } catch {
    return true;
  } finally {
    notes?.close();
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function isOlder(path: string, cutoff: string): boolean {
  const [, day, hour, minute, second, ms] = STAMP.exec(path.slice(path.search(/[^/\\]*$/))) ?? [];
  return day !== undefined && `${day}T${hour}:${minute}:${second}.${ms}Z` < cutoff;
}
