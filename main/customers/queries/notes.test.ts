import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CustomerFilter, ListColumn, SortDirection } from '../../../preload/contract';
import { NOW, backUpNow, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aCustomer, aQuery, manyCustomers } from '../../../tests/helpers/customers';
import { OWNERS_FILE, readMode } from '../../../tests/helpers/file-mode';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { DAY } from '../../base/durations';
import { NOTES_BACKUPS, listBackups } from '../integrity/backups';
import { closeCache, openCacheReadonly } from '../integrity/cache';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import { findExcerpts } from './notes';
import { starredCustomers } from './stars';

const AT = '2026-11-23T08:00:00.000Z';

function write(cache: Cache, customerId: string, text: string, dueOn: string | null = null): void {
  expect(OPERATIONS.saveNote(cache, { customerId, text, dueOn, changedAt: AT })).toMatchObject({ ok: true });
}

function textOf(cache: Cache, customerId: string): string | null {
  const found = OPERATIONS.getNote(cache, customerId);
  return found.ok ? (found.value?.text ?? null) : found.error.code;
}

function found(cache: Cache, search: string, filter: CustomerFilter = 'current'): string[] {
  const page = OPERATIONS.search(cache, aQuery({ search, filter }));
  if (!page.ok) {
    throw new Error(page.error.message);
  }
  expect(page.value.total).toBe(page.value.items.length);
  return page.value.items.map(({ id }) => id);
}

/** Returns a cache with ten customers, a morning backup of the notes, and later notes. */
async function withBackup(): Promise<{ folder: string; cache: Cache }> {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(10));
  write(cache, '1', 'Scritta prima del backup');
  write(cache, '2', 'Cancellata dopo');
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW)).toEqual({ ok: true, value: true });
  write(cache, '2', '');
  write(cache, '3', 'Scritta oggi', '2026-12-01');
  return { folder, cache };
}

test('a note is kept until emptied, in a file only its owner can read', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  write(cache, '1', 'Preferisce il mattino', '2026-11-30');
  expect(OPERATIONS.getNote(cache, '1')).toEqual({
    ok: true,
    value: { customerId: '1', text: 'Preferisce il mattino', dueOn: '2026-11-30', changedAt: AT },
  });
  expect(readMode(join(folder, 'notes.db'))).toBe(OWNERS_FILE);
  write(cache, '1', '');
  expect(textOf(cache, '1')).toBeNull();
  expect(readFileSync(join(folder, 'notes.db'), 'latin1')).toContain('notes_search');
});

test('the notes of some or all customers are read at once', () => {
  const { cache } = openTestCache(tempFolder());
  write(cache, '1', 'a');
  write(cache, '2', '', '2026-11-30');
  write(cache, '3', '');
  const all = OPERATIONS.listNotes(cache);
  expect(all.ok && [...all.value.keys()]).toEqual(['1', '2']);
  const some = OPERATIONS.listNotes(cache, ['2', '9']);
  expect(some.ok && [...some.value].map(([id, { dueOn }]) => [id, dueOn])).toEqual([['2', '2026-11-30']]);
});

test('a sync, an absence and a removal leave notes alone', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(10), 8);
  write(cache, '10', 'Tornerà');
  syncInto(cache, manyCustomers(9), 9);
  syncInto(cache, manyCustomers(9), 10);
  expect(found(cache, '', 'removed')).toEqual(['10']);
  expect(textOf(cache, '10')).toBe('Tornerà');
  expect(found(cache, 'torn', 'noted')).toEqual(['10']);
});

test('the search finds notes by beginnings of words, without accents, next to the portal’s data', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, [
    aCustomer({ id: '1', name: 'Rossi Mario', city: 'Napoli' }),
    aCustomer({ id: '2', name: 'Bianchi', city: 'Roma' }),
    aCustomer({ id: '3', name: 'Verdi', city: 'Napoli' }),
  ]);
  write(cache, '2', 'Parlare con Rossi della novità; perché no, il 25/12');
  expect(found(cache, 'novita')).toEqual(['2']);
  expect(found(cache, 'PERCHÈ')).toEqual(['2']);
  expect(found(cache, 'ovit')).toEqual([]);
  expect(found(cache, 'rossi')).toEqual(['1', '2']);
  expect(found(cache, 'roma novita')).toEqual(['2']);
  expect(found(cache, 'napoli novita')).toEqual([]);
  expect(found(cache, 'rossi napoli')).toEqual(['1']);
  expect(found(cache, '25/12')).toEqual(['2']);
  // No customer has "or", so Rossi is a near miss; "OR" is no search operator.
  expect(found(cache, 'rossi " OR *')).toEqual(['1']);
  write(cache, '2', 'Altro');
  expect(found(cache, 'novita')).toEqual([]);
});

