import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aCustomer, toReaderRows, manyCustomers } from '../../../tests/helpers/customers';
import { OWNERS_FILE, readMode } from '../../../tests/helpers/file-mode';
import { FIRST, writeFirstVersionData } from '../../../tests/helpers/first-version';
import { aRun } from '../../../tests/helpers/sync';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { DAY } from '../../base/durations';
import { moveRuns } from '../migrations/migrate';
import { readFacts } from '../store/store-state';
import { OPERATIONS } from '../threads/operations';
import { listRuns } from '../writes/runs';
import { listBackups } from './backups';
import { closeCache, openCache } from './cache';
import { readMark } from './mark';
import { openRuns } from './open-runs';

/** Returns a closed cache after two syncs: 30 customers with a backup, then a 31st customer. */
async function prepared(): Promise<{ folder: string; path: string }> {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30), 8);
  await backUpNow(cache);
  syncInto(cache, manyCustomers(31), 9);
  closeCache(cache);
  return { folder, path: join(folder, 'customers.db') };
}

function flipByte(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
  writeFileSync(path, bytes);
}

test('the cache opens unchanged files without repair', async () => {
  const { folder } = await prepared();
  const { cache, ...report } = openTestCache(folder);
  expect(report).toEqual({
    repair: null,
    notesRepair: null,
    areRunsLost: false,
    isCheckDue: true,
    markError: null,
  });
  expect(OPERATIONS.check(cache)).toEqual({ ok: true, value: null });
  expect(allCustomers(cache)).toHaveLength(31);
});

test('a check finds damage behind unchanged bytes', async () => {
  const { folder } = await prepared();
  const { cache } = openTestCache(folder);
  cache.store.exec("UPDATE customers SET phone = '+39 800' WHERE id = '7'");
  expect(OPERATIONS.check(cache)).toMatchObject({
    ok: false,
    error: { code: 'STORE_FAILED', details: { sqlite: 'SQLITE_CORRUPT', file: 'customers' } },
  });
});

test('unknown columns in an unreadable form count as damage, not as a bug', async () => {
  const { folder } = await prepared();
  const { cache } = openTestCache(folder);
  cache.store.exec("UPDATE customers SET other = '{' WHERE id = '7'");
  const damaged = { ok: false, error: { code: 'STORE_FAILED', details: { sqlite: 'SQLITE_CORRUPT' } } };
  expect(OPERATIONS.get(cache, '7')).toMatchObject(damaged);
  expect(OPERATIONS.applyExport(cache, manyCustomers(31), 3, '2026-11-23T10:00:00.000Z')).toMatchObject(
    damaged,
  );
});

test('each sync stores its run number outside the store and empties the log', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  const number = syncInto(cache, manyCustomers(30));
  expect(readMark(cache.runs)).toMatchObject({
    runNumber: number,
    writeNumber: readFacts(cache.store).writeNumber,
  });
  expect(statSync(join(folder, 'customers.db-wal')).size).toBe(0);
});

test('other users cannot read store, logs and backups', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  await backUpNow(cache);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThanOrEqual(8);
  for (const path of files) {
    expect(readMode(path), path).toBe(OWNERS_FILE);
  }
});

test('the newest verified backup replaces a damaged store, which is kept', async () => {
  const { folder, path } = await prepared();
  flipByte(path, 4_096 * 3 + 17);
  const damaged = readFileSync(path);
  const { cache, repair } = openTestCache(folder);
  expect(repair).toEqual({ kind: 'restored', backupAt: new Date(NOW).toISOString() });
  expect(allCustomers(cache)).toHaveLength(30);
  const [kept = ''] = readdirSync(join(folder, 'damaged'));
  expect(readFileSync(join(folder, 'damaged', kept)).equals(damaged)).toBe(true);
  // The runs are in another file, and the next sync completes the store.
  expect(listRuns(cache.runs, 10).map(({ number }) => number)).toEqual([2, 1]);
  expect(syncInto(cache, manyCustomers(31), 10)).toBe(3);
  expect(allCustomers(cache)).toHaveLength(31);
  closeCache(cache);
  expect(openTestCache(folder).repair).toBeNull();
});

