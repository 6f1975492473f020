/**
 * All that is deleted for its age, by one rule: only by a time that the runs bear out ({@link isTimeBelieved}). These are
 * changes and runs of more than 12 months, customers that were removed longer ago than the time of retention, with their
 * history, and whole files of that age (caches of other accounts, backups, damaged files). The agent's notes are never
 * among it: they lie in a file of their own, and are there again when such a customer comes back.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_OWNER } from '../../../preload/contract/owner';
import { codeOf } from '../../base/error-code';
import { removeTree } from '../../base/held-files';
import { areNotesWhole, notedCustomers } from '../queries/notes';
import { readableStars } from '../queries/stars';
import { inTransaction, openConnection } from '../store/connection';
import { BACKUP_FOLDER, DAMAGED_FOLDER, NOTES_FILE, OWNER_FILE } from '../store/files';
import { cachesAside, labelOf } from '../store/other-caches';
import type { Store } from '../store/store';
import { countContentWrite, readFacts } from '../store/store-state';
import { earlier, monthsBefore } from './changes';

/** So many customers are deleted at once: a sync or a note in between waits for no more than these. */
export const DELETED_AT_ONCE = 500;

/**
 * Deleting cannot be undone, and a clock may be wrong for a while (faults.md, 77): a time is believed once so many
 * different days of the months before it have seen a sync.
 */
const BELIEVED_DAYS = 7;
const BELIEVED_MONTHS = 6;

/**
 * The time from which ages are counted, UTC ISO 8601: now (milliseconds since 1970 UTC), or the last sync if that was
 * earlier.
 */
export function retentionTime(store: Store, now: number): string {
  return earlier(new Date(now).toISOString(), readFacts(store).syncedAt);
}

/** Whether the runs bear a time out. */
export function isTimeBelieved(runs: Store, at: string): boolean {
  const days = runs
    .prepare<[string, string], number>(
      `SELECT count(DISTINCT substr(started_at, 1, 10)) FROM sync_runs
       WHERE outcome = 'success' AND started_at > ? AND started_at <= ?`,
    )
    .pluck()
    .get(monthsBefore(at, BELIEVED_MONTHS), at);
  return (days ?? 0) >= BELIEVED_DAYS;
}

/**
 * Deletes customers that were removed before `cutoff`, with their history and what they are found by, so that nothing
 * of them is left in the file; no more than {@link DELETED_AT_ONCE}. Gives how many. A customer of the last exports is
 * never among them: it is not marked as removed.
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
  // What was there is written over, not only given free.
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

/** The moment in a name, as `stampOf` writes it. */
const STAMP = /(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z/;

/** What whole files were deleted, and the system's code for each that could not be: it is tried again the next day. */
export interface DeletedFiles {
  readonly deleted: number;
  readonly troubles: readonly string[];
}

/**
 * Deletes whole what is kept in the data folder from before `cutoff`: caches of other accounts but for the notes in them,
 * backups of customers, and files that were damaged, of whatever part of the app. Each says in its name since when it is
 * there.
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
    // The agent's own notes stay, and what could not be brought back of them.
    ...[BACKUP_FOLDER, DAMAGED_FOLDER].flatMap((inner) =>
      namesIn(join(folder, inner))
        .filter((name) => !name.startsWith(NOTES_PREFIX))
        .map((name) => join(folder, inner, name)),
    ),
  ].filter((path) => isOlder(path, cutoff));
  const aside = cachesAside(folder).filter((path) => isOlder(path, cutoff) && mayDelete(folder, path));
  paths.push(...aside.flatMap(partsToDelete));
  const troubles: string[] = [];
  for (const path of paths) {
    try {
      remove(path);
    } catch (error) {
      troubles.push(codeOf(error));
    }
  }
  return { deleted: paths.length - troubles.length, troubles };
}

/** The demo leaves alone what is an account's. */
function mayDelete(folder: string, aside: string): boolean {
  return labelOf(folder).owner !== DEMO_OWNER || labelOf(aside).owner === DEMO_OWNER;
}

/** A cache that was set aside, or all but the notes in it. */
function partsToDelete(aside: string): readonly string[] {
  if (!mayHoldNotes(aside)) {
    return [aside];
  }
  const stays = (name: string): boolean => [NOTES_FILE, OWNER_FILE].some((kept) => name.startsWith(kept));
  const backups = namesIn(join(aside, BACKUP_FOLDER)).filter((name) => !name.startsWith(NOTES_PREFIX));
  return [
    ...namesIn(aside)
      .filter((name) => name !== BACKUP_FOLDER && !stays(name))
      .map((name) => join(aside, name)),
    ...backups.map((name) => join(aside, BACKUP_FOLDER, name)),
  ];
}

/** Unless the file of notes is whole and empty there may be some, in it or in a backup. */
function mayHoldNotes(aside: string): boolean {
  const path = join(aside, NOTES_FILE);
  if (!existsSync(path)) {
    return namesIn(join(aside, BACKUP_FOLDER)).some((name) => name.startsWith(NOTES_PREFIX));
  }
  let notes: Store | undefined;
  try {
    notes = openConnection(path, { readonly: true });
    return (
      !areNotesWhole(notes) ||
      notedCustomers(notes).length > 0 ||
      readableStars(notes).some(({ isStarred }) => isStarred)
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
