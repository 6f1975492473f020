import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExportedCustomer } from '../../../preload/contract';
import { allCustomers, openTestCache } from '../../../tests/helpers/cache';
import { aQuery, manyCustomers } from '../../../tests/helpers/customers';
import { aRun } from '../../../tests/helpers/sync';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { DAY, HOUR } from '../../base/durations';
import { closeCache } from '../integrity/cache';
import { readMark } from '../integrity/mark';
import { listNews } from '../queries/news';
import { searchCustomers, sumCustomers } from '../queries/search';
import { fileDigest } from '../store/content-digest';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import type { Deleted } from '../threads/operations';
import { listChanges } from './changes';
import { DELETED_AT_ONCE, deleteOldFiles } from './retention';
import { listRuns } from './runs';

const TODAY = Date.UTC(2026, 10, 23, 8);
const LONG_AGO = Date.UTC(2024, 9, 1, 8);

function syncAt(cache: Cache, customers: readonly ExportedCustomer[], time: number): void {
  const at = new Date(time).toISOString();
  const begun = OPERATIONS.beginRun(cache, 'schedule', at);
  const number = begun.ok ? begun.value : 0;
  expect(OPERATIONS.applyExport(cache, customers, number, at).ok).toBe(true);
  OPERATIONS.finishRun(cache, aRun({ number, startedAt: at, endedAt: at }));
}

/** Creates 30 customers, two removed long ago, one a month ago, and daily syncs for `days` days. */
function syncedForLong({ days = 8, last = TODAY } = {}): { folder: string; cache: Cache } {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  const all = manyCustomers(30);
  for (const [customers, time] of [
    [all, LONG_AGO - 3 * DAY],
    [all.slice(0, 28), LONG_AGO - DAY],
    [all.slice(0, 28), LONG_AGO],
    [all.slice(0, 27), last - 30 * DAY],
    [all.slice(0, 27), last - 29 * DAY],
  ] as const) {
    syncAt(cache, customers, time);
  }
  for (let ago = days - 1; ago >= 0; ago -= 1) {
    syncAt(cache, all.slice(0, 27), last - ago * DAY);
  }
  return { folder, cache };
}

function deleteOld(cache: Cache, now = TODAY, months: number | null = 24): Deleted {
  const done = OPERATIONS.deleteOld(cache, now, months);
  if (!done.ok) {
    throw new Error(done.error.message);
  }
  expect(done.value.upkeepError).toBeNull();
  return done.value.value;
}

const idsOf = (cache: Cache): string[] => allCustomers(cache).map(({ record }) => record.id);

test('retention deletes only customers removed long enough ago, with history and search', () => {
  const { folder, cache } = syncedForLong();
  // Simulates an agent who has not marked any news as seen for two years.
  cache.store.exec('UPDATE store_state SET seen_change = 0');
  cache.store.exec(
    `INSERT INTO changes (customer_id, kind, at, run) VALUES ('29', 'back', '2026-11-01T08:00:00.000Z', 9)`,
  );
  const sums = sumCustomers(cache.store, aQuery({ filter: 'current' }));
  expect(deleteOld(cache)).toEqual({ customers: 2, files: 0, errorCodes: [], hasMore: false });
  expect(idsOf(cache)).toEqual(Array.from({ length: 28 }, (_, index) => String(index + 1)));
  expect(searchCustomers(cache.store, aQuery({ filter: 'removed' })).items).toMatchObject([{ id: '28' }]);
  expect(searchCustomers(cache.store, aQuery({ filter: 'all', search: 'cliente 29' })).total).toBe(0);
  expect(sumCustomers(cache.store, aQuery({ filter: 'current' }))).toEqual(sums);
  expect(listChanges(cache.store, { customer: '29', offset: 0, limit: 9 }).total).toBe(0);
  const news = listNews(cache.store, { kind: null, offset: 0, limit: 99 });
  expect(news.stories).toHaveLength(news.total);
  expect(OPERATIONS.check(cache)).toEqual({ ok: true, value: null });
  expect(readMark(cache.runs)?.fileDigest).toBe(fileDigest(join(folder, 'customers.db')));
  // Neither bytes nor rows of the deleted customers remain.
  const bytes = readFileSync(join(folder, 'customers.db'), 'latin1');
  expect(bytes).toContain('Cliente 28');
  expect(bytes).not.toMatch(/Cliente (29|30)|0000000000(29|30)|00000(29|30)/);
  expect(deleteOld(cache).customers).toBe(0);
  closeCache(cache);
  expect(openTestCache(folder)).toMatchObject({ repair: null, isCheckDue: true });
});

test('a deleted customer returns as new, with the agent’s note', () => {
  const { cache } = syncedForLong();
  const note = {
    customerId: '29',
    text: 'chiude ad agosto',
    dueOn: null,
    changedAt: '2024-09-01T08:00:00.000Z',
  };
  OPERATIONS.saveNote(cache, note);
  expect(deleteOld(cache).customers).toBe(2);
  expect(OPERATIONS.getNote(cache, '29')).toEqual({ ok: true, value: note });
  expect(OPERATIONS.countNotes(cache, '2026-11-23')).toMatchObject({ value: { noted: 0 } });
  syncAt(cache, manyCustomers(29), TODAY + DAY);
  expect(OPERATIONS.countNotes(cache, '2026-11-23')).toMatchObject({ value: { noted: 1 } });
  expect(searchCustomers(cache.store, aQuery({ search: 'cliente 29' })).total).toBe(1);
  expect(OPERATIONS.check(cache).ok).toBe(true);
});