test('the cache starts empty when no backup can be trusted', async () => {
  const { folder, path } = await prepared();
  truncateSync(path, 5_000);
  const [backup] = listBackups(folder);
  flipByte(backup?.path ?? '', 4_096 * 2 + 100);
  const { cache, repair } = openTestCache(folder);
  expect(repair).toEqual({ kind: 'rebuilt' });
  expect(allCustomers(cache)).toEqual([]);
  expect(syncInto(cache, manyCustomers(31), 10)).toBe(3);
});

test('the cache notices a value changed by another program in a sound structure', async () => {
  const { folder, path } = await prepared();
  const tool = new Database(path);
  tool.exec("UPDATE customers SET phone = '+39 800' WHERE id = '7'");
  tool.close();
  rmSync(join(folder, 'runs.db'));
  expect(openTestCache(folder).repair).toMatchObject({ kind: 'restored' });
});

test('the mark kept outside the store reveals an old copy of the store', async () => {
  const { folder, path } = await prepared();
  const old = join(folder, 'old');
  copyFileSync(path, old);
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(40), 10);
  closeCache(cache);
  copyFileSync(old, path);
  rmSync(`${path}-wal`, { force: true });
  const reopened = openTestCache(folder);
  expect(reopened.repair).toEqual({ kind: 'rolled-back' });
  expect(allCustomers(reopened.cache)).toHaveLength(31);
});

test('a newer backup replaces an old copy of the store', async () => {
  const { folder, path } = await prepared();
  const old = join(folder, 'old');
  copyFileSync(path, old);
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(40), 10);
  await backUpNow(cache, NOW + DAY);
  syncInto(cache, manyCustomers(41), 11);
  closeCache(cache);
  copyFileSync(old, path);
  const reopened = openTestCache(folder);
  expect(reopened.repair).toEqual({ kind: 'restored', backupAt: new Date(NOW + DAY).toISOString() });
  expect(allCustomers(reopened.cache)).toHaveLength(40);
});

test('a missing store counts as lost, and as new if there never was one', async () => {
  const { folder, path } = await prepared();
  rmSync(path);
  expect(openTestCache(folder).repair).toMatchObject({ kind: 'restored' });
  expect(openTestCache(tempFolder()).repair).toBeNull();
});

test('a store ahead of its mark is trusted, as after a kill between commit and mark', async () => {
  const { folder } = await prepared();
  const runs = join(folder, 'runs.db');
  const before = readFileSync(runs);
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(35), 10);
  closeCache(cache);
  writeFileSync(runs, before);
  const reopened = openTestCache(folder);
  expect(reopened.repair).toBeNull();
  expect(allCustomers(reopened.cache)).toHaveLength(35);
});

test('a damaged file of runs loses no customer and no run number', async () => {
  const { folder } = await prepared();
  writeFileSync(join(folder, 'runs.db'), 'no database '.repeat(1_000));
  const { cache, areRunsLost, repair } = openTestCache(folder);
  expect({ areRunsLost, repair }).toEqual({ areRunsLost: true, repair: null });
  expect(allCustomers(cache)).toHaveLength(31);
  expect(syncInto(cache, manyCustomers(31), 10)).toBe(3);
});

test('the store of a newer app stays unchanged, and the error names its version', async () => {
  const { folder, path } = await prepared();
  const newer = new Database(path);
  newer.exec("PRAGMA user_version = 99; UPDATE store_state SET needs_app_version = '1.4.0'");
  newer.pragma('wal_checkpoint(TRUNCATE)');
  newer.close();
  const runs = new Database(join(folder, 'runs.db'));
  runs.exec('UPDATE store_mark SET schema_version = 99');
  runs.close();
  const before = readFileSync(path);
  expect(openCache({ folder, now: NOW })).toMatchObject({
    ok: false,
    error: { code: 'STORE_TOO_NEW', details: { neededVersion: '1.4.0' } },
  });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(existsSync(join(folder, 'damaged'))).toBe(false);
});

test('a schema number not announced by a newer app counts as damage', async () => {
  const { folder, path } = await prepared();
  const bytes = readFileSync(path);
  bytes.writeUInt32BE(66, 60);
  writeFileSync(path, bytes);
  expect(openTestCache(folder).repair).toMatchObject({ kind: 'restored' });
});

