import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpenOptions, OpenReport } from '../../main/customers/integrity/cache';
import { closeCache, openCache } from '../../main/customers/integrity/cache';
import { openStore } from '../../main/customers/integrity/open-store';
import { getCustomer, searchCustomers } from '../../main/customers/queries/search';
import type { Cache, Store } from '../../main/customers/store/store';
import { OPERATIONS } from '../../main/customers/threads/operations';
import { applyExport } from '../../main/customers/writes/apply-export';
import type { CachedCustomer, ExportedCustomer } from '../../preload/contract';
import { aQuery } from './customers';
import { aRun } from './sync';
import { tempFolder } from './temp-folder';

export const NOW = Date.UTC(2026, 10, 23, 8);

export interface OpenedCache extends OpenReport {
  readonly cache: Cache;
}

/** Opens the cache as the app's writer does, until the end of the test; throws on failure. */
export function openTestCache(folder: string, options: Partial<OpenOptions> = {}): OpenedCache {
  const opened = openCache({ folder, now: NOW, ...options });
  if (!opened.ok) {
    throw new Error(`${opened.error.code}: ${opened.error.message}`);
  }
  const { cache, report } = opened.value;
  onTestFinished(() => closeCache(cache));
  return { cache, ...report };
}

/** Opens a customer store alone, until the end of the test; throws on failure. */
export function openTestStore(path = join(tempFolder(), 'customers.db')): Store {
  const opened = openStore(path);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  onTestFinished(() => void opened.value.close());
  return opened.value;
}

/** Returns a customer store after one export of these customers. */
export function storeOf(customers: readonly ExportedCustomer[]): Store {
  const store = openTestStore();
  applyExport(store, customers, 1, '2026-11-23T08:00:00.000Z');
  return store;
}

/** Runs one sync as the app does; throws on failure. */
export function syncInto(cache: Cache, customers: readonly ExportedCustomer[], hour = 8): number {
  const at = new Date(Date.UTC(2026, 10, 23, hour)).toISOString();
  const number = OPERATIONS.beginRun(cache, 'schedule', at);
  if (!number.ok) {
    throw new Error(number.error.message);
  }
  const applied = OPERATIONS.applyExport(cache, customers, number.value, at);
  if (!applied.ok || applied.value.upkeepError !== null) {
    throw new Error('The export was not applied and marked');
  }
  const counts = applied.value.value;
  const finished = OPERATIONS.finishRun(
    cache,
    aRun({ number: number.value, startedAt: at, endedAt: at, counts }),
  );
  if (!finished.ok) {
    throw new Error(finished.error.message);
  }
  return number.value;
}

/** Returns all customers of the cache, in the order of their IDs. */
export function allCustomers(cache: Cache): CachedCustomer[] {
  const page = searchCustomers(cache.store, aQuery({ filter: 'all', limit: -1 }));
  return page.items
    .flatMap(({ id }) => getCustomer(cache.store, id) ?? [])
    .sort((left, right) => Number(left.record.id) - Number(right.record.id));
}

/** Makes a backup, which must be due; throws if none was made. */
export async function backUpNow(cache: Cache, now = NOW): Promise<void> {
  const made = await OPERATIONS.backUpIfDue(cache, now);
  if (!made.ok || !made.value) {
    throw new Error('No backup was made');
  }
}
