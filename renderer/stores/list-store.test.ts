import { expect, test } from 'vitest';
import { EMPTY_LIST_STATE, customerQuerySchema, listStateSchema } from '../../preload/contract';
import type { ListState } from '../../preload/contract';
import { customerStores } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createCustomerFileStore } from './customer-file-store';
import { NO_FILTERS } from './list-query-store';
import type { ListQueryStore } from './list-query-store';
import type { ListStore } from './list-store';
import { createListStore, isShown } from './list-store';
import type { RowsStore } from './rows-store';

const KEPT: ListState = {
  query: { filter: 'dormant-6', cities: ['Napoli'], sort: 'change', direction: 'ascending' },
  columns: [
    { column: 'name', width: 300 },
    { column: 'other:NOTE', width: null },
  ],
  views: [
    {
      name: 'Bari',
      search: 'studio',
      query: { cities: ['Bari'] },
      columns: [{ column: 'name', width: null }],
    },
  ],
  toldOfPersonalData: false,
};

interface Begun {
  readonly bridge: FakeBridge;
  readonly listQuery: ListQueryStore;
  readonly rows: RowsStore;
  readonly list: ListStore;
  /** The last state sent to main. */
  readonly kept: () => ListState | undefined;
}

async function begun(state: ListState): Promise<Begun> {
  const bridge = new FakeBridge();
  const { listQuery, rows } = customerStores(bridge);
  const list = createListStore(bridge, listQuery);
  for (const asked of bridge.requests.filter(({ name }) => name === 'list:get')) {
    asked.answer(ok(state));
  }
  bridge.last('customers:kinds').answer(ok([]));
  await settle();
  const saves = (): ListState[] =>
    bridge.requests.filter(({ name }) => name === 'list:save').map(({ argument }) => argument as ListState);
  return { bridge, listQuery, rows, list, kept: () => saves().at(-1) };
}

test('the list starts with its stored filters, order and columns, and fetches only those columns', async () => {
  const { bridge, listQuery, kept } = await begun(KEPT);
  expect(bridge.last('customers:search').argument).toMatchObject({
    filter: 'dormant-6',
    cities: ['Napoli'],
    sort: 'change',
    direction: 'ascending',
    search: '',
    columns: ['name', 'other:NOTE', 'change', 'changeShare'],
  });
  expect(listQuery.getState().columns).toEqual(KEPT.columns);
  // Nothing has changed, so nothing is saved.
  expect(kept()).toBeUndefined();
});

test('each choice is saved at once, columns only once they differ from the default', async () => {
  const { listQuery, kept } = await begun(EMPTY_LIST_STATE);
  listQuery.getState().setFilters({ cities: ['Bari'] });
  expect(kept()).toMatchObject({ query: { cities: ['Bari'], filter: 'current' }, columns: null });
  listQuery.getState().setColumns([{ column: 'name', width: 200 }]);
  expect(kept()).toMatchObject({ columns: [{ column: 'name', width: 200 }] });
});

test('the search text is not saved', async () => {
  const { listQuery, kept } = await begun(EMPTY_LIST_STATE);
  listQuery.getState().setSearch('rossi');
  expect(kept()).toBeUndefined();
});

