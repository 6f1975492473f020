import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { allCustomers, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { openConnection } from '../store/connection';
import { NOTES_FILE, RUNS_FILE, STORE_FILE } from '../store/files';

/** Interrupts a transaction as a kill does, before the database is in write-ahead mode. */
function interrupt(path: string): void {
  const database = new Database(path);
  database.pragma('journal_mode = DELETE');
  // A tiny cache makes the transaction reach the file before its end.
  database.pragma('cache_size = 1');
  database.exec('BEGIN; CREATE TABLE half (text TEXT)');
  const insert = database.prepare('INSERT INTO half VALUES (?)');
  for (let row = 0; row < 500; row += 1) {
    insert.run('x'.repeat(1_000));
  }
  for (const part of ['', '-journal']) {
    copyFileSync(`${path}${part}`, `${path}.killed${part}`);
  }
  database.exec('ROLLBACK');
  database.close();
  for (const part of ['', '-journal']) {
    copyFileSync(`${path}.killed${part}`, `${path}${part}`);
    rmSync(`${path}.killed${part}`);
  }
  // A plain read-only connection fails on this file.
  const reader = new Database(path, { readonly: true });
  expect(() => reader.pragma('user_version')).toThrow(
    expect.objectContaining({ code: 'SQLITE_READONLY_ROLLBACK' }),
  );
  reader.close();
}

test('a read-only connection sees the state before a transaction that a kill interrupted', () => {
  const path = join(tempFolder(), 'some.db');
  const database = new Database(path);
  database.exec("CREATE TABLE whole (text TEXT); INSERT INTO whole VALUES ('kept')");
  database.close();
  interrupt(path);
  const reader = openConnection(path, { readonly: true });
  expect(reader.prepare('SELECT text FROM whole').pluck().all()).toEqual(['kept']);
  expect(() => reader.prepare('SELECT * FROM half')).toThrow('no such table');
  reader.close();
  expect(existsSync(`${path}-journal`)).toBe(false);
});

test.each([STORE_FILE, RUNS_FILE, NOTES_FILE])(
  'a first start killed while creating %s starts again',
  (name) => {
    const folder = tempFolder();
    interrupt(join(folder, name));
    const { cache, ...report } = openTestCache(folder);
    expect(report).toMatchObject({ repair: null, areRunsLost: false });
    syncInto(cache, manyCustomers(1));
    expect(allCustomers(cache)).toHaveLength(1);
  },
);
