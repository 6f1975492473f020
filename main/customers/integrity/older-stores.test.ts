import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import { NOW, allCustomers, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { writeLaterVersionData } from '../../../tests/helpers/later-version';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { NEWEST_SCHEMA } from '../migrations';
import { searchCustomers } from '../queries/search';
import { schemaVersion } from '../store/connection';
import { hashedColumns } from '../store/hashed-columns';
import { OPERATIONS } from '../threads/operations';
import { applyExport } from '../writes/apply-export';
import { listChanges } from '../writes/changes';
import { listRuns } from '../writes/runs';
import { listBackups } from './backups';
import { closeCache } from './cache';
import { announceMigration } from './mark';
import { openRuns } from './open-runs';
import { openStore } from './open-store';

const CUSTOMERS = Array.from({ length: 30 }, (_, index) =>
  aCustomer({
    id: String(index + 1),
    name: `Cliente ${index + 1}`,
    phone: index === 4 ? '06 1234567 / 340 1234567' : '+39 06 1234567',
    salesCents: index * 100 - 500,
  }),
);
const PRESENT = CUSTOMERS.slice(0, -1);

function customersTable(folder: string): Record<string, unknown>[] {
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  const rows = store.prepare<[], Record<string, unknown>>('SELECT * FROM customers ORDER BY row').all();
  store.close();
  return rows;
}

/** Returns rows of an old store as they must be after migrating; any row hash is accepted. */
function migrated(rows: readonly Record<string, unknown>[]): unknown[] {
  return rows.map((row) => ({
    ...row,
    email: null,
    other: '{}',
    type_key: String(row['type']).toLowerCase(),
    // Sort keys are computed again by today's rules.
    sort_city: 'forli',
    sort_name: String(row['name']).toLowerCase().replace(' ', ''),
    content_hash: expect.any(String) as string,
  }));
}

test('the newest schema hashes every field and the other columns', () => {
  expect(hashedColumns(NEWEST_SCHEMA)).toEqual([...CUSTOMER_FIELDS, 'other']);
});

type Interruption = 'before it migrated' | 'between migrating and marking';

/** Opens the cache up to the point where the app is killed. */
function openAndBeKilled(folder: string, when: Interruption): void {
  const runs = openRuns(folder, NOW);
  if (!runs.ok) {
    throw new Error(runs.error.message);
  }
  announceMigration(runs.value.runs);
  runs.value.runs.close();
  if (when === 'between migrating and marking') {
    const migrated = openStore(join(folder, 'customers.db'));
    expect(migrated.ok && migrated.value.close().open).toBe(false);
  }
}

test.each<[schema: 2 | 3, killed: Interruption | null]>([
  [2, null],
  [2, 'between migrating and marking'],
  [3, null],
  [3, 'before it migrated'],
  [3, 'between migrating and marking'],
])('a cache of schema %i migrates without repair or loss after a kill: %s', (schema, killed) => {
  const folder = writeLaterVersionData(tempFolder(), schema, CUSTOMERS);
  const before = customersTable(folder);
  if (killed !== null) {
    openAndBeKilled(folder, killed);
  }
  const { cache, repair, areRunsLost, markError } = openTestCache(folder);
  expect({ repair, areRunsLost, markError }).toEqual({
    repair: null,
    areRunsLost: false,
    markError: null,
  });
  expect(schemaVersion(cache.store)).toBe(NEWEST_SCHEMA);
  const after = customersTable(folder);
  expect(after).toEqual(migrated(before));
  expect(after[0]?.['content_hash']).not.toBe(before[0]?.['content_hash']);
  expect(OPERATIONS.check(cache)).toEqual({ ok: true, value: null });
  expect(allCustomers(cache).map(({ record }) => record)).toEqual(CUSTOMERS);
  expect(searchCustomers(cache.store, aQuery({ search: 'cliente 7' })).items).toMatchObject([{ id: '7' }]);
  expect(searchCustomers(cache.store, aQuery({ search: '340 12' })).items).toMatchObject([{ id: '5' }]);
  expect(searchCustomers(cache.store, aQuery({ kinds: ['debitor'] })).total).toBe(30);
  expect(listChanges(cache.store, { offset: 0, limit: 5 }).items).toMatchObject([
    { customerId: '1', field: 'phone', column: null, oldValue: '1', newValue: '2', run: 2 },
  ]);
  expect(listRuns(cache.runs, 5)).toMatchObject([
    { number: 2, reading: null, logins: 0 },
    { number: 1, reading: null, warnings: { UNKNOWN_COLUMN: 1 } },
  ]);
  closeCache(cache);
  expect(openTestCache(folder)).toMatchObject({ repair: null, isCheckDue: true });
});

test('the same export after the migration writes no customer', () => {
  const { cache } = openTestCache(writeLaterVersionData(tempFolder(), 3, CUSTOMERS));
  // The missing customer has returned.
  syncInto(cache, CUSTOMERS);
  const changes = (): number =>
    cache.store.prepare<[], { n: number }>('SELECT total_changes() AS n').get()?.n ?? 0;
  const before = changes();
  expect(applyExport(cache.store, CUSTOMERS, 4, '2026-11-23T09:00:00.000Z')).toMatchObject({
    value: { unchanged: 30, added: 0, updated: 0 },
  });
  expect(changes() - before).toBe(1);
});

test('the migration itself changes no customer', () => {
  const { cache } = openTestCache(writeLaterVersionData(tempFolder(), 3, CUSTOMERS));
  const at = '2026-11-23T08:00:00.000Z';
  expect(applyExport(cache.store, PRESENT, 3, at)).toMatchObject({
    value: { processed: 29, unchanged: 29, added: 0, updated: 0 },
  });
});

test('a value changed by another program is noticed in a store of the third version', () => {
  const folder = writeLaterVersionData(tempFolder(), 3, CUSTOMERS);
  const tool = new Database(join(folder, 'customers.db'));
  tool.exec("UPDATE customers SET phone = '+39 800' WHERE id = '7'");
  tool.close();
  rmSync(join(folder, 'runs.db'));
  expect(openTestCache(folder).repair).toEqual({ kind: 'rebuilt' });
});

test('a daily backup of the third version is restored and migrated', () => {
  const folder = writeLaterVersionData(tempFolder(), 3, CUSTOMERS);
  const path = join(folder, 'customers.db');
  mkdirSync(join(folder, 'backups'));
  const backup = join(folder, 'backups', 'customers-2026-11-20T08-00-00-000Z.db');
  copyFileSync(path, backup);
  const copy = new Database(backup);
  copy.pragma('journal_mode = DELETE');
  copy.close();
  const digest = createHash('sha256').update(readFileSync(backup)).digest('base64url');
  writeFileSync(`${backup}.sha256`, `${digest}\n`);
  truncateSync(path, 9_000);
  const { cache, repair } = openTestCache(folder);
  expect(repair).toEqual({ kind: 'restored', backupAt: '2026-11-20T08:00:00.000Z' });
  expect(allCustomers(cache).map(({ record }) => record)).toEqual(CUSTOMERS);
  expect(schemaVersion(cache.store)).toBe(NEWEST_SCHEMA);
});

test('a verified backup of the third version replaces a store damaged later', () => {
  const folder = writeLaterVersionData(tempFolder(), 3, CUSTOMERS);
  closeCache(openTestCache(folder).cache);
  expect(listBackups(folder)).toMatchObject([{ isDaily: false, at: new Date(NOW).toISOString() }]);
  truncateSync(join(folder, 'customers.db'), 9_000);
  const { cache, repair } = openTestCache(folder);
  expect(repair).toMatchObject({ kind: 'restored' });
  expect(allCustomers(cache)).toHaveLength(30);
});