test('a row shows the start of its note, or the text around a match', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, [aCustomer({ id: '1' })]);
  const text = `${'Prima riga.\n'.repeat(40)}Vuole uno sconto sulle frese`;
  write(cache, '1', text, '2026-11-20');
  const noteOf = (search: string): unknown => {
    const page = OPERATIONS.search(cache, aQuery({ search }));
    return page.ok ? page.value.items[0]?.note : page.error;
  };
  expect(noteOf('')).toEqual({ excerpt: text.replaceAll('\n', ' ').slice(0, 120), dueOn: '2026-11-20' });
  expect(noteOf('sconto')).toMatchObject({ excerpt: expect.stringContaining('uno sconto sulle') as string });
});

test('the list and the count of customers due today agree, including missing ones', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(4), 8);
  write(cache, '1', '', '2026-11-22');
  write(cache, '2', 'oggi', '2026-11-23');
  write(cache, '3', 'domani', '2026-11-24');
  write(cache, '4', 'senza data');
  write(cache, '99', 'Nessuno lo conosce', '2026-11-01');
  expect(found(cache, '', 'due')).toEqual(['1', '2']);
  expect(found(cache, 'oggi', 'due')).toEqual(['2']);
  expect(found(cache, '', 'noted')).toEqual(['1', '2', '3', '4']);
  expect(OPERATIONS.countNotes(cache, '2026-11-23')).toEqual({
    ok: true,
    value: { due: 2, 'due-week': 3, dated: 3, noted: 4, starred: 0 },
  });
  expect(OPERATIONS.countNotes(cache, '2026-11-24')).toMatchObject({ value: { due: 3 } });
});

test('the filters list the calls of a week across a month’s end, and all dated customers', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(5), 8);
  write(cache, '1', '', '2026-11-20');
  write(cache, '2', '', '2026-12-05');
  write(cache, '3', '', '2026-12-06');
  write(cache, '4', 'senza data');
  const listed = (filter: CustomerFilter): string[] => {
    const page = OPERATIONS.search(cache, aQuery({ filter, today: '2026-11-28' }));
    return page.ok ? page.value.items.map(({ id }) => id) : [page.error.code];
  };
  expect(listed('due')).toEqual(['1']);
  expect(listed('due-week')).toEqual(['1', '2']);
  expect(listed('dated')).toEqual(['1', '2', '3']);
});

test('the list is ordered by call day or note, customers without one last', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(4), 8);
  write(cache, '1', 'zucca', '2026-12-02');
  write(cache, '2', '', '2026-11-20');
  write(cache, '4', 'Àncora');
  const ordered = (sort: ListColumn, direction: SortDirection): string => {
    const page = OPERATIONS.search(cache, aQuery({ sort, direction }));
    return page.ok ? page.value.items.map(({ id }) => id).join(' ') : page.error.code;
  };
  expect(ordered('dueOn', 'ascending')).toBe('2 1 3 4');
  expect(ordered('dueOn', 'descending')).toBe('1 2 3 4');
  expect(ordered('note', 'ascending')).toBe('4 1 2 3');
  write(cache, '3', '', '2026-11-01');
  expect(ordered('dueOn', 'ascending')).toBe('3 2 1 4');
});

test('values include notes and days in the requested order', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, [
    aCustomer({ id: '1', name: 'Rossi', city: 'Roma' }),
    aCustomer({ id: '2', name: 'Verdi' }),
  ]);
  write(cache, '1', 'Due\nrighe', '2026-12-02');
  const rows = OPERATIONS.rowsOf(cache, aQuery());
  expect(OPERATIONS.valuesOf(cache, rows.ok ? rows.value : [], ['dueOn', 'name', 'note', 'id'])).toEqual({
    ok: true,
    value: [
      ['2026-12-02', 'Rossi', 'Due\nrighe', '1'],
      [null, 'Verdi', null, '2'],
    ],
  });
});

test('chosen customers come in the list’s order, then those no longer listed', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(6));
  write(cache, '2', '', '2026-12-01');
  write(cache, '5', '', '2026-11-30');
  write(cache, '6', '', '2026-11-24');
  const query = aQuery({ filter: 'dated', sort: 'dueOn', direction: 'ascending' });
  const rows = OPERATIONS.rowsOfChosen(cache, ['1', '2', '5', '99'], query);
  const values = OPERATIONS.valuesOf(cache, rows.ok ? rows.value : [], ['id']);
  expect(values).toEqual({ ok: true, value: [['5'], ['2'], ['1']] });
});

test('the reading thread sees notes saved by the writing one', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  const reader = openCacheReadonly(folder);
  if (!reader.ok) {
    throw new Error(reader.error.message);
  }
  expect(found(reader.value, 'appena')).toEqual([]);
  write(cache, '2', 'Appena scritta');
  expect(found(reader.value, 'appena')).toEqual(['2']);
  closeCache(reader.value);
});

