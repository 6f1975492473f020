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
import { bringNotes } from '../integrity/bring-notes';
import { checkStore, isStructureWhole } from '../integrity/inspect-store';
import { logBytes, seal } from '../integrity/mark';
import { listCities, listKinds } from '../queries/list-choices';
import { listCaptions, valuesOfAll } from '../queries/list-values';
import type { NewsQuery } from '../queries/news';
import { listNews } from '../queries/news';
import { getNote, listNotes, noteWrites, saveNote, saveStar } from '../queries/notes';
import { noteOpened, recentCustomers } from '../queries/opened';
import type { Narrowing, SearchQuery } from '../queries/search';
import { countCustomers, rowOf } from '../queries/search';
import { forgetIndex } from '../queries/search-index';
import {
  citiesOf,
  countAll,
  countNotes,
  getCustomerOf,
  rowsOfAll,
  rowsOfChosen,
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
import { HISTORY_MONTHS, forgetChanges, listChanges, markSeen, monthsBefore } from '../writes/changes';
import { importNotes, notesToTake } from '../writes/import-notes';
import {
  DELETED_AT_ONCE,
  deleteOldFiles,
  deleteRemoved,
  isTimeBelieved,
  retentionTime,
} from '../writes/retention';
import { RUNS_MONTHS, beginRun, finishRun, forgetRuns, listRuns } from '../writes/runs';
import type { WrittenNote } from '../writes/written-notes';
import { undoWritten, writeCallDay } from '../writes/written-notes';

/** What the files say of themselves, apart from what was repaired. */
interface CacheFacts {
  readonly partialExport: PartialExport | null;
  readonly lastBackupAt: string | null;
  readonly logBytes: number;
}

/** What a piece of {@link OPERATIONS.deleteOld} has deleted for good. */
export interface Deleted {
  readonly customers: number;
  readonly files: number;
  /** The system's code for each file that could not be deleted. */
  readonly troubles: readonly string[];
  /** More customers are to be deleted, by a call of their own. */
  readonly isMoreToCome: boolean;
}

/** A value together with why the files could not be sealed after it, which undoes nothing. */
export interface Sealed<Value> {
  readonly value: Value;
  readonly upkeepError: AppError | null;
}

type ListedQuery = Omit<SearchQuery, 'offset' | 'limit'>;

const CANCELLED = appError('CANCELLED', 'The export was not applied: its sync was stopped');

/** So many customers are told whom the agent has opened last. */
const RECENT = 8;

/** Everything that is asked of the cache and changes nothing, by name. Runs inside a worker thread; answers are values. */
const QUESTIONS = {
  /** Looks at structure and content of the whole store. */
  check: (cache: Cache) => checkStore(cache.store),
  listRuns: (cache: Cache, limit: number) => guarded(() => listRuns(cache.runs, limit), 'runs'),
  countCustomers: (cache: Cache) => guarded(() => countCustomers(cache.store)),
  // What fails while notes are looked at is told apart from what fails in the customers.
  search: (cache: Cache, query: SearchQuery) => byFile(cache, () => searchAll(cache, query)),
  countNotes: (cache: Cache, today: string) => byFile(cache, () => countNotes(cache, today)),
  /** What the agent has written about this customer, `null` for nothing. */
  getNote: (cache: Cache, customerId: string) => guarded(() => getNote(cache.notes, customerId), 'notes'),
  /** The notes of these customers, or all there are, by customer ID. */
  listNotes: (cache: Cache, customerIds?: readonly string[]) =>
    guarded(() => listNotes(cache.notes, customerIds), 'notes'),
  /** All notes, with the names of their customers. */
  notesToTake: (cache: Cache) => byFile(cache, () => notesToTake(cache)),
  /** What the customers that match have sold together. */
  sums: (cache: Cache, query: Narrowing) => byFile(cache, () => sumAll(cache, query)),
  /** How many customers match each of these. */
  counts: (cache: Cache, queries: readonly Narrowing[]) => byFile(cache, () => countAll(cache, queries)),
  /** The cities of the customers that match. */
  cities: (cache: Cache, query: Narrowing) => byFile(cache, () => citiesOf(cache, query)),
  /** The rows of all customers that match, or of one, in their order: `valuesOf` gives what is in them. */
  rowsOf: (cache: Cache, whom: ListedQuery | { readonly id: string }) =>
    byFile(cache, () => ('id' in whom ? rowOf(cache.store, whom.id) : rowsOfAll(cache, whom))),
  /** The rows of customers chosen from a list. */
  rowsOfChosen: (cache: Cache, ids: readonly string[], query: ListedQuery) =>
    byFile(cache, () => rowsOfChosen(cache, ids, query)),
  /** These columns of the customers in these rows; those that are gone meanwhile are left out. */
  valuesOf: (cache: Cache, rows: readonly number[], columns: readonly ListColumn[]) =>
    byFile(cache, () => valuesOfAll(cache, rows, columns)),
  listCaptions: (cache: Cache) => guarded(() => listCaptions(cache.store)),
  listCities: (cache: Cache) => guarded(() => listCities(cache.store)),
  listKinds: (cache: Cache) => guarded(() => listKinds(cache.store)),
  get: (cache: Cache, id: string) => byFile(cache, () => getCustomerOf(cache, id)),
  /** The customers whom the agent has opened last, the last one first. */
  listRecent: (cache: Cache) => byFile(cache, () => recentCustomers(cache, RECENT)),
  listChanges: (cache: Cache, query: ChangeQuery) => guarded(() => listChanges(cache.store, query)),
  listNews: (cache: Cache, query: NewsQuery) => guarded(() => listNews(cache.store, query)),
  facts: (cache: Cache) => guarded(() => factsOf(cache)),
} satisfies Record<string, Operation>;

/** All that the app has the cache do, by name. */
export const OPERATIONS = {
  ...QUESTIONS,
  applyExport: (
    cache: Cache,
    customers: readonly ExportedCustomer[],
    run: number,
    at: string,
    mayMarkAbsent = true,
  ) => sealed(cache, applyExport(cache.store, customers, run, at, mayMarkAbsent)),
  /** The same with `count` customers that wait in a port; CANCELLED, nothing changed, once `stop` holds anything but 0. */
  applyHanded: (
    cache: Cache,
    rows: MessagePort,
    count: number,
    run: number,
    at: string,
    mayMarkAbsent: boolean,
    stop: Int32Array,
  ): Result<Sealed<AppliedExport>, AppError> => {
    const customers = takeRows<ExportedCustomer>(rows);
    // Part of an export is never applied.
    if (customers.length !== count) {
      return fail(appError('STORE_FAILED', 'Not all of the export was handed over'));
    }
    return Atomics.load(stop, 0) === 0
      ? OPERATIONS.applyExport(cache, customers, run, at, mayMarkAbsent)
      : fail(CANCELLED);
  },
  acceptPartialExport: (cache: Cache, run: number) =>
    sealed(cache, flat(guarded(() => acceptPartialExport(cache.store, run)))),
  markSeen: (cache: Cache, upTo: number, isUndo: boolean) =>
    sealed(
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
  /** Sets one day to come back to these customers. */
  saveCallDay: (cache: Cache, customerIds: readonly string[], dueOn: string, now: string) =>
    emptied(
      cache,
      guarded(() => writeCallDay(cache.notes, customerIds, dueOn, now), 'notes'),
    ),
  /** Merges notes of a file with those there are. */
  importNotes: (cache: Cache, found: readonly NoteInFile[], now: string) =>
    emptied(cache, flat(byFile(cache, () => importNotes(cache, found, now)))),
  /** Takes back notes and stars that were written at once; gives how many are as they were before. */
  undoWritten: (cache: Cache, written: readonly WrittenNote[], starred: readonly string[]) =>
    emptied(
      cache,
      guarded(() => undoWritten(cache.notes, written, starred), 'notes'),
    ),
  /** Gives whether one was made. */
  backUpNotesIfDue: async (cache: Cache, now: number): Promise<Result<boolean, AppError>> => {
    const written = guarded(() => noteWrites(cache.notes), 'notes');
    if (!written.ok) {
      return written;
    }
    if (written.value === 0 || !isBackupDue(cache.folder, now, NOTES_BACKUPS)) {
      return ok(false);
    }
    const made = await backUp(cache.notes, cache.folder, now, NOTES_BACKUPS);
    return made.ok ? ok(true) : made;
  },
  /** The same of the customers. */
  backUpIfDue: async (cache: Cache, now: number): Promise<Result<boolean, AppError>> => {
    if (!isBackupDue(cache.folder, now)) {
      return ok(false);
    }
    const made = await backUp(cache.store, cache.folder, now);
    return made.ok ? ok(true) : made;
  },
  /** Brings notes of this account back from where they were set aside; gives how many. */
  bringNotes: (cache: Cache, now: number) => byFile(cache, () => bringNotes(cache, now)),
  /**
   * Deletes a piece of what is older than `months`, and of history and runs (see retention.ts); files with the last one.
   * Without a known number of months nothing is.
   */
  deleteOld: (cache: Cache, now: number, months: number | null): Result<Sealed<Deleted>, AppError> => {
    if (months === null) {
      return ok({ value: NOTHING_DELETED, upkeepError: null });
    }
    const at = guarded(() => retentionTime(cache.store, now));
    if (!at.ok) {
      return at;
    }
    const believed = guarded(() => isTimeBelieved(cache.runs, at.value), 'runs');
    if (!believed.ok || !believed.value) {
      return believed.ok ? ok({ value: NOTHING_DELETED, upkeepError: null }) : believed;
    }
    const before = monthsBefore(at.value, months);
    const deleted = guarded(() => deleteRemoved(cache.store, before));
    if (!deleted.ok) {
      return deleted;
    }
    const isMoreToCome = deleted.value === DELETED_AT_ONCE;
    const files = guarded(() =>
      isMoreToCome ? { deleted: 0, troubles: [] } : deleteOldFiles(cache.folder, before),
    );
    if (!files.ok) {
      return files;
    }
    const changes = guarded(() => forgetChanges(cache.store, monthsBefore(at.value, HISTORY_MONTHS)));
    const runs = guarded(() => forgetRuns(cache.runs, monthsBefore(at.value, RUNS_MONTHS)), 'runs');
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
        troubles: files.value.troubles,
        isMoreToCome,
      },
      upkeepError: deleted.value + changes.value === 0 ? null : seal(cache.store, cache.runs),
    });
  },
  /** Gives back the memory that is kept for the next question. */
  rest: ({ store, runs }: Cache) =>
    guarded(() => {
      // The writer searches only until the reader has started.
      if (!store.readonly) {
        forgetIndex(store);
      }
      store.pragma('shrink_memory');
      runs.pragma('shrink_memory');
      freeMemory();
      return null;
    }),
} satisfies Record<string, Operation>;

