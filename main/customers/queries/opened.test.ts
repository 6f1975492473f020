import { expect, test } from 'vitest';
import { openTestCache, syncInto } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { OPERATIONS } from '../threads/operations';
import { openedRows, recentCustomers } from './opened';
import { searchAll } from './search-notes';

test('customers opened last come first among equal matches, survive a restart and are listed', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  const customers = ['A', 'B', 'C', 'D'].map((letter, index) =>
    aCustomer({ id: String(index + 1), name: `Rossi ${letter}`, city: 'Asti' }),
  );
  syncInto(cache, customers);
  const ids = (): string[] => searchAll(cache, aQuery({ search: 'rossi' })).items.map(({ id }) => id);
  expect(ids()).toEqual(['1', '2', '3', '4']);
  for (const id of ['4', '3', '4', '999']) {
    expect(OPERATIONS.noteOpened(cache, id)).toEqual({ ok: true, value: null });
  }
  expect(ids()).toEqual(['4', '3', '1', '2']);
  expect(OPERATIONS.listRecent(cache)).toEqual({
    ok: true,
    value: [
      { id: '4', name: 'Rossi D', city: 'Asti' },
      { id: '3', name: 'Rossi C', city: 'Asti' },
    ],
  });
  const again = openTestCache(folder).cache;
  expect(recentCustomers(again, 1).map(({ id }) => id)).toEqual(['4']);
  for (let id = 1; id <= 60; id += 1) {
    OPERATIONS.noteOpened(again, String((id % 4) + 1));
  }
  expect(openedRows(again.store, again.notes)).toHaveLength(4);
});
