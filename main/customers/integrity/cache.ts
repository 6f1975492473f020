/**
 * Opens the three files of the cache for one thread: customer store, notes and runs. Opening for
 * writing verifies and repairs the files first. Start here for the cache's fault tolerance.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError, NotesRepair, StoreRepair } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { NEWEST_NOTES_SCHEMA, NEWEST_RUNS_SCHEMA, NEWEST_SCHEMA } from '../migrations';
import { moveRuns } from '../migrations/migrate';
import { openConnection, schemaVersion } from '../store/connection';
import type { StoreFile } from '../store/files';
import { NOTES_FILE, RUNS_FILE, STORE_FILE } from '../store/files';
import type { Cache, Store } from '../store/store';
import { guarded, storeError } from '../store/store-error';
import { closeAbandonedRuns } from '../writes/runs';
import { backUpBeforeMigration } from './backups';
import { inspectStore } from './inspect-store';
import type { Verdict } from './inspect-store';
import { announceMigration, readMark, checkpointAndMark } from './mark';
import { openNotes } from './open-notes';
import { openRuns } from './open-runs';
import { openStore } from './open-store';
import { repairStore } from './repair-store';

export interface OpenReport {
  readonly repair: StoreRepair | null;
  readonly notesRepair: NotesRepair | null;
  /** Whether the file of runs was damaged, so that the figures about runs start from zero. */
  readonly areRunsLost: boolean;
  /** Whether only the bytes were compared with the mark, so that a closer check is still due. */
  readonly isCheckDue: boolean;
  /** The reason why no mark was written; the next start then checks more closely. */
  readonly markError: AppError | null;
}

export interface OpenOptions {
  readonly folder: string;
  /** Milliseconds since 1970 UTC; only used in file names. */
  readonly now: number;
  /** The file that an operation found damaged; it is repaired even if its checks pass. */
  readonly suspect?: StoreFile | null;
  /** Whether the app reopens the cache while it runs; the current sync run then stays open. */
  readonly isReopening?: boolean;
}

/**
 * Opens the cache for its one writer. Inspects the store first and quarantines one that cannot be
 * trusted. The newest verified backup, or an empty store, replaces it. Fails with STORE_TOO_NEW
 * (changing nothing), STORE_UNAVAILABLE, DISK_FULL, STORE_FAILED or SQLITE_TOO_OLD.
 */
export function openCache(options: OpenOptions): Result<{ cache: Cache; report: OpenReport }, AppError> {
  const { folder, now, suspect = null } = options;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return fail(storeError(error));
  }
  const opened = openRuns(folder, now, suspect === 'runs');
  if (!opened.ok) {
    return opened;
  }
  const { runs, isReset } = opened.value;
  const judged = guarded(() => (suspect === 'customers' ? DAMAGED : judge(folder, runs)));
  if (!judged.ok) {
    runs.close();
    return judged;
  }
  const verdict = judged.value;
  if (verdict.kind === 'unusable') {
    // Fail before migrating the notes, as the newer app might not read them afterwards.
    runs.close();
    return fail(verdict.error);
  }
  const openedNotes = openNotes(folder, now, suspect === 'notes');
  if (!openedNotes.ok) {
    runs.close();
    return openedNotes;
  }
  const { notes, repair: notesRepair } = openedNotes.value;
  const finished = finishOpening(options, runs, verdict);
  if (!finished.ok) {
    notes.close();
    runs.close();
    return finished;
  }
  const { store, repair, isCheckDue } = finished.value;
  const upkeepError = checkpointAndMark(store, runs);
  return ok({
    cache: { folder, store, notes, runs },
    report: { repair, notesRepair, areRunsLost: isReset, isCheckDue, markError: upkeepError },
  });
}

function finishOpening(
  { folder, now, isReopening = false }: OpenOptions,
  runs: Store,
  verdict: Exclude<Verdict, { kind: 'unusable' }>,
): Result<{ store: Store; repair: StoreRepair | null; isCheckDue: boolean }, AppError> {
  try {
    const repair = verdict.kind === 'whole' ? null : repairStore(folder, verdict, now);
    prepareMigration(folder, runs, now);
    const store = openStore(join(folder, STORE_FILE));
    if (!store.ok) {
      return store;
    }
    if (!isReopening) {
      closeAbandonedRuns(runs);
    }
    const isCheckDue = verdict.kind === 'whole' && verdict.isProven;
    return ok({ store: store.value, repair, isCheckDue });
  } catch (error) {
    return fail(storeError(error));
  }
}

const DAMAGED: Verdict = { kind: 'damaged' };

function judge(folder: string, runs: Store): Verdict {
  const mark = readMark(runs);
  const path = join(folder, STORE_FILE);
  if (!existsSync(path)) {
    // A mark without a store proves that the store was lost; without a mark there never was one.
    return mark === null ? { kind: 'whole', isProven: false } : DAMAGED;
  }
  return inspectStore(path, mark);
}

/** Backs up an older app's store and moves its runs, before anything else is changed. */
function prepareMigration(folder: string, runs: Store, now: number): void {
  const path = join(folder, STORE_FILE);
  if (!existsSync(path)) {
    return;
  }
  const store = openConnection(path);
  try {
    const version = schemaVersion(store);
    if (version > 0 && version < NEWEST_SCHEMA) {
      backUpBeforeMigration(store, folder, now);
      moveRuns(store, runs);
      announceMigration(runs);
    }
  } finally {
    store.close();
  }
}

/**
 * Whether an older app wrote the cache, so that it must be opened for writing before reading. Fails
 * with STORE_UNAVAILABLE or STORE_FAILED.
 */
export function isLeftByOlderApp(folder: string): Result<boolean, AppError> {
  const [store, notes, runs] = [STORE_FILE, NOTES_FILE, RUNS_FILE].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  return guarded(
    () =>
      existsSync(store) &&
      (!existsSync(runs) ||
        !existsSync(notes) ||
        isOlder(store, NEWEST_SCHEMA) ||
        isOlder(notes, NEWEST_NOTES_SCHEMA) ||
        isOlder(runs, NEWEST_RUNS_SCHEMA)),
  );
}

function isOlder(path: string, newest: number): boolean {
  const connection = openConnection(path, { readonly: true });
  try {
    const version = schemaVersion(connection);
    return version > 0 && version < newest;
  } finally {
    connection.close();
  }
}

/** Opens a verified cache for reading. Fails with STORE_UNAVAILABLE or STORE_TOO_NEW. */
export function openCacheReadonly(folder: string): Result<Cache, AppError> {
  const [notesPath, runsPath] = [join(folder, NOTES_FILE), join(folder, RUNS_FILE)];
  if (!existsSync(runsPath)) {
    return fail(appError('STORE_UNAVAILABLE', 'There is no customer cache in this folder'));
  }
  const store = openStore(join(folder, STORE_FILE), { readonly: true });
  if (!store.ok) {
    return store;
  }
  const notes = guarded(() => openConnection(notesPath, { readonly: true }), 'notes');
  if (!notes.ok) {
    store.value.close();
    return notes;
  }
  const runs = guarded(() => openConnection(runsPath, { readonly: true }), 'runs');
  if (!runs.ok) {
    notes.value.close();
    store.value.close();
    return runs;
  }
  return ok({ folder, store: store.value, notes: notes.value, runs: runs.value });
}

export function closeCache({ store, notes, runs }: Cache): void {
  store.close();
  notes.close();
  runs.close();
}