test("restoring yesterday's customers loses none of today's notes", async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(10));
  await backUpNow(cache);
  write(cache, '3', 'Scritta dopo il backup');
  closeCache(cache);
  writeFileSync(join(folder, 'customers.db'), 'no database '.repeat(2_000));
  const again = openTestCache(folder);
  expect(again.repair).toMatchObject({ kind: 'restored' });
  expect(again.notesRepair).toBeNull();
  expect(textOf(again.cache, '3')).toBe('Scritta dopo il backup');
});

test('the newest backup replaces a file that is no database, which is kept and reported', async () => {
  const { folder, cache } = await withBackup();
  closeCache(cache);
  writeFileSync(join(folder, 'notes.db'), 'no database '.repeat(2_000));
  const again = openTestCache(folder);
  expect(again.notesRepair).toEqual({ notes: 2, backupAt: new Date(NOW).toISOString() });
  expect(again.repair).toBeNull();
  expect(textOf(again.cache, '1')).toBe('Scritta prima del backup');
  expect(readdirSync(join(folder, 'damaged')).filter((name) => /^notes-.*\.db$/.test(name))).toHaveLength(1);
  expect(readMode(join(folder, 'notes.db'))).toBe(OWNERS_FILE);
  expect(found(again.cache, 'backup')).toEqual(['1']);
  closeCache(again.cache);
  expect(openTestCache(folder).notesRepair).toBeNull();
});

test('readable notes of a damaged file win over the backup, and emptied ones stay empty', async () => {
  const { folder, cache } = await withBackup();
  closeCache(cache);
  const path = join(folder, 'notes.db');
  const bytes = readFileSync(path);
  const at = bytes.indexOf('Scritta prima');
  // A letter of a note that is also in the backup.
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
  const again = openTestCache(folder);
  expect(again.notesRepair).toEqual({ notes: 2, backupAt: new Date(NOW).toISOString() });
  expect(textOf(again.cache, '1')).toBe('Scritta prima del backup');
  expect(textOf(again.cache, '2')).toBeNull();
  expect(OPERATIONS.getNote(again.cache, '3')).toMatchObject({
    value: { text: 'Scritta oggi', dueOn: '2026-12-01' },
  });
});

test('stars are backed up, and readable ones of a damaged file win over the backup', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  write(cache, '1', 'Nota con una lettera da cambiare');
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
    write(cache, String(id), `Nota ${id} ${'x'.repeat(900)}`);
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
  expect(textOf(again.cache, '1')).toContain('Nota 1 ');
  expect(textOf(again.cache, '60')).toContain('Nota 60 ');
  expect(textOf(again.cache, '30')).toBeNull();
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
  write(cache, '4', 'Ancora');
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW + DAY)).toEqual({ ok: true, value: true });
  closeCache(cache);
  const [newest] = listBackups(folder, NOTES_BACKUPS);
  const bytes = readFileSync(newest?.path ?? '');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
  writeFileSync(newest?.path ?? '', bytes);
  writeFileSync(join(folder, 'notes.db'), '');
  const again = openTestCache(folder);
  expect(again.notesRepair?.backupAt).toBe(new Date(NOW).toISOString());
  expect(textOf(again.cache, '2')).toBe('Cancellata dopo');
});

test('notes are backed up daily, keeping seven, apart from the customers and only if there are any', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW)).toEqual({ ok: true, value: false });
  write(cache, '1', 'a');
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
  write(cache, '1', 'a');
  cache.notes.pragma('user_version = 99');
  closeCache(cache);
  const kept = join(tempFolder(), 'kept');
  copyFileSync(join(folder, 'notes.db'), kept);
  expect(() => openTestCache(folder)).toThrow('STORE_TOO_NEW');
  expect(readFileSync(join(folder, 'notes.db')).equals(readFileSync(kept))).toBe(true);
});

test.each(['👩\u200d🔧', '😀', 'e\u0301'])('an excerpt never ends inside %s', (character) => {
  const { cache } = openTestCache(tempFolder());
  for (let before = 112; before <= 121; before += 1) {
    const text = `${'x'.repeat(before)}${character}${character}${'y'.repeat(90)}`;
    write(cache, '1', text);
    const excerpt = findExcerpts(cache.notes, ['1'], []).get('1')?.excerpt ?? '';
    expect(text.startsWith(excerpt)).toBe(true);
    expect(excerpt.length).toBeLessThanOrEqual(120);
    expect(excerpt.length).toBeGreaterThan(110);
    expect(excerpt.replaceAll(character, '')).toMatch(/^x*y*$/);
  }
});
