import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CustomerNote } from '../../../preload/contract';
import { NOW, backUpNow, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { DAY, HOUR } from '../../base/durations';
import { getNote, saveNote } from '../queries/notes';
import { formatStamp } from '../store/files';
import { readFacts } from '../store/store-state';
import { OPERATIONS } from '../threads/operations';
import { NOTES_BACKUPS, isBackupDue, lastBackupAt, listBackups, verifiedWriteNumber } from './backups';
import { closeCache } from './cache';
import { quarantine } from './quarantine';

const aNote = (text: string): CustomerNote => ({
  customerId: '2',
  text,
  dueOn: null,
  changedAt: '2026-11-23',
});

test('a backup holds the newest row, even if only the log has it', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  // The change stays in the write-ahead log, because no checkpoint follows.
  cache.store.exec("UPDATE store_state SET synced_at = 'newest', write_number = write_number + 1");
  await backUpNow(cache);
  const [backup] = listBackups(folder);
  const copy = new Database(backup?.path ?? '', { readonly: true });
  expect(copy.prepare('SELECT synced_at AS at FROM store_state').get()).toEqual({ at: 'newest' });
  expect(copy.prepare('SELECT count(*) AS n FROM customers').get()).toEqual({ n: 30 });
  copy.close();
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(2);
});

test('a verified backup reports its count of writes; a changed one is not trusted', async () => {
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

test('the store is backed up daily, keeping seven backups, even if the clock is set back', async () => {
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
  // After the clock is set back, only backups of the past count.
  expect(isBackupDue(folder, last - HOUR)).toBe(false);
  expect(isBackupDue(folder, NOW - DAY)).toBe(true);
});

test('a week with a clock that is ahead loses no later backup, and later damage no note', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  saveNote(cache.notes, aNote('prima'));
  const backUpBoth = async (now: number): Promise<void> => {
    syncInto(cache, manyCustomers(3));
    await backUpNow(cache, now);
    expect(await OPERATIONS.backUpNotesIfDue(cache, now)).toEqual({ ok: true, value: true });
  };
  for (let day = 0; day < 7; day += 1) {
    await backUpBoth(NOW + 30 * DAY + day * DAY);
  }
  saveNote(cache.notes, aNote('dopo'));
  await backUpBoth(NOW + HOUR);
  expect(isBackupDue(folder, NOW + 2 * HOUR)).toBe(false);
  expect(isBackupDue(folder, NOW + 2 * HOUR, NOTES_BACKUPS)).toBe(false);
  expect(lastBackupAt(folder)).toBe(new Date(NOW + HOUR).toISOString());
  // On the next day the backups made by the wrong clock are removed first, oldest content first.
  await backUpBoth(NOW + 2 * DAY);
  expect(listBackups(folder).map(({ at }) => Date.parse(at))).toEqual(
    [36, 35, 34, 33, 32].map((day) => NOW + day * DAY).concat(NOW + 2 * DAY, NOW + HOUR),
  );
  closeCache(cache);
  truncateSync(join(folder, 'notes.db'), 3_000);
  const again = openTestCache(folder);
  expect(again.notesRepair).toMatchObject({ backupAt: new Date(NOW + 2 * DAY).toISOString() });
  expect(getNote(again.cache.notes, '2')?.text).toBe('dopo');
});

test('a backup with changed bytes is removed before an intact one with older content', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  for (let day = 0; day < 7; day += 1) {
    syncInto(cache, manyCustomers(3));
    await backUpNow(cache, NOW + day * DAY);
  }
  const damaged = listBackups(folder)[2]?.path ?? '';
  truncateSync(damaged, 3_000);
  syncInto(cache, manyCustomers(3));
  await backUpNow(cache, NOW + 7 * DAY);
  expect(existsSync(damaged)).toBe(false);
  expect(listBackups(folder)).toHaveLength(7);
});

test('a damaged file is kept even if its name is older because a clock was ahead', () => {
  const folder = tempFolder();
  const damaged = (): string[] => readdirSync(join(folder, 'damaged')).sort();
  for (const day of [40, 41, 42, 0, 1]) {
    writeFileSync(join(folder, 'notes.db'), String(day));
    quarantine(folder, 'notes.db', formatStamp(NOW + day * DAY));
  }
  const names = [1, 41, 42].map((day) => `notes-${formatStamp(NOW + day * DAY)}.db`);
  expect(damaged()).toEqual(names);
  // If there is no file to quarantine, no older copy is removed.
  quarantine(folder, 'notes.db', formatStamp(NOW + 2 * DAY));
  expect(damaged()).toEqual(names);
});

test('a failed backup leaves the old ones and no partial file', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  await backUpNow(cache);
  const before = readdirSync(join(folder, 'backups'));
  // A folder blocks the name of the new backup.
  const obstacle = join(folder, 'backups/customers.unfinished');
  mkdirSync(obstacle);
  writeFileSync(join(obstacle, 'file'), '');
  const made = await OPERATIONS.backUpIfDue(cache, NOW + DAY);
  expect(made).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  expect(readdirSync(join(folder, 'backups')).filter((name) => !name.endsWith('.unfinished'))).toEqual(
    before,
  );
  expect(existsSync(obstacle)).toBe(true);
});
