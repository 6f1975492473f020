import { expect, test } from 'vitest';
import type { ExportedCustomer } from '../../../preload/contract';
import { CUSTOMER_FIELDS, NUMBER_FIELDS } from '../../../preload/contract/customers';
import { openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aCustomer, manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { ComparedRows } from './compare-rows';
import { compareRows } from './compare-rows';

const KNOWN = aCustomer({ other: { ZONA: 'Nord', AGENTE: '7' } });

/** Returns the comparison of an export with a cache that was filled from another export. */
function compared(exported: readonly ExportedCustomer[], known: readonly ExportedCustomer[] = [KNOWN]) {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, known);
  return compareRows(cache.store, exported);
}

function isUnchanged(exported: ExportedCustomer): boolean {
  return compared([exported]).unchanged.has(exported.id);
}

test('a customer exported as it is known is unchanged, with its columns in any order', () => {
  expect(isUnchanged(KNOWN)).toBe(true);
  expect(isUnchanged({ ...KNOWN, other: { AGENTE: '7', ZONA: 'Nord', NOTE: null } })).toBe(true);
});

test('a column that the export lacks keeps its values', () => {
  const { id, name, city } = KNOWN;
  expect(isUnchanged({ id, name, city })).toBe(true);
});

test.each(CUSTOMER_FIELDS.filter((field) => field !== 'id'))('a change of %s is a change', (field) => {
  const isNumber = (NUMBER_FIELDS as readonly string[]).includes(field);
  expect(isUnchanged({ ...KNOWN, [field]: isNumber ? 4 : 'Altro' })).toBe(false);
});

test.each([
  { ZONA: 'Sud', AGENTE: '7' },
  { ZONA: 'Nord', AGENTE: null },
  { ZONA: 'Nord', AGENTE: '7', X: '1' },
])('a change of a column of no field is a change: %j', (other) => {
  expect(isUnchanged({ ...KNOWN, other })).toBe(false);
});

test('an ID exported twice proves nothing', () => {
  expect(compared([{ ...KNOWN, city: 'Bari' }, KNOWN]).unchanged.size).toBe(0);
});

test('present, missing and removed customers are kept apart', () => {
  const { cache } = openTestCache(tempFolder());
  const all = manyCustomers(9);
  // Each export lacks one more customer: the first is removed, the second missing.
  for (const [lacking, hour] of [0, 1, 2].entries()) {
    syncInto(cache, all.slice(lacking), 8 + hour);
  }
  const { present, missing, filled, unchanged } = compareRows(cache.store, all);
  const idsOf = (rows: ComparedRows['present']): string[] => rows.map(({ id }) => id);
  expect(idsOf(missing)).toEqual(['2']);
  expect(idsOf(present)).toEqual(['3', '4', '5', '6', '7', '8', '9']);
  expect([...unchanged]).toEqual(idsOf(present));
  expect([filled.get('name'), filled.get('email')]).toEqual([9, 0]);
});