test('views are saved, applied as a whole, renamed, replaced and deleted', async () => {
  const { listQuery, list, kept } = await begun(KEPT);
  const names = (): string[] => list.getState().views.map(({ name }) => name);
  list.getState().saveView('Fermi a Napoli');
  expect(names()).toEqual(['Bari', 'Fermi a Napoli']);
  expect(kept()?.views[1]).toMatchObject({ query: KEPT.query, columns: KEPT.columns, search: '' });

  list.getState().applyView('Bari');
  // Keys absent from the view have their default values.
  expect(listQuery.getState()).toMatchObject({
    search: 'studio',
    cities: ['Bari'],
    filter: 'current',
    sort: 'name',
    columns: [{ column: 'name', width: null }],
  });
  const [, napoli] = list.getState().views;
  expect(napoli === undefined ? null : isShown(napoli, listQuery.getState())).toBe(false);
  list.getState().saveView('Fermi a Napoli');
  expect(names()).toEqual(['Bari', 'Fermi a Napoli']);
  const [, replaced] = list.getState().views;
  expect(replaced === undefined ? null : isShown(replaced, listQuery.getState())).toBe(true);

  list.getState().renameView('Fermi a Napoli', 'Bari');
  expect(names()).toEqual(['Bari', 'Fermi a Napoli']);
  list.getState().renameView('Fermi a Napoli', 'Altri');
  expect(names()).toEqual(['Altri', 'Bari']);
  list.getState().deleteView('Bari');
  expect(kept()?.views.map(({ name }) => name)).toEqual(['Altri']);
});

test('another account starts with all its customers, and erased settings do not return', async () => {
  const { bridge, listQuery, list, kept } = await begun(KEPT);
  listQuery.getState().setSearch('rossi');
  bridge.send('list:reset', { ...KEPT, query: {} });
  expect(listQuery.getState()).toMatchObject({ search: '', cities: null, filter: 'current' });
  expect(list.getState().views).toHaveLength(1);
  bridge.send('list:reset', EMPTY_LIST_STATE);
  expect(list.getState().views).toEqual([]);
  expect(kept()).toBeUndefined();
  listQuery.getState().setFilters({ cities: ['Roma'] });
  expect(kept()).toEqual({
    ...EMPTY_LIST_STATE,
    query: { ...NO_FILTERS, cities: ['Roma'], sort: 'name', direction: 'ascending' },
  });
});

test('totals are fetched after the page, once per list, regardless of its order', async () => {
  const { bridge, listQuery, rows } = await begun(EMPTY_LIST_STATE);
  const sums = (): unknown[] =>
    bridge.requests.filter(({ name }) => name === 'customers:sums').map(({ argument }) => argument);
  expect(sums()).toEqual([]);
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  expect(sums()).toEqual([{ search: '', ...NO_FILTERS, kinds: null }]);
  bridge.last('customers:sums').answer(ok({ salesCents: 5, previousSales1Cents: 6, previousSales2Cents: 7 }));
  await settle();
  expect(rows.getState().sums?.salesCents).toBe(5);
  listQuery.getState().sortBy('city');
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  expect(sums()).toHaveLength(1);
  listQuery.getState().setFilters({ cities: ['Bari'] });
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  expect(sums()).toHaveLength(2);
});

test('totals are fetched again after a note, which decides which customers are due', async () => {
  const { bridge, listQuery, rows } = await begun(EMPTY_LIST_STATE);
  const listed = async (total: number, salesCents: number): Promise<void> => {
    bridge.last('customers:search').answer(ok({ items: [], total }));
    await settle();
    const answer = { salesCents, previousSales1Cents: 0, previousSales2Cents: 0 };
    bridge.last('customers:sums').answer(ok(answer));
    await settle();
  };
  await listed(9, 50);
  listQuery.getState().setFilter('due');
  await listed(1, 5);
  bridge.send('notes:changed', { due: 0, 'due-week': 0, dated: 0, noted: 1, starred: 0 });
  await listed(0, 0);
  expect(rows.getState().sums?.salesCents).toBe(0);
});

test('a newly shown column is fetched, a moved column is not', async () => {
  const { bridge, listQuery } = await begun(EMPTY_LIST_STATE);
  const searches = (): number => bridge.requests.filter(({ name }) => name === 'customers:search').length;
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  const { columns, setColumns } = listQuery.getState();
  const before = searches();
  setColumns([...columns].reverse());
  setColumns(columns.slice(0, 2));
  expect(searches()).toBe(before);
  setColumns([...columns, { column: 'sdi', width: null }]);
  expect(searches()).toBe(before + 1);
  expect(bridge.last('customers:search').argument).toMatchObject({
    columns: ['name', 'city', 'phone', 'lastOrderDate', 'salesCents', 'change', 'changeShare', 'sdi'],
  });
});

