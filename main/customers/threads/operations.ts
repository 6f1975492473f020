import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type {
  AppError,
  CustomerNote,
  ExportedCustomer,
  ListColumn,
  NoteInFile,
  PartialExport,
  SyncRun,
  SyncTrigger,
} from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { freeMemory } from '../../base/free-memory';
import { takeRows } from '../../base/handed-rows';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { NOTES_BACKUPS, backUp, isBackupDue, lastBackupAt } from '../integrity/backups';
import { checkStore, isStructureIntact } from '../integrity/inspect-store';
import { logBytes, checkpointAndMark } from '../integrity/mark';
import { mergeEarlierNotes } from '../integrity/merge-earlier-notes';
import { listCities, listKinds } from '../queries/list-choices';
import { listCaptions, readValuesWithNotes } from '../queries/list-values';
import type { NewsQuery } from '../queries/news';
import { listNews } from '../queries/news';
import { getNote, listNotes, countNoteWrites, saveNote, saveStar } from '../queries/notes';
import { noteOpened, recentCustomers } from '../queries/opened';
import type { Narrowing, SearchQuery } from '../queries/search';
import { countCustomers, findRow } from '../queries/search';
import { forgetIndex } from '../queries/search-index';
import {
  listMatchingCities,
  countAll,
  countNotes,
  getCustomerWithStar,
  listMatchingRows,
  listChosenRows,
  searchAll,
  sumAll,
} from '../queries/search-notes';
import type { Star } from '../queries/stars';
import { damagedFile } from '../store/damage';
import { STORE_FILE } from '../store/files';
import type { Cache } from '../store/store';
import { guarded } from '../store/store-error';
import { readFacts } from '../store/store-state';
import { acceptPartialExport } from '../writes/absent-customers';
import type { AppliedExport } from '../writes/apply-export';
import { applyExport } from '../writes/apply-export';
import type { ChangeQuery } from '../writes/changes';
import { HISTORY_MONTHS, deleteOldChanges, listChanges, markSeen, monthsBefore } from '../writes/changes';
import { importNotes, listNotesForExport } from '../writes/import-notes';
import {
  DELETED_AT_ONCE,
  deleteOldFiles,
  deleteRemoved,
  isTimePlausible,
  computeRetentionTime,
} from '../writes/retention';
import { RUNS_MONTHS, beginRun, finishRun, deleteOldRuns, listRuns } from '../writes/runs';
import type { WrittenNote } from '../writes/written-notes';
import { undoWritten, writeCallDay } from '../writes/written-notes';

/** The state of the files, without repairs. */
interface CacheFacts {
  readonly partialExport: PartialExport | null;
  readonly lastBackupAt: string | null;
  readonly logBytes: number;
}

/** The result of one call of {@link OPERATIONS.deleteOld}. */
export interface Deleted {
  readonly customers: number;
  readonly files: number;
  /** The system's code for each file that could not be deleted. */
  readonly errorCodes: readonly string[];
  /** Whether another call must delete more customers. */
  readonly hasMore: boolean;
}

/** A value, with the error if the store could not be marked afterwards. The change itself stays. */
export interface Marked<Value> {
  readonly value: Value;
  readonly upkeepError: AppError | null;
}

type ListedQuery = Omit<SearchQuery, 'offset' | 'limit'>;

const CANCELLED = appError('CANCELLED', 'The export was not applied: its sync was stopped');

/** The number of recently opened customers listed. */
const RECENT = 8;

/** The operations that change nothing, by name. They run in a worker thread. */
const QUESTIONS = {
  check: (cache: Cache) => checkStore(cache.store),
  listRuns: (cache: Cache, limit: number) => guarded(() => listRuns(cache.runs, limit), 'runs'),
  countCustomers: (cache: Cache) => guarded(() => countCustomers(cache.store)),
  // Questions with `byFile` read customers and notes; a failure must name the damaged file.
  search: (cache: Cache, query: SearchQuery) => byFile(cache, () => searchAll(cache, query)),
  countNotes: (cache: Cache, today: string) => byFile(cache, () => countNotes(cache, today)),
  getNote: (cache: Cache, customerId: string) => guarded(() => getNote(cache.notes, customerId), 'notes'),
  listNotes: (cache: Cache, customerIds?: readonly string[]) =>
    guarded(() => listNotes(cache.notes, customerIds), 'notes'),
  notesToTake: (cache: Cache) => byFile(cache, () => listNotesForExport(cache)),
  sums: (cache: Cache, query: Narrowing) => byFile(cache, () => sumAll(cache, query)),
  counts: (cache: Cache, queries: readonly Narrowing[]) => byFile(cache, () => countAll(cache, queries)),
  cities: (cache: Cache, query: Narrowing) => byFile(cache, () => listMatchingCities(cache, query)),
  /** Returns the rows of all matching customers, or of one, in order; `readValues` reads them. */
  rowsOf: (cache: Cache, selection: ListedQuery | { readonly id: string }) =>
    byFile(cache, () =>
      'id' in selection ? findRow(cache.store, selection.id) : listMatchingRows(cache, selection),
    ),
  rowsOfChosen: (cache: Cache, ids: readonly string[], query: ListedQuery) =>
    byFile(cache, () => listChosenRows(cache, ids, query)),
  /** Returns these columns of these rows, without customers deleted since the rows were read. */
  valuesOf: (cache: Cache, rows: readonly number[], columns: readonly ListColumn[]) =>
    byFile(cache, () => readValuesWithNotes(cache, rows, columns)),
  listCaptions: (cache: Cache) => guarded(() => listCaptions(cache.store)),
  listCities: (cache: Cache) => guarded(() => listCities(cache.store)),
  listKinds: (cache: Cache) => guarded(() => listKinds(cache.store)),
  get: (cache: Cache, id: string) => byFile(cache, () => getCustomerWithStar(cache, id)),
  listRecent: (cache: Cache) => byFile(cache, () => recentCustomers(cache, RECENT)),
  listChanges: (cache: Cache, query: ChangeQuery) => guarded(() => listChanges(cache.store, query)),
  listNews: (cache: Cache, query: NewsQuery) => guarded(() => listNews(cache.store, query)),
  facts: (cache: Cache) => guarded(() => factsOf(cache)),
} satisfies Record<string, Operation>;

