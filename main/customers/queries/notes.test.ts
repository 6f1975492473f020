import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CustomerFilter, ListColumn, SortDirection } from '../../../preload/contract';
import { openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aCustomer, aQuery, manyCustomers } from '../../../tests/helpers/customers';
import { OWNERS_FILE, readMode } from '../../../tests/helpers/file-mode';
import { CHANGED_AT, noteText, writeNote } from '../../../tests/helpers/notes';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { closeCache, openCacheReadonly } from '../integrity/cache';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import { findExcerpts } from './notes';

function found(cache: Cache, search: string, filter: CustomerFilter = 'current'): string[] {
  const page = OPERATIONS.search(cache, aQuery({ search, filter }));
  if (!page.ok) {
    throw new Error(page.error.message);
  }
  expect(page.value.total).toBe(page.value.items.length);
  return page.value.items.map(({ id }) => id);
}

test('a note is kept until emptied, in a file only its owner can read', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  writeNote(cache, '1', 'Preferisce il mattino', '2026-11-30');
  expect(OPERATIONS.getNote(cache, '1')).toEqual({
    ok: true,
    value: { customerId: '1', text: 'Preferisce il mattino', dueOn: '2026-11-30', changedAt: CHANGED_AT },
  });
  expect(readMode(join(folder, 'notes.db'))).toBe(OWNERS_FILE);
  writeNote(cache, '1', '');
  expect(noteText(cache, '1')).toBeNull();
  expect(readFileSync(join(folder, 'notes.db'), 'latin1')).toContain('notes_search');
});

test('the notes of some or all customers are read at once', () => {
  const { cache } = openTestCache(tempFolder());
  writeNote(cache, '1', 'a');
  writeNote(cache, '2', '', '2026-11-30');
  writeNote(cache, '3', '');
  const all = OPERATIONS.listNotes(cache);
  expect(all.ok && [...all.value.keys()]).toEqual(['1', '2']);
  const some = OPERATIONS.listNotes(cache, ['2', '9']);
  expect(some.ok && [...some.value].map(([id, { dueOn }]) => [id, dueOn])).toEqual([['2', '2026-11-30']]);
});

test('a sync, an absence and a removal leave notes alone', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(10), 8);
  writeNote(cache, '10', 'Tornerà');
  syncInto(cache, manyCustomers(9), 9);
  syncInto(cache, manyCustomers(9), 10);
  expect(found(cache, '', 'removed')).toEqual(['10']);
  expect(noteText(cache, '10')).toBe('Tornerà');
  expect(found(cache, 'torn', 'noted')).toEqual(['10']);
});

test('the search finds notes by beginnings of words, without accents, next to the portal’s data', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, [
    aCustomer({ id: '1', name: 'Rossi Mario', city: 'Napoli' }),
    aCustomer({ id: '2', name: 'Bianchi', city: 'Roma' }),
    aCustomer({ id: '3', name: 'Verdi', city: 'Napoli' }),
  ]);
  writeNote(cache, '2', 'Parlare con Rossi della novità; perché no, il 25/12');
  expect(found(cache, 'novita')).toEqual(['2']);
  expect(found(cache, 'PERCHÈ')).toEqual(['2']);
  expect(found(cache, 'ovit')).toEqual([]);
  expect(found(cache, 'rossi')).toEqual(['1', '2']);
  expect(found(cache, 'roma novita')).toEqual(['2']);
  expect(found(cache, 'napoli novita')).toEqual([]);
  expect(found(cache, 'rossi napoli')).toEqual(['1']);
  expect(found(cache, '25/12')).toEqual(['2']);
  // No customer has "or", so Rossi is a near miss; "OR" is not a search operator.
  expect(found(cache, 'rossi " OR *')).toEqual(['1']);
  writeNote(cache, '2', 'Altro');
  expect(found(cache, 'novita')).toEqual([]);
});

test('a row shows the start of its note, or the text around a match', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, [aCustomer({ id: '1' })]);
  const text = `${'Prima riga.\n'.repeat(40)}Vuole uno sconto sulle frese`;
  writeNote(cache, '1', text, '2026-11-20');
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
  writeNote(cache, '1', '', '2026-11-22');
  writeNote(cache, '2', 'oggi', '2026-11-23');
  writeNote(cache, '3', 'domani', '2026-11-24');
  writeNote(cache, '4', 'senza data');
  writeNote(cache, '99', 'Nessuno lo conosce', '2026-11-01');
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
  writeNote(cache, '1', '', '2026-11-20');
  writeNote(cache, '2', '', '2026-12-05');
  writeNote(cache, '3', '', '2026-12-06');
  writeNote(cache, '4', 'senza data');
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
  writeNote(cache, '1', 'zucca', '2026-12-02');
  writeNote(cache, '2', '', '2026-11-20');
  writeNote(cache, '4', 'Àncora');
  const ordered = (sort: ListColumn, direction: SortDirection): string => {
    const page = OPERATIONS.search(cache, aQuery({ sort, direction }));
    return page.ok ? page.value.items.map(({ id }) => id).join(' ') : page.error.code;
  };
  expect(ordered('dueOn', 'ascending')).toBe('2 1 3 4');
  expect(ordered('dueOn', 'descending')).toBe('1 2 3 4');
  expect(ordered('note', 'ascending')).toBe('4 1 2 3');
  writeNote(cache, '3', '', '2026-11-01');
  expect(ordered('dueOn', 'ascending')).toBe('3 2 1 4');
});

test('values include notes and days in the requested order', () => {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, [
    aCustomer({ id: '1', name: 'Rossi', city: 'Roma' }),
    aCustomer({ id: '2', name: 'Verdi' }),
  ]);
  writeNote(cache, '1', 'Due\nrighe', '2026-12-02');
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
  writeNote(cache, '2', '', '2026-12-01');
  writeNote(cache, '5', '', '2026-11-30');
  writeNote(cache, '6', '', '2026-11-24');
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
  writeNote(cache, '2', 'Appena scritta');
  expect(found(reader.value, 'appena')).toEqual(['2']);
  closeCache(reader.value);
});

test.each(['👩\u200d🔧', '😀', 'e\u0301'])('an excerpt never ends inside %s', (character) => {
  const { cache } = openTestCache(tempFolder());
  for (let before = 112; before <= 121; before += 1) {
    const text = `${'x'.repeat(before)}${character}${character}${'y'.repeat(90)}`;
    writeNote(cache, '1', text);
    const excerpt = findExcerpts(cache.notes, ['1'], []).get('1')?.excerpt ?? '';
    expect(text.startsWith(excerpt)).toBe(true);
    expect(excerpt.length).toBeLessThanOrEqual(120);
    expect(excerpt.length).toBeGreaterThan(110);
    expect(excerpt.replaceAll(character, '')).toMatch(/^x*y*$/);
  }
});
