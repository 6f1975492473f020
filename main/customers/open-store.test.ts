import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { MIGRATIONS } from './migrations';
import { openStore } from './open-store';
import { beginRun, finishRun, listRuns } from './runs';

test('writes durably: write-ahead log with full synchronisation', () => {
  const opened = openStore(join(tempFolder(), 'customers.db'));
  expect(opened.ok && opened.value.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(opened.ok && opened.value.pragma('synchronous', { simple: true })).toBe(2);
  if (opened.ok) {
    opened.value.close();
  }
});

test('numbers its migrations in ascending order', () => {
  const versions = MIGRATIONS.map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, index) => index + 1));
});

test('refuses a store of a newer app by name and leaves it alone', () => {
  const path = join(tempFolder(), 'customers.db');
  const newer = new Database(path);
  newer.pragma('user_version = 99');
  newer.close();
  const before = readFileSync(path);
  expect(openStore(path)).toMatchObject({ ok: false, error: { code: 'STORE_TOO_NEW' } });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('refuses a file that is no database and leaves it alone', () => {
  const path = join(tempFolder(), 'customers.db');
  writeFileSync(path, 'not a database at all, but long enough to be looked at '.repeat(200));
  const before = readFileSync(path);
  expect(openStore(path)).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('says that there is no cache to read in an empty folder', () => {
  expect(openStore(join(tempFolder(), 'customers.db'), { readonly: true })).toMatchObject({
    ok: false,
    error: { code: 'STORE_UNAVAILABLE' },
  });
});

test('closes a run that was never finished as interrupted at the next start', () => {
  const path = join(tempFolder(), 'customers.db');
  const first = openStore(path);
  if (!first.ok) {
    throw new Error(first.error.message);
  }
  beginRun(first.value, 'schedule', '2026-11-23T08:00:00.000Z');
  expect(listRuns(first.value, 10)).toEqual([]);
  first.value.close();
  const second = openStore(path);
  if (!second.ok) {
    throw new Error(second.error.message);
  }
  expect(listRuns(second.value, 10)).toMatchObject([
    { number: 1, outcome: 'interrupted', trigger: 'schedule' },
  ]);
  second.value.close();
});

test('stores a finished run and gives it back as it was', () => {
  const opened = openStore(join(tempFolder(), 'customers.db'));
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  const number = beginRun(opened.value, 'manual', '2026-11-23T08:00:00.000Z');
  const run = {
    number,
    trigger: 'manual',
    startedAt: '2026-11-23T08:00:00.000Z',
    endedAt: '2026-11-23T08:00:09.000Z',
    durationMs: 9_000,
    outcome: 'failed',
    attempts: 4,
    counts: { processed: 1, added: 2, updated: 3, unchanged: 4, missing: 5 },
    stages: { login: 1, export: 2, read: 3, apply: 4 },
    bytes: 12,
    pages: 8,
    warnings: { BAD_VALUE: 2 },
    error: { code: 'DOWNLOAD_BROKEN', message: 'cut', details: { sizeBytes: 12 } },
  } as const;
  finishRun(opened.value, run);
  expect(listRuns(opened.value, 10)).toEqual([run]);
  expect(() => finishRun(opened.value, run)).toThrow('not under way');
  opened.value.close();
});
