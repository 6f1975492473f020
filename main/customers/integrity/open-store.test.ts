import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { MIGRATIONS } from '../migrations';
import { SqliteTooOldError, assertSqliteVersion } from '../store/connection';
import { storeError } from '../store/store-error';
import { openStore } from './open-store';

test('the store uses a write-ahead log with full synchronisation', () => {
  const opened = openStore(join(tempFolder(), 'customers.db'));
  expect(opened.ok && opened.value.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(opened.ok && opened.value.pragma('synchronous', { simple: true })).toBe(2);
  if (opened.ok) {
    opened.value.close();
  }
});

test('migrations have ascending numbers without gaps', () => {
  const versions = MIGRATIONS.map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, index) => index + 1));
});

test('a newer app’s store is refused with its own code and stays unchanged', () => {
  const path = join(tempFolder(), 'customers.db');
  const newer = new Database(path);
  newer.pragma('user_version = 99');
  newer.close();
  const before = readFileSync(path);
  expect(openStore(path)).toMatchObject({ ok: false, error: { code: 'STORE_TOO_NEW' } });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a file that is no database is refused and stays unchanged', () => {
  const path = join(tempFolder(), 'customers.db');
  writeFileSync(path, 'not a database at all, but long enough to be looked at '.repeat(200));
  const before = readFileSync(path);
  expect(openStore(path)).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('an empty folder has no cache to read', () => {
  expect(openStore(join(tempFolder(), 'customers.db'), { readonly: true })).toMatchObject({
    ok: false,
    error: { code: 'STORE_UNAVAILABLE' },
  });
});

test.each(['3.51.2', '3.50.9', '2.99.99', ''])(
  'SQLite %j is refused, as it can corrupt a store',
  (version) => {
    expect(() => assertSqliteVersion(version)).toThrow('too old');
  },
);

test.each(['3.51.3', '3.52.0', '4.0.0'])('SQLite %s is accepted', (version) => {
  expect(() => assertSqliteVersion(version)).not.toThrow();
});

test('an outdated SQLite has its own error code', () => {
  expect(storeError(new SqliteTooOldError('3.45.0'))).toMatchObject({
    code: 'SQLITE_TOO_OLD',
    details: { found: '3.45.0', needed: '3.51.3' },
  });
});