const NOTHING_DELETED: Deleted = { customers: 0, files: 0, troubles: [], isMoreToCome: false };

type Operation = (
  cache: Cache,
  ...parameters: never[]
) => Result<unknown, AppError> | Promise<Result<unknown, AppError>>;

export type QuestionName = keyof typeof QUESTIONS;

export type OperationName = keyof typeof OPERATIONS;

/** The parameters of an operation, without the cache. */
export type OperationParameters<Name extends OperationName> =
  Parameters<(typeof OPERATIONS)[Name]> extends [Cache, ...infer Rest] ? Rest : never;

/** What an operation answers with when it succeeds. */
export type OperationValue<Name extends OperationName> = Extract<
  Awaited<ReturnType<(typeof OPERATIONS)[Name]>>,
  { readonly ok: true }
>['value'];

/** Committed already: what is not emptied into the file now is so at the next save. */
function emptied<Value>({ notes }: Cache, saved: Result<Value, AppError>): Result<Value, AppError> {
  guarded(() => notes.pragma('wal_checkpoint(TRUNCATE)'), 'notes');
  return saved;
}

function sealed<Value>(
  { store, runs }: Cache,
  done: Result<Value, AppError>,
): Result<Sealed<Value>, AppError> {
  return done.ok ? ok({ value: done.value, upkeepError: seal(store, runs) }) : done;
}

/** For what reads both the customers and the notes: SQLite does not say in which file it met damage. */
function byFile<Value>({ notes }: Cache, work: () => Value): Result<Value, AppError> {
  const done = guarded(work);
  if (done.ok || damagedFile(done.error) === null) {
    return done;
  }
  const notesWhole = guarded(() => isStructureWhole(notes), 'notes');
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
