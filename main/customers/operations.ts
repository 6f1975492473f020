import type {
  AppError,
  CachedCustomer,
  CustomerPage,
  ExportedCustomer,
  SyncCounts,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import type { Result } from '../base/result';
import { applyExport } from './apply-export';
import type { Store } from './open-store';
import { beginRun, finishRun, listRuns } from './runs';
import type { SearchQuery } from './search';
import { countCustomers, getCustomer, searchCustomers } from './search';
import { guarded } from './store-error';

/** Everything the app asks of the cache, by name. Runs inside a worker thread; answers are values. */
export const OPERATIONS = {
  applyExport: (store: Store, customers: readonly ExportedCustomer[], runNumber: number, at: string) =>
    applyExport(store, customers, runNumber, at),
  beginRun: (store: Store, trigger: SyncTrigger, startedAt: string) =>
    guarded(() => beginRun(store, trigger, startedAt)),
  finishRun: (store: Store, run: SyncRun) =>
    guarded(() => {
      finishRun(store, run);
      return null;
    }),
  listRuns: (store: Store, limit: number) => guarded(() => listRuns(store, limit)),
  countCustomers: (store: Store) => guarded(() => countCustomers(store)),
  search: (store: Store, query: SearchQuery) => guarded(() => searchCustomers(store, query)),
  get: (store: Store, id: string) => guarded(() => getCustomer(store, id)),
} satisfies Record<string, (store: Store, ...parameters: never[]) => Result<unknown, AppError>>;

export type OperationName = keyof typeof OPERATIONS;

/** The parameters of an operation, without the store. */
export type OperationParameters<Name extends OperationName> =
  Parameters<(typeof OPERATIONS)[Name]> extends [Store, ...infer Rest] ? Rest : never;

/** What each operation answers with. */
export interface OperationValues {
  applyExport: SyncCounts;
  beginRun: number;
  finishRun: null;
  listRuns: readonly SyncRun[];
  countCustomers: number;
  search: CustomerPage;
  get: CachedCustomer | null;
}