test('the three newest damaged stores are kept', async () => {
  const { folder, path } = await prepared();
  for (let turn = 0; turn < 5; turn += 1) {
    truncateSync(path, 5_000 + turn);
    closeCache(openTestCache(folder, { now: NOW + turn }).cache);
  }
  const sizes = readdirSync(join(folder, 'damaged'))
    .filter((name) => name.endsWith('.db'))
    .map((name) => statSync(join(folder, 'damaged', name)).size);
  expect(sizes.sort()).toEqual([5_002, 5_003, 5_004]);
});

test('a data folder of the first version migrates without losing a customer or a run', () => {
  const folder = writeFirstVersionData(tempFolder());
  const { cache, repair } = openTestCache(folder);
  expect(repair).toBeNull();
  expect(allCustomers(cache)).toMatchObject([
    { record: aCustomer({ id: '1', name: 'Cliente 1' }), missingSince: null, removedSince: null },
    { record: { id: '2' }, missingSince: '2026-02-01T08:00:00.000Z', firstSeenAt: FIRST },
  ]);
  expect(listRuns(cache.runs, 10)).toMatchObject([
    { number: 3, outcome: 'interrupted' },
    { number: 2, outcome: 'failed', error: { code: 'OFFLINE' } },
    { number: 1, outcome: 'success', counts: { processed: 2 } },
  ]);
  expect(listBackups(folder)).toMatchObject([{ isDaily: false }]);
  closeCache(cache);
  const again = openTestCache(folder);
  expect(again.repair).toBeNull();
  expect(syncInto(again.cache, manyCustomers(2))).toBe(4);
});

test('the migration continues after a kill between moving the runs and migrating', () => {
  const folder = writeFirstVersionData(tempFolder());
  const runs = openRuns(folder, NOW);
  const store = new Database(join(folder, 'customers.db'));
  if (runs.ok) {
    moveRuns(store, runs.value.runs);
    runs.value.runs.close();
  }
  store.close();
  const { cache, repair } = openTestCache(folder);
  expect(repair).toBeNull();
  expect(listRuns(cache.runs, 10).map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(allCustomers(cache)).toHaveLength(2);
});

test.each([
  ['missing_since IS NOT NULL ORDER BY sort_name, id', 'customers_missing'],
  ['removed_since IS NOT NULL ORDER BY sort_name, id', 'customers_removed'],
  ["removed_since IS NULL AND lastOrderDate < '2026-01-01'", 'customers_by_activity'],
  ['removed_since IS NULL AND lastOrderDate IS NULL', 'customers_by_activity'],
])('an index finds customers where %s', (where, index) => {
  const { cache } = openTestCache(tempFolder());
  const plan = cache.store
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT row FROM customers WHERE ${where}`)
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain(index);
});

test('a backup from before the migration is restored when there is none since', () => {
  const folder = writeFirstVersionData(tempFolder());
  closeCache(openTestCache(folder).cache);
  truncateSync(join(folder, 'customers.db'), 9_000);
  const { cache, repair } = openTestCache(folder);
  expect(repair).toMatchObject({ kind: 'restored' });
  expect(allCustomers(cache)).toHaveLength(2);
});

test('a partial or stopped export is never applied', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(30));
  const apply = (given: number, count: number, isStopped: number): unknown =>
    OPERATIONS.applyHanded(
      cache,
      toReaderRows(manyCustomers(given)).rows,
      count,
      2,
      '2026-11-23T09:00:00.000Z',
      true,
      new Int32Array([isStopped]),
    );
  expect(apply(5, 20, 0)).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
  expect(apply(20, 20, 1)).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(allCustomers(cache).map(({ missingSince }) => missingSince)).toEqual(Array(30).fill(null));
  expect(apply(20, 20, 0)).toMatchObject({ ok: true, value: { value: { missing: 10 } } });
});

test('a run active while the cache is reopened is not abandoned and ends normally', () => {
  const folder = tempFolder();
  const { cache: first } = openTestCache(folder);
  const run = OPERATIONS.beginRun(first, 'manual', '2026-11-23T08:00:00.000Z');
  closeCache(first);
  const { cache } = openTestCache(folder, { suspect: 'customers', isReopening: true });
  const number = run.ok ? run.value : 0;
  expect(OPERATIONS.finishRun(cache, aRun({ number, trigger: 'manual' })).ok).toBe(true);
});
