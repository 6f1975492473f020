import { join } from 'node:path';
import type {
  AppError,
  CachedCustomer,
  ChangePage,
  CustomerCity,
  CustomerPage,
  CustomerSums,
  ExportedCustomer,
  ListColumn,
  PartialExport,
  SyncCounts,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { acceptPartialExport } from './absent-customers';
import { applyExport } from './apply-export';
import { backUp, isBackupDue, listBackups } from './backups';
import type { Cache } from './cache';
import type { ChangeQuery } from './changes';
import { listChanges, markSeen } from './changes';
import { checkStore } from './inspect-store';
import { logBytes, seal } from './mark';
import { STORE_FILE } from './files';
import type { ValueRow } from './list-values';
import { listCaptions, valuesOf } from './list-values';
import { beginRun, finishRun, listRuns } from './runs';
import type { Narrowing, SearchQuery } from './search';
import {
  countCustomers,
  getCustomer,
  listCities,
  listRows,
  rowOf,
  searchCustomers,
  sumCustomers,
} from './search';
import { guarded } from './store-error';
import { readFacts } from './store-state';

/** What the files say of themselves, apart from what was repaired. */
export interface CacheFacts {
  readonly partialExport: PartialExport | null;
  readonly lastBackupAt: string | null;
  readonly logBytes: number;
}

/** A value together with why the files could not be sealed after it, which undoes nothing. */
export interface Sealed<Value> {
  readonly value: Value;
  readonly upkeepError: AppError | null;
}

/** The pieces of an export that is being handed over. */
const STAGED = new WeakMap<Cache, ExportedCustomer[]>();

/** Everything the app asks of the cache, by name. Runs inside a worker thread; answers are values. */
export const OPERATIONS = {
  check: (cache: Cache) => checkStore(cache.store),
  /** Takes a piece of an export that is handed over in pieces; the first drops what an earlier one left. */
  stage: (cache: Cache, piece: readonly ExportedCustomer[], isFirst: boolean) => {
    const staged = isFirst ? [] : (STAGED.get(cache) ?? []);
    staged.push(...piece);
    STAGED.set(cache, staged);
    return ok(null);
  },
  /** Applies the `stagedBefore` customers that were handed over before, and these. */
  applyExport: (
    cache: Cache,
    customers: readonly ExportedCustomer[],
    run: number,
    at: string,
    stagedBefore = 0,
    mayMarkAbsent = true,
  ) => {
    const staged = STAGED.get(cache) ?? [];
    STAGED.delete(cache);
    // A thread that was begun anew in between holds none: part of an export is never applied.
    return stagedBefore > 0 && staged.length !== stagedBefore
      ? fail(appError('STORE_FAILED', 'Not all of the export was handed over'))
      : sealed(
          cache,
          applyExport(
            cache.store,
            stagedBefore === 0 ? customers : [...staged, ...customers],
            run,
            at,
            mayMarkAbsent,
          ),
        );
  },
  acceptPartialExport: (cache: Cache, run: number) =>
    sealed(cache, flat(guarded(() => acceptPartialExport(cache.store, run)))),
  markSeen: (cache: Cache, upTo: number) =>
    sealed(
      cache,
      guarded(() => markSeen(cache.store, upTo)),
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
  listRuns: (cache: Cache, limit: number) => guarded(() => listRuns(cache.runs, limit), 'runs'),
  countCustomers: (cache: Cache) => guarded(() => countCustomers(cache.store)),
  search: (cache: Cache, query: SearchQuery) => guarded(() => searchCustomers(cache.store, query)),
  sums: (cache: Cache, query: Narrowing) => guarded(() => sumCustomers(cache.store, query)),
  /** The rows of these customers, in their order: `valuesOf` gives what is in them. */
  rowsOf: (cache: Cache, whom: Omit<SearchQuery, 'offset' | 'limit'> | { readonly id: string }) =>
    guarded(() => ('id' in whom ? rowOf(cache.store, whom.id) : listRows(cache.store, whom))),
  valuesOf: (cache: Cache, rows: readonly number[], columns: readonly ListColumn[]) =>
    guarded(() => valuesOf(cache.store, rows, columns)),
  listCaptions: (cache: Cache) => guarded(() => listCaptions(cache.store)),
  listCities: (cache: Cache) => guarded(() => listCities(cache.store)),
  get: (cache: Cache, id: string) => guarded(() => getCustomer(cache.store, id)),
  listChanges: (cache: Cache, query: ChangeQuery) => guarded(() => listChanges(cache.store, query)),
  facts: (cache: Cache) => guarded(() => factsOf(cache)),
  /** Gives whether one was made. */
  backUpIfDue: async (cache: Cache, now: number): Promise<Result<boolean, AppError>> => {
    if (!isBackupDue(cache.folder, now)) {
      return ok(false);
    }
    const made = await backUp(cache.store, cache.folder, now);
    return made.ok ? ok(true) : made;
  },
} satisfies Record<string, (cache: Cache, ...parameters: never[]) => Answer>;

type Answer = Result<unknown, AppError> | Promise<Result<unknown, AppError>>;

export type OperationName = keyof typeof OPERATIONS;

/** The parameters of an operation, without the cache. */
export type OperationParameters<Name extends OperationName> =
  Parameters<(typeof OPERATIONS)[Name]> extends [Cache, ...infer Rest] ? Rest : never;

/** What each operation answers with. */
export interface OperationValues {
  check: null;
  stage: null;
  applyExport: Sealed<SyncCounts>;
  acceptPartialExport: Sealed<null>;
  markSeen: Sealed<boolean>;
  beginRun: number;
  finishRun: null;
  listRuns: readonly SyncRun[];
  countCustomers: number;
  search: CustomerPage;
  sums: CustomerSums;
  rowsOf: readonly number[];
  valuesOf: readonly ValueRow[];
  listCaptions: readonly string[];
  listCities: readonly CustomerCity[];
  get: CachedCustomer | null;
  listChanges: ChangePage;
  facts: CacheFacts;
  backUpIfDue: boolean;
}

function sealed<Value>(
  { store, runs }: Cache,
  done: Result<Value, AppError>,
): Result<Sealed<Value>, AppError> {
  return done.ok ? ok({ value: done.value, upkeepError: seal(store, runs) }) : done;
}

function flat<Value>(result: Result<Result<Value, AppError>, AppError>): Result<Value, AppError> {
  return result.ok ? result.value : result;
}

function factsOf({ store, folder }: Cache): CacheFacts {
  return {
    partialExport: readFacts(store).partialExport,
    lastBackupAt: listBackups(folder)[0]?.at ?? null,
    logBytes: logBytes(join(folder, STORE_FILE)),
  };
}