export const OPERATIONS = {
  ...QUESTIONS,
  applyExport: (
    cache: Cache,
    customers: readonly ExportedCustomer[],
    run: number,
    at: string,
    mayMarkAbsent = true,
  ) => marked(cache, applyExport(cache.store, customers, run, at, mayMarkAbsent)),
  /** Applies an export handed over by a port; fails with CANCELLED once `stop` is not 0. */
  applyHanded: (
    cache: Cache,
    rows: MessagePort,
    count: number,
    run: number,
    at: string,
    mayMarkAbsent: boolean,
    stop: Int32Array,
  ): Result<Marked<AppliedExport>, AppError> => {
    const customers = takeRows<ExportedCustomer>(rows);
    // A partly received export is never applied.
    if (customers.length !== count) {
      return fail(appError('STORE_FAILED', 'The export was not transferred completely'));
    }
    return Atomics.load(stop, 0) === 0
      ? OPERATIONS.applyExport(cache, customers, run, at, mayMarkAbsent)
      : fail(CANCELLED);
  },
  acceptPartialExport: (cache: Cache, run: number) =>
    marked(cache, flat(guarded(() => acceptPartialExport(cache.store, run)))),
  markSeen: (cache: Cache, upTo: number, isUndo: boolean) =>
    marked(
      cache,
      guarded(() => markSeen(cache.store, upTo, isUndo)),
    ),
  beginRun: (cache: Cache, trigger: SyncTrigger, startedAt: string) => {
    const facts = guarded(() => readFacts(cache.store));
    return facts.ok
      ? guarded(() => beginRun(cache.runs, trigger, startedAt, facts.value.runNumber), 'runs')
      : facts;
  },
  finishRun: (cache: Cache, run: SyncRun) =>
    guarded(() => {
      finishRun(cache.runs, run);
      return null;
    }, 'runs'),
  noteOpened: (cache: Cache, id: string) =>
    guarded(() => {
      noteOpened(cache.notes, id);
      return null;
    }, 'notes'),
  saveNote: (cache: Cache, note: CustomerNote) =>
    emptied(
      cache,
      guarded(() => {
        saveNote(cache.notes, note);
        return null;
      }, 'notes'),
    ),
  saveStar: (cache: Cache, star: Star) =>
    emptied(
      cache,
      guarded(() => {
        saveStar(cache.notes, star);
        return null;
      }, 'notes'),
    ),
  saveCallDay: (cache: Cache, customerIds: readonly string[], dueOn: string, now: string) =>
    emptied(
      cache,
      guarded(() => writeCallDay(cache.notes, customerIds, dueOn, now), 'notes'),
    ),
  importNotes: (cache: Cache, found: readonly NoteInFile[], now: string) =>
    emptied(cache, flat(byFile(cache, () => importNotes(cache, found, now)))),
  undoWritten: (cache: Cache, written: readonly WrittenNote[], starred: readonly string[]) =>
    emptied(
      cache,
      guarded(() => undoWritten(cache.notes, written, starred), 'notes'),
    ),
  /** Backs up the notes if due; returns whether a backup was made. */
  backUpNotesIfDue: async (cache: Cache, now: number): Promise<Result<boolean, AppError>> => {
    const written = guarded(() => countNoteWrites(cache.notes), 'notes');
    if (!written.ok) {
      return written;
    }
    if (written.value === 0 || !isBackupDue(cache.folder, now, NOTES_BACKUPS)) {
      return ok(false);
    }
    const made = await backUp(cache.notes, cache.folder, now, NOTES_BACKUPS);
    return made.ok ? ok(true) : made;
  },
  /** Backs up the customers if due; returns whether a backup was made. */
  backUpIfDue: async (cache: Cache, now: number): Promise<Result<boolean, AppError>> => {
    if (!isBackupDue(cache.folder, now)) {
      return ok(false);
    }
    const made = await backUp(cache.store, cache.folder, now);
    return made.ok ? ok(true) : made;
  },
  mergeEarlier: (cache: Cache, now: number) => byFile(cache, () => mergeEarlierNotes(cache, now)),
  /**
   * Deletes one batch of customers removed `months` ago, and old history and runs (see
   * retention.ts). With the last batch, deletes old files. If `months` is `null`, deletes nothing.
   */
  deleteOld: (cache: Cache, now: number, months: number | null): Result<Marked<Deleted>, AppError> => {
    if (months === null) {
      return ok({ value: NOTHING_DELETED, upkeepError: null });
    }
    const at = guarded(() => computeRetentionTime(cache.store, now));
    if (!at.ok) {
      return at;
    }
    const isPlausible = guarded(() => isTimePlausible(cache.runs, at.value), 'runs');
    if (!isPlausible.ok || !isPlausible.value) {
      return isPlausible.ok ? ok({ value: NOTHING_DELETED, upkeepError: null }) : isPlausible;
    }
    const before = monthsBefore(at.value, months);
    const deleted = guarded(() => deleteRemoved(cache.store, before));
    if (!deleted.ok) {
      return deleted;
    }
    const hasMore = deleted.value === DELETED_AT_ONCE;
    const files = guarded(() =>
      hasMore ? { deleted: 0, errorCodes: [] } : deleteOldFiles(cache.folder, before),
    );
    if (!files.ok) {
      return files;
    }
    const changes = guarded(() => deleteOldChanges(cache.store, monthsBefore(at.value, HISTORY_MONTHS)));
    const runs = guarded(() => deleteOldRuns(cache.runs, monthsBefore(at.value, RUNS_MONTHS)), 'runs');
    if (!changes.ok) {
      return changes;
    }
    if (!runs.ok) {
      return runs;
    }
    return ok({
      value: {
        customers: deleted.value,
        files: files.value.deleted,
        errorCodes: files.value.errorCodes,
        hasMore,
      },
      upkeepError: deleted.value + changes.value === 0 ? null : checkpointAndMark(cache.store, cache.runs),
    });
  },
  /** Frees the unused memory of this thread, in the writer also the search index. */
  releaseMemory: ({ store, runs }: Cache) =>
    guarded(() => {
      // The writer needs a search index only until the reader has started.
      if (!store.readonly) {
        forgetIndex(store);
      }
      store.pragma('shrink_memory');
      runs.pragma('shrink_memory');
      freeMemory();
      return null;
    }),
} satisfies Record<string, Operation>;

