import { expect, test } from 'vitest';
import { aListOf } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { createCustomerFileStore } from './customer-file-store';
import { createListStore } from './list-store';

test('the chosen customers are saved and printed in the current order of the list', async () => {
  const bridge = new FakeBridge();
  const { listQuery } = await aListOf(bridge, ['1', '2', '3']);
  const store = createCustomerFileStore(bridge, listQuery, createListStore(bridge, listQuery));
  listQuery.getState().orderBy('salesCents', 'descending');
  listQuery.getState().setSearch('rossi');
  const chosen = { kind: 'chosen', ids: ['3', '1'] } as const;
  const selection = { ...chosen, query: { search: 'rossi', sort: 'salesCents', direction: 'descending' } };

  const printing = store.getState().print(chosen, ['Scelti: 2 clienti']);
  expect(bridge.last('customer-files:print').argument).toMatchObject({
    selection,
    heading: ['Scelti: 2 clienti'],
  });
  bridge.last('customer-files:print').answer(ok(true));
  await printing;
  store.getState().ask(chosen);
  void store.getState().save('csv', [{ column: 'name', caption: 'Nome' }], null);
  expect(bridge.last('customer-files:save').argument).toMatchObject({ selection });
});