test('the current list is saved to a file, with one warning about personal data', async () => {
  const { bridge, listQuery, list, kept } = await begun(KEPT);
  const customerFiles = createCustomerFileStore(bridge, listQuery, list);
  listQuery.getState().setSearch('ros');
  customerFiles.getState().ask({ kind: 'list' });
  const saving = customerFiles.getState().save('csv', [{ column: 'name', caption: 'Nome' }], null);
  expect(bridge.last('customer-files:save').argument).toEqual({
    format: 'csv',
    selection: { kind: 'list', query: { ...NO_FILTERS, ...KEPT.query, kinds: null, search: 'ros' } },
    columns: [{ column: 'name', caption: 'Nome' }],
    notes: null,
  });
  bridge.last('customer-files:save').answer(ok(null));
  await saving;
  // If the agent cancels the file dialog, the app's dialog stays open and records no warning.
  expect(customerFiles.getState()).toMatchObject({ selection: { kind: 'list' }, isBusy: false });
  expect(list.getState().toldOfPersonalData).toBe(false);
  const again = customerFiles.getState().save('csv', [{ column: 'name', caption: 'Nome' }], null);
  bridge.last('customer-files:save').answer(ok({ path: '/x.csv', customers: 3 }));
  await again;
  expect(customerFiles.getState()).toMatchObject({
    selection: null,
    saved: { path: '/x.csv', customers: 3 },
  });
  expect(kept()?.toldOfPersonalData).toBe(true);
});

test('a search that is too long is cut for the request and the saved view, and a failed save is repeated', async () => {
  const { bridge, listQuery, list, kept } = await begun(KEPT);
  bridge.last('customers:search').answer(ok({ items: [], total: 0, elsewhere: 0 }));
  await settle();
  listQuery.getState().setSearch('a'.repeat(201));
  const { search } = customerQuerySchema.parse(bridge.last('customers:search').argument);
  expect(search).toBe('a'.repeat(200));
  list.getState().saveView('Lunga');
  expect(listStateSchema.parse(kept()).views.map(({ name }) => name)).toEqual(['Bari', 'Lunga']);
  bridge.last('list:save').answer({ ok: false, error: { code: 'BAD_REQUEST', message: '' } });
  await settle();
  const before = kept();
  listQuery.getState().setSearch('');
  expect(kept()).not.toBe(before);
  expect(kept()).toEqual(before);
});

test('a city in a view is shown in its most frequent spelling', async () => {
  const { bridge, listQuery } = await begun({ ...KEPT, query: { cities: ["FORLI'", 'Bari'] } });
  bridge.last('customers:cities').answer(ok([{ city: 'Forlì', otherSpellings: ["FORLI'"], customers: 12 }]));
  await settle();
  expect(listQuery.getState().cities).toEqual(['Forlì', 'Bari']);
});

test('a deleted view is restored completely, under a free name', async () => {
  const { list, kept } = await begun(KEPT);
  const [bari] = KEPT.views;
  list.getState().deleteView('Bari');
  expect(kept()?.views).toEqual([]);
  expect(list.getState().deleted).toEqual(bari);
  list.getState().restoreView();
  expect(kept()?.views).toEqual([bari]);
  expect(list.getState().deleted).toBeNull();
  list.getState().restoreView();
  expect(kept()?.views).toEqual([bari]);

  list.getState().deleteView('Bari');
  list.getState().saveView('Bari');
  list.getState().restoreView();
  expect(kept()?.views.map(({ name }) => name)).toEqual(['Bari', 'Bari (2)']);
  expect(kept()?.views[1]).toEqual({ ...bari, name: 'Bari (2)' });
  expect(listStateSchema.safeParse(kept()).success).toBe(true);
});
