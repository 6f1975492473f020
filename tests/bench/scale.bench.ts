/**
 * Measures reading, applying, searching and opening the list, with several numbers of customers in
 * turn. Reading and the cache are measured at once and slow each other. Therefore only the ratios
 * between the numbers of customers are meaningful.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { systemClock } from '../../main/base/clock';
import type { Result } from '../../main/base/result';
import { Customers } from '../../main/customers/client';
import { SpareThreads } from '../../main/customers/threads/spare-threads';
import { demoCustomers } from '../../main/demo/customers/customers';
import type { AppError, ExportedCustomer, SyncCounts } from '../../preload/contract';
import { toReaderRows } from '../helpers/customers';
import { TestLog } from '../helpers/test-log';
import { exportFile } from './exports';
import { SCRIPTS, readerInChild } from './read-in-child';
import { record } from './record';
import { computeMedian } from './report/figures.mjs';
import { formatQuantity } from './report/table.mjs';

const SIZES = [1_452, 10_000, 50_000];
const ROUNDS = 3;
/** Queries that agents type, each searched once per round. The median is the time of the round. */
const TYPED = ['s', 'studio', 'studio m', 'via', 'ro', 'mila', '03', '10', 'zzz'];
/** The time per customer must not exceed this multiple of the time at the smallest size. */
const GOAL_GROWTH = 1;

/** The times of each size, one value per round. */
type Times = Map<number, number[]>;

/** The customers by size, created early so that their creation does not slow a measurement. */
const CUSTOMERS = new Map(
  SIZES.map((count) => [count, demoCustomers({ seed: 1, count, exportNumber: 1 })] as const),
);

test.concurrent(
  'reading',
  async () => {
    const read = await readerInChild();
    const files = new Map<number, string>();
    for (const size of SIZES) {
      files.set(size, await exportFile(size));
    }
    const [times, memory] = [noTimes(), noTimes()];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [size, file] of files) {
        const { ms, peakMegabytes, startMegabytes, customers } = await read('thread', file);
        expect(customers).toBe(size);
        times.get(size)?.push(ms);
        memory.get(size)?.push(peakMegabytes - startMegabytes);
      }
    }
    recordGrowth('Reading', times);
    for (const [size, values] of memory) {
      record(
        {
          title: `Memory of the reading thread, ${count(size)}`,
          unit: 'MB',
        },
        values,
      );
    }
  },
  30 * 60_000,
);

test.concurrent(
  'the cache',
  async () => {
    const [first, unchanged, open, search] = [noTimes(), noTimes(), noTimes(), noTimes()];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [size, customers] of CUSTOMERS) {
        const folder = mkdtempSync(join(tmpdir(), 'archibald-bench-scale-'));
        const empty = await openCache(folder);
        first.get(size)?.push(await applyMs(empty, customers, (counts) => counts.added === size));
        await empty.close();
        const startedAt = performance.now();
        const cache = await openCache(folder);
        await searchMs(cache, '');
        open.get(size)?.push(performance.now() - startedAt);
        const searches = [];
        for (const typed of TYPED) {
          searches.push(await searchMs(cache, typed));
        }
        search.get(size)?.push(computeMedian(searches));
        unchanged.get(size)?.push(await applyMs(cache, customers, (counts) => counts.unchanged === size));
        await cache.close();
        rmSync(folder, { recursive: true });
      }
    }
    recordGrowth('Applying, all new', first);
    recordGrowth('Applying, nothing new', unchanged);
    recordGrowth('Search, median of what is typed', search);
    recordGrowth('Opening the list', open);
  },
  30 * 60_000,
);

/** Records the time at each size, and the growth of the time per customer. */
function recordGrowth(title: string, times: Times): void {
  const [smallest = 1] = SIZES;
  const base = times.get(smallest) ?? [];
  for (const [size, values] of times) {
    record({ title: `${title}, ${count(size)}`, unit: 'ms' }, values);
  }
  const largest = SIZES.at(-1) ?? smallest;
  const growth = (size: number): readonly number[] =>
    (times.get(size) ?? []).map((ms, round) => ms / size / ((base[round] ?? NaN) / smallest));
  const between = SIZES.slice(1, -1).map(
    (size) => `${count(size)}: ${formatQuantity(computeMedian(growth(size)), '')}`,
  );
  record(
    {
      title: `${title}: time per customer of ${count(largest)} relative to ${count(smallest)}`,
      goal: GOAL_GROWTH,
      comparedWith: between.join(', ') || null,
    },
    growth(largest),
  );
}

async function openCache(folder: string): Promise<Customers> {
  const threads = new SpareThreads(join(SCRIPTS, 'customers-worker.js'));
  const cache = valueOf(
    await Customers.open({
      threads,
      folder,
      clock: systemClock,
      log: new TestLog(),
      retentionMonths: () => 24,
    }),
  );
  await cache.wake();
  return cache;
}

async function applyMs(
  cache: Customers,
  customers: readonly ExportedCustomer[],
  isRight: (counts: SyncCounts) => boolean,
): Promise<number> {
  const at = new Date().toISOString();
  const run = valueOf(await cache.beginRun('manual', at));
  const reading = toReaderRows(customers);
  const startedAt = performance.now();
  const counts = valueOf(await cache.applyExport(reading, run, at));
  const ms = performance.now() - startedAt;
  expect(isRight(counts)).toBe(true);
  return ms;
}

async function searchMs(cache: Customers, search: string): Promise<number> {
  const startedAt = performance.now();
  valueOf(await cache.search({ search, sort: 'name', filter: 'current', offset: 0, limit: 100 }));
  return performance.now() - startedAt;
}

function valueOf<Value>(result: Result<Value, AppError>): Value {
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return result.value;
}

function noTimes(): Times {
  return new Map(SIZES.map((size) => [size, []]));
}

function count(size: number): string {
  return size.toLocaleString('en-GB');
}
