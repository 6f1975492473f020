import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aQuery } from '../../../tests/helpers/customers';
import { SEARCH_QUERIES, searchedCustomers, foundShare } from '../../../tests/helpers/search-quality';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { openStore } from '../integrity/open-store';
import { applyExport } from '../writes/apply-export';
import { searchCustomers } from './search';

test('the search puts the intended customer first in 90 of 100 cases, in the first three in 97, always in ten', () => {
  const opened = openStore(join(tempFolder(), 'customers.db'));
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  applyExport(opened.value, searchedCustomers(), 1, '2026-11-23T08:00:00.000Z');
  const meant = Object.values(SEARCH_QUERIES).flat();
  const places = meant.map(([search, id]) => {
    const { items } = searchCustomers(opened.value, aQuery({ search, limit: 10 }));
    return items.findIndex((item) => item.id === id) + 1;
  });
  opened.value.close();
  expect(meant.length).toBeGreaterThanOrEqual(120);
  expect(meant.filter((_, index) => places[index] === 0)).toEqual([]);
  expect(foundShare(places, 1)).toBeGreaterThanOrEqual(0.9);
  expect(foundShare(places, 3)).toBeGreaterThanOrEqual(0.97);
});
