import { expect, test } from 'vitest';
import { openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aQuery, manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import { areNotesIntact, countNoteWrites } from './notes';

function aCache(): Cache {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(6));
  return cache;
}

function star(cache: Cache, customerId: string, isStarred = true): void {
  expect(OPERATIONS.saveStar(cache, { customerId, isStarred })).toEqual({ ok: true, value: null });
}

function found(cache: Cache, more: Parameters<typeof aQuery>[0] = {}) {
  const page = OPERATIONS.search(cache, aQuery(more));
  return page.ok ? page.value.items : [];
}

test('a star appears in the list and with its customer until it is removed', () => {
  const cache = aCache();
  star(cache, '3');
  star(cache, '5');
  star(cache, '5', false);
  expect(found(cache).map(({ id, isStarred }) => (isStarred === true ? id : null))).toContain('3');
  expect(found(cache).filter(({ isStarred }) => isStarred === true)).toHaveLength(1);
  expect(OPERATIONS.get(cache, '3')).toMatchObject({ value: { isStarred: true } });
  expect(OPERATIONS.get(cache, '5')).not.toMatchObject({ value: { isStarred: true } });
  expect(areNotesIntact(cache.notes)).toBe(true);
});

test('the filter lists, counts and sums favourites, including missing customers', () => {
  const cache = aCache();
  star(cache, '3');
  star(cache, '4');
  // No customer has this ID yet, but the star is kept for a later one.
  star(cache, '999');
  const ids = (): string[] => found(cache, { filter: 'starred' }).map(({ id }) => id);
  expect(ids().sort()).toEqual(['3', '4']);
  expect(OPERATIONS.countNotes(cache, '2026-11-23')).toMatchObject({ value: { starred: 2, noted: 0 } });
  expect(OPERATIONS.counts(cache, [aQuery({ filter: 'starred' })])).toEqual({ ok: true, value: [2] });
  const without = manyCustomers(6).filter(({ id }) => id !== '4');
  syncInto(cache, without);
  syncInto(cache, without);
  expect(ids().sort()).toEqual(['3', '4']);
});

test('a star outdates earlier pages, as a note does', () => {
  const cache = aCache();
  const before = countNoteWrites(cache.notes);
  star(cache, '1');
  expect(countNoteWrites(cache.notes)).toBe(before + 1);
});

test('a star changed by another program is noticed', () => {
  const cache = aCache();
  star(cache, '1');
  cache.notes.exec("UPDATE stars SET customer_id = '2'");
  expect(areNotesIntact(cache.notes)).toBe(false);
});
