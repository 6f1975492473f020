import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { NOW, backUpNow, openTestCache, syncInto } from '../../tests/helpers/cache';
import { manyCustomers } from '../../tests/helpers/customers';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { DAY, HOUR } from '../base/durations';
import { isBackupDue, listBackups, verifiedWriteNumber } from './backups';
import { OPERATIONS } from './operations';
import { readFacts } from './store-state';

test('a backup holds the newest row, even one that is in the log only', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  // Kept out of the main file: no checkpoint comes after it.
  cache.store.exec("UPDATE store_state SET synced_at = 'newest', write_number = write_number + 1");
  await backUpNow(cache);
  const [backup] = listBackups(folder);
  const copy = new Database(backup?.path ?? '', { readonly: true });
  expect(copy.prepare('SELECT synced_at AS at FROM store_state').get()).toEqual({ at: 'newest' });
  expect(copy.prepare('SELECT count(*) AS n FROM customers').get()).toEqual({ n: 30 });
  copy.close();
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(2);
});

test('a verified backup says how recent it is; a changed one is not trusted', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  await backUpNow(cache);
  const [backup] = listBackups(folder);
  if (backup === undefined) {
    throw new Error('No backup');
  }
  expect(verifiedWriteNumber(backup)).toBe(readFacts(cache.store).writeNumber);
  const tool = new Database(backup.path);
  tool.exec("UPDATE changes SET kind = 'back' WHERE number = 7");
  tool.close();
  expect(verifiedWriteNumber(backup)).toBeNull();
});

test('backs up once a day, keeps the last seven and notices a clock set back', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  for (let day = 0; day < 9; day += 1) {
    await backUpNow(cache, NOW + day * DAY);
  }
  const last = NOW + 8 * DAY;
  expect(listBackups(folder).map(({ at }) => Date.parse(at))).toEqual(
    [8, 7, 6, 5, 4, 3, 2].map((day) => NOW + day * DAY),
  );
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(14);
  expect(isBackupDue(folder, last + 23 * HOUR)).toBe(false);
  expect(isBackupDue(folder, last + 24 * HOUR)).toBe(true);
  // The one of the day before counts while the clock is set back, and those from its future do not.
  expect(isBackupDue(folder, last - HOUR)).toBe(false);
  expect(isBackupDue(folder, NOW - DAY)).toBe(true);
});

test('a backup that cannot be made leaves the old ones and no half of one', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  await backUpNow(cache);
  const before = readdirSync(join(folder, 'backups'));
  // Something else lies where the new one is to be written.
  const inTheWay = join(folder, 'backups/customers.unfinished');
  mkdirSync(inTheWay);
  writeFileSync(join(inTheWay, 'file'), '');
  const made = await OPERATIONS.backUpIfDue(cache, NOW + DAY);
  expect(made).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  expect(readdirSync(join(folder, 'backups')).filter((name) => !name.endsWith('.unfinished'))).toEqual(
    before,
  );
  expect(existsSync(inTheWay)).toBe(true);
});
