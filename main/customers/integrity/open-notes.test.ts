import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NOW, backUpNow, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aQuery, manyCustomers } from '../../../tests/helpers/customers';
import { OWNERS_FILE, readMode } from '../../../tests/helpers/file-mode';
import { noteText, writeNote } from '../../../tests/helpers/notes';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { DAY } from '../../base/durations';
import { starredCustomers } from '../queries/stars';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import { NOTES_BACKUPS, listBackups } from './backups';
import { closeCache } from './cache';

/** Returns a cache with ten customers, a morning backup of the notes, and later notes. */
async function withBackup(): Promise<{ folder: string; cache: Cache }> {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(10));
  writeNote(cache, '1', 'Scritta prima del backup');
  writeNote(cache, '2', 'Cancellata dopo');
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW)).toEqual({ ok: true, value: true });
  writeNote(cache, '2', '');
  writeNote(cache, '3', 'Scritta oggi', '2026-12-01');
  return { folder, cache };
}

test("restoring yesterday's customers loses none of today's notes", async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(10));
  await backUpNow(cache);
  writeNote(cache, '3', 'Scritta dopo il backup');
  closeCache(cache);
  writeFileSync(join(folder, 'customers.db'), 'no database '.repeat(2_000));
  const again = openTestCache(folder);
  expect(again.repair).toMatchObject({ kind: 'restored' });
  expect(again.notesRepair).toBeNull();
  expect(noteText(again.cache, '3')).toBe('Scritta dopo il backup');
});

test('the newest backup replaces a file that is no database, which is kept and reported', async () => {
  const { folder, cache } = await withBackup();
  closeCache(cache);
  writeFileSync(join(folder, 'notes.db'), 'no database '.repeat(2_000));
  const again = openTestCache(folder);
  expect(again.notesRepair).toEqual({ notes: 2, backupAt: new Date(NOW).toISOString() });
  expect(again.repair).toBeNull();
  expect(noteText(again.cache, '1')).toBe('Scritta prima del backup');
  expect(readdirSync(join(folder, 'damaged')).filter((name) => /^notes-.*\.db$/.test(name))).toHaveLength(1);
  expect(readMode(join(folder, 'notes.db'))).toBe(OWNERS_FILE);
  expect(OPERATIONS.search(again.cache, aQuery({ search: 'backup' }))).toMatchObject({
    value: { total: 1, items: [{ id: '1' }] },
  });
  closeCache(again.cache);
  expect(openTestCache(folder).notesRepair).toBeNull();
});

test('readable notes of a damaged file win over the backup, and emptied ones stay empty', async () => {
  const { folder, cache } = await withBackup();
  closeCache(cache);
  const path = join(folder, 'notes.db');
  const bytes = readFileSync(path);
  const at = bytes.indexOf('Scritta prima');
  // Damages a letter of a note that is also in the backup.
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
  const again = openTestCache(folder);
  expect(again.notesRepair).toEqual({ notes: 2, backupAt: new Date(NOW).toISOString() });
  expect(noteText(again.cache, '1')).toBe('Scritta prima del backup');
  expect(noteText(again.cache, '2')).toBeNull();
  expect(OPERATIONS.getNote(again.cache, '3')).toMatchObject({
    value: { text: 'Scritta oggi', dueOn: '2026-12-01' },
  });
});

test('stars are backed up, and readable ones of a damaged file win over the backup', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  writeNote(cache, '1', 'Nota con una lettera da cambiare');
  const star = (customerId: string, isStarred = true): unknown =>
    OPERATIONS.saveStar(cache, { customerId, isStarred });
  star('1');
  star('2');
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW)).toEqual({ ok: true, value: true });
  star('2', false);
  star('3');
  closeCache(cache);
  const path = join(folder, 'notes.db');
  const bytes = readFileSync(path);
  const at = bytes.indexOf('Nota con');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
  const damaged = openTestCache(folder);
  expect(damaged.notesRepair).toMatchObject({ notes: 1 });
  expect(starredCustomers(damaged.cache.notes).sort()).toEqual(['1', '3']);
  closeCache(damaged.cache);
  rmSync(path);
  const lost = openTestCache(folder);
  expect(starredCustomers(lost.cache.notes).sort()).toEqual(['1', '2']);
});

test('notes around a hole in the file are read from both ends', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  for (let id = 1; id <= 60; id += 1) {
    writeNote(cache, String(id), `Nota ${id} ${'x'.repeat(900)}`);
  }
  closeCache(cache);
  const path = join(folder, 'notes.db');
  const bytes = readFileSync(path);
  const page = Math.floor(bytes.indexOf('Nota 30 ') / 4_096);
  bytes.fill(0xff, page * 4_096, (page + 1) * 4_096);
  writeFileSync(path, bytes);
  const again = openTestCache(folder);
  expect(again.notesRepair?.backupAt).toBeNull();
  expect(again.notesRepair?.notes).toBeGreaterThan(45);
  expect(noteText(again.cache, '1')).toContain('Nota 1 ');
  expect(noteText(again.cache, '60')).toContain('Nota 60 ');
  expect(noteText(again.cache, '30')).toBeNull();
});

test('a lost file is restored from its backup; without one nothing is reported', async () => {
  const { folder, cache } = await withBackup();
  closeCache(cache);
  rmSync(join(folder, 'notes.db'));
  expect(openTestCache(folder).notesRepair).toEqual({ notes: 2, backupAt: new Date(NOW).toISOString() });
  expect(openTestCache(tempFolder()).notesRepair).toBeNull();
});

test('a damaged backup is skipped', async () => {
  const { folder, cache } = await withBackup();
  writeNote(cache, '4', 'Ancora');
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW + DAY)).toEqual({ ok: true, value: true });
  closeCache(cache);
  const [newest] = listBackups(folder, NOTES_BACKUPS);
  const bytes = readFileSync(newest?.path ?? '');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
  writeFileSync(newest?.path ?? '', bytes);
  writeFileSync(join(folder, 'notes.db'), '');
  const again = openTestCache(folder);
  expect(again.notesRepair?.backupAt).toBe(new Date(NOW).toISOString());
  expect(noteText(again.cache, '2')).toBe('Cancellata dopo');
});

test('notes are backed up daily, keeping seven, apart from the customers and only if there are any', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW)).toEqual({ ok: true, value: false });
  writeNote(cache, '1', 'a');
  for (let day = 0; day < 9; day += 1) {
    expect(await OPERATIONS.backUpNotesIfDue(cache, NOW + day * DAY)).toEqual({ ok: true, value: true });
    expect(await OPERATIONS.backUpNotesIfDue(cache, NOW + day * DAY + 1)).toEqual({ ok: true, value: false });
  }
  await backUpNow(cache);
  expect(listBackups(folder, NOTES_BACKUPS)).toHaveLength(7);
  expect(listBackups(folder)).toHaveLength(1);
});

test('a newer app’s notes stay unchanged', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  writeNote(cache, '1', 'a');
  cache.notes.pragma('user_version = 99');
  closeCache(cache);
  const kept = join(tempFolder(), 'kept');
  copyFileSync(join(folder, 'notes.db'), kept);
  expect(() => openTestCache(folder)).toThrow('STORE_TOO_NEW');
  expect(readFileSync(join(folder, 'notes.db')).equals(readFileSync(kept))).toBe(true);
});
