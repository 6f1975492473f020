import { expect, test } from 'vitest';
import { allCustomers, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aQuery, manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { isContentIntact } from '../integrity/inspect-store';
import { searchCustomers } from '../queries/search';
import type { Cache } from '../store/store';
import { readFacts } from '../store/store-state';
import { acceptPartialExport } from './absent-customers';
import { applyExport } from './apply-export';
import { listChanges } from './changes';

function aCache(): Cache {
  return openTestCache(tempFolder()).cache;
}

function missing(cache: Cache): string[] {
  return allCustomers(cache)
    .filter(({ missingSince }) => missingSince !== null)
    .map(({ record }) => record.id);
}

test('an export lacking too many raises a question with both numbers and marks nobody', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(1_452));
  const run = syncInto(cache, manyCustomers(900), 9);
  expect(readFacts(cache.store).partialExport).toEqual({
    run,
    at: '2026-11-23T09:00:00.000Z',
    exported: 900,
    known: 1_452,
  });
  expect(missing(cache)).toEqual([]);
});

test('additions and changes of a partial export are applied', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(100));
  const smaller = manyCustomers(101).filter(({ id }) => Number(id) > 40);
  syncInto(
    cache,
    smaller.map((customer) => ({ ...customer, city: 'Pisa' })),
    9,
  );
  const known = allCustomers(cache);
  expect(known).toHaveLength(101);
  expect(known.filter(({ record }) => record.city === 'Pisa')).toHaveLength(61);
});

test('each further partial export replaces the question', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(100));
  syncInto(cache, manyCustomers(60), 9);
  const run = syncInto(cache, manyCustomers(59), 10);
  expect(readFacts(cache.store).partialExport).toMatchObject({ run, exported: 59, known: 100 });
  expect(acceptPartialExport(cache.store, run - 1)).toMatchObject({
    ok: false,
    error: { code: 'QUESTION_CLOSED' },
  });
});

test('a complete export closes the question', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(100));
  const run = syncInto(cache, manyCustomers(60), 9);
  syncInto(cache, manyCustomers(100), 10);
  expect(readFacts(cache.store).partialExport).toBeNull();
  expect(acceptPartialExport(cache.store, run)).toMatchObject({ error: { code: 'QUESTION_CLOSED' } });
  expect(missing(cache)).toEqual([]);
});

test('an accepted list marks exactly its absent customers, and the next one removes them', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(100));
  const run = syncInto(cache, manyCustomers(60), 9);
  expect(acceptPartialExport(cache.store, run)).toEqual({ ok: true, value: null });
  expect(missing(cache)).toEqual(Array.from({ length: 40 }, (_, index) => String(61 + index)));
  expect(readFacts(cache.store).partialExport).toBeNull();
  expect(isContentIntact(cache.store, readFacts(cache.store))).toBe(true);
  expect(listChanges(cache.store, { run, offset: 0, limit: 100 }).total).toBe(40);

  // An export as small as the accepted one raises no question.
  syncInto(cache, manyCustomers(60), 10);
  expect(readFacts(cache.store).partialExport).toBeNull();
  const removed = searchCustomers(cache.store, aQuery({ filter: 'removed' }));
  expect(removed.total).toBe(40);
  expect(removed.items[0]?.removedSince).toBe('2026-11-23T10:00:00.000Z');

  // A list much smaller than the accepted one raises a question again.
  syncInto(cache, manyCustomers(30), 11);
  expect(readFacts(cache.store).partialExport).toMatchObject({ exported: 30, known: 60 });

  syncInto(cache, manyCustomers(100), 12);
  expect(missing(cache)).toEqual([]);
});

test('earlier missing customers are neither removed nor forgotten during a question', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(100));
  syncInto(cache, manyCustomers(99), 9);
  syncInto(cache, manyCustomers(60), 10);
  expect(allCustomers(cache).find(({ record }) => record.id === '100')).toMatchObject({
    missingSince: '2026-11-23T09:00:00.000Z',
    removedSince: null,
  });
});

test.each([
  [200, 180, 'a tenth is not more than a tenth'],
  [100, 80, 'twenty are not more than twenty'],
])('of %d customers, an export of %d raises no question: %s', (known, exported) => {
  const cache = aCache();
  syncInto(cache, manyCustomers(known));
  syncInto(cache, manyCustomers(exported), 9);
  expect(readFacts(cache.store).partialExport).toBeNull();
  expect(missing(cache)).toHaveLength(known - exported);
});

test.each([
  [20, 0, 'no customers'],
  [20, 9, 'fewer than half'],
  [3, 1, 'fewer than half of very few'],
  [1, 0, 'not the only one'],
])('of %d customers, an export of %d raises a question each time: %s', (known, exported) => {
  const cache = aCache();
  syncInto(cache, manyCustomers(known));
  for (const hour of [9, 10]) {
    const run = syncInto(cache, manyCustomers(exported), hour);
    expect(readFacts(cache.store).partialExport).toMatchObject({ run, exported, known });
    expect(missing(cache)).toEqual([]);
  }
});

test('half of few customers may vanish without a question', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(20));
  syncInto(cache, manyCustomers(10), 9);
  expect(readFacts(cache.store).partialExport).toBeNull();
  expect(missing(cache)).toHaveLength(10);
});

test('a filtered export adds, changes and restores customers, but marks and removes none', () => {
  const cache = aCache();
  syncInto(cache, manyCustomers(100));
  // One customer is already missing and is absent again.
  syncInto(cache, manyCustomers(99), 9);
  const narrowed = manyCustomers(101)
    .slice(90)
    .filter(({ id }) => id !== '100')
    .map((customer) => ({ ...customer, city: 'Pisa' }));
  const at = '2026-11-23T10:00:00.000Z';
  expect(applyExport(cache.store, narrowed, 3, at, false)).toEqual({
    ok: true,
    value: { processed: 10, added: 1, updated: 9, unchanged: 0, missing: 0 },
  });
  expect(missing(cache)).toEqual(['100']);
  expect(allCustomers(cache).filter(({ removedSince }) => removedSince !== null)).toEqual([]);
  expect(readFacts(cache.store).partialExport).toBeNull();
  expect(allCustomers(cache).filter(({ record }) => record.city === 'Pisa')).toHaveLength(10);
});