test('retention keeps customers for the given time', () => {
  const { cache } = syncedForLong();
  expect(deleteOld(cache, TODAY, 26).customers).toBe(0);
  // `null` means that the company's retention time is unknown.
  expect(deleteOld(cache, TODAY, null)).toEqual({
    customers: 0,
    files: 0,
    errorCodes: [],
    hasMore: false,
  });
  expect(deleteOld(cache, TODAY, 25).customers).toBe(2);
});

test('a clock that is wrong for some days deletes nothing', () => {
  const { cache } = syncedForLong();
  const wrong = Date.UTC(2031, 0, 1);
  for (let day = 0; day < 6; day += 1) {
    syncAt(cache, manyCustomers(27), wrong + day * DAY);
    expect(deleteOld(cache, wrong + day * DAY).customers).toBe(0);
  }
  // After correcting the clock, earlier runs confirm the time.
  syncAt(cache, manyCustomers(27), TODAY + DAY);
  expect(deleteOld(cache, TODAY + DAY).customers).toBe(2);
});

test('two runs with a clock a year ahead delete no change, no news and no run', () => {
  const { cache } = syncedForLong();
  const kept = (): unknown => ({
    changes: listChanges(cache.store, { offset: 0, limit: 100 }).total,
    news: listNews(cache.store, { kind: null, offset: 0, limit: 99 }).total,
    runs: listRuns(cache.runs, 100).length,
  });
  syncAt(cache, manyCustomers(29), TODAY + HOUR);
  const before = kept();
  const ahead = TODAY + 370 * DAY;
  for (const time of [ahead, ahead + HOUR / 2]) {
    syncAt(cache, manyCustomers(29), time);
    deleteOld(cache, time);
  }
  expect(kept()).toEqual({ ...(before as object), runs: (before as { runs: number }).runs + 2 });
});

test('changes and runs older than 12 months are deleted once the runs confirm the time', () => {
  const { cache } = syncedForLong();
  expect(listRuns(cache.runs, 100)).toHaveLength(13);
  deleteOld(cache);
  expect(listRuns(cache.runs, 100)).toHaveLength(10);
  const since = listChanges(cache.store, { offset: 0, limit: 100 }).items.map(({ at }) => at);
  expect(since.length).toBeGreaterThan(0);
  expect(since.every((at) => at > '2025-11-23')).toBe(true);
  expect(OPERATIONS.check(cache).ok).toBe(true);
  expect(readMark(cache.runs)?.fileDigest).toBe(fileDigest(join(cache.folder, 'customers.db')));
});

test('retention waits for a week of syncs after a long break', () => {
  const { cache } = syncedForLong({ days: 4 });
  // Together with the syncs a month ago, there are six days with a sync.
  expect(deleteOld(cache).customers).toBe(0);
  syncAt(cache, manyCustomers(27), TODAY + DAY);
  expect(deleteOld(cache, TODAY + DAY).customers).toBe(2);
});

test('retention deletes in batches', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  const many = manyCustomers(DELETED_AT_ONCE + 80);
  syncAt(cache, many, TODAY - 9 * DAY);
  for (let ago = 8; ago >= 0; ago -= 1) {
    syncAt(cache, many, TODAY - ago * DAY);
  }
  cache.store.exec(
    `UPDATE customers SET missing_since = '2024-01-01T08:00:00.000Z', removed_since = '2024-01-01T09:00:00.000Z'
     WHERE row > 20`,
  );
  expect(deleteOld(cache)).toMatchObject({ customers: DELETED_AT_ONCE, hasMore: true });
  expect(deleteOld(cache)).toMatchObject({ customers: 60, hasMore: false });
  expect(idsOf(cache)).toHaveLength(20);
});

const OLD = '2024-11-01T08-00-00-000Z';
const NEW = '2026-11-01T08-00-00-000Z';
const CUTOFF = '2024-11-23T08:00:00.000Z';

function withFiles(): string {
  const folder = tempFolder();
  for (const name of ['backups', 'damaged', `customers-before-${OLD}`, `customers-before-${NEW}`]) {
    mkdirSync(join(folder, name));
  }
  for (const path of [
    `customers-before-${OLD}/customers.db`,
    `settings.json.broken-${OLD}`,
    `settings.json.broken-${NEW}`,
    `backups/customers-before-v5-${OLD}.db`,
    `backups/customers-before-v5-${OLD}.db.sha256`,
    `backups/notes-${NEW}.db`,
    `damaged/customers-${OLD}.db`,
    `damaged/notes-${OLD}.db`,
    'settings.json',
  ]) {
    writeFileSync(join(folder, path), 'x');
  }
  return folder;
}

test('old files are deleted, except notes that could not be merged', () => {
  const folder = withFiles();
  expect(deleteOldFiles(folder, CUTOFF)).toEqual({ deleted: 5, errorCodes: [] });
  expect(readdirSync(folder).sort()).toEqual([
    'backups',
    `customers-before-${NEW}`,
    'damaged',
    'settings.json',
    `settings.json.broken-${NEW}`,
  ]);
  expect(readdirSync(join(folder, 'backups'))).toEqual([`notes-${NEW}.db`]);
  expect(readdirSync(join(folder, 'damaged'))).toEqual([`notes-${OLD}.db`]);
  expect(deleteOldFiles(tempFolder(), CUTOFF)).toEqual({ deleted: 0, errorCodes: [] });
});

test('deleting continues after a file held by another program', () => {
  const folder = withFiles();
  const held = `damaged/customers-${OLD}.db`;
  const done = deleteOldFiles(folder, CUTOFF, (path) => {
    if (path.endsWith(`customers-${OLD}.db`)) {
      throw Object.assign(new Error('busy'), { code: 'EBUSY' });
    }
  });
  expect(done).toEqual({ deleted: 4, errorCodes: ['EBUSY'] });
  expect(existsSync(join(folder, held))).toBe(true);
});