const NOTHING_DELETED: Deleted = { customers: 0, files: 0, errorCodes: [], hasMore: false };

type Operation = (
  cache: Cache,
  ...parameters: never[]
) => Result<unknown, AppError> | Promise<Result<unknown, AppError>>;

export type QuestionName = keyof typeof QUESTIONS;

export type OperationName = keyof typeof OPERATIONS;

export type OperationParameters<Name extends OperationName> =
  Parameters<(typeof OPERATIONS)[Name]> extends [Cache, ...infer Rest] ? Rest : never;

export type OperationValue<Name extends OperationName> = Extract<
  Awaited<ReturnType<(typeof OPERATIONS)[Name]>>,
  { readonly ok: true }
>['value'];

/** Empties the log into the file. If that fails, the next save empties it. */
function emptied<Value>({ notes }: Cache, saved: Result<Value, AppError>): Result<Value, AppError> {
  guarded(() => notes.pragma('wal_checkpoint(TRUNCATE)'), 'notes');
  return saved;
}

function marked<Value>(
  { store, runs }: Cache,
  done: Result<Value, AppError>,
): Result<Marked<Value>, AppError> {
  return done.ok ? ok({ value: done.value, upkeepError: checkpointAndMark(store, runs) }) : done;
}

/** Runs work that reads two files. Names the damaged file, because SQLite does not report it. */
function byFile<Value>({ notes }: Cache, work: () => Value): Result<Value, AppError> {
  const done = guarded(work);
  if (done.ok || damagedFile(done.error) === null) {
    return done;
  }
  const notesWhole = guarded(() => isStructureIntact(notes), 'notes');
  const file = notesWhole.ok && notesWhole.value ? 'customers' : 'notes';
  return fail({ ...done.error, details: { ...done.error.details, file } });
}

function flat<Value>(result: Result<Result<Value, AppError>, AppError>): Result<Value, AppError> {
  return result.ok ? result.value : result;
}

function factsOf({ store, folder }: Cache): CacheFacts {
  return {
    partialExport: readFacts(store).partialExport,
    lastBackupAt: lastBackupAt(folder),
    logBytes: logBytes(join(folder, STORE_FILE)),
  };
}
