import { expect, test } from 'vitest';
import type { CustomerKind } from '../../preload/contract';
import { aListOf, answerSearch, knownStores } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { aRun } from '../../tests/helpers/sync';
import { isFiltered, listedKinds } from './list-query-store';

const KINDS: readonly CustomerKind[] = [
  { kind: 'debitor', type: 'Debitor', description: 'Debitor', customers: 28 },
  { kind: 'potfromcon', type: 'PotFromCon', description: 'Potential', customers: 271 },
];

const requestedKinds = (bridge: FakeBridge): unknown =>
  (bridge.last('customers:search').argument as { kinds: unknown }).kinds;

test('a first click sorts a column in its natural direction, a second click reverses it', async () => {
  const bridge = new FakeBridge();
  const { listQuery } = await aListOf(bridge, ['1']);
  const order = (): unknown => {
    const { sort, direction } = listQuery.getState();
    return [sort, direction];
  };
  listQuery.getState().sortBy('salesCents');
  expect(order()).toEqual(['salesCents', 'descending']);
  listQuery.getState().sortBy('salesCents');
  expect(order()).toEqual(['salesCents', 'ascending']);
  listQuery.getState().sortBy('name');
  expect(order()).toEqual(['name', 'ascending']);
});

test('filters, cities and search text are requested together and cleared together', async () => {
  const bridge = new FakeBridge();
  const { listQuery } = await aListOf(bridge, ['1']);
  const answer = async (): Promise<void> => {
    bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
    await settle();
  };
  listQuery.getState().setFilter('dormant-6');
  await answer();
  listQuery.getState().setFilters({ cities: ['Forlì'] });
  await answer();
  listQuery.getState().setSearch('via');
  expect(bridge.last('customers:search').argument).toMatchObject({
    filter: 'dormant-6',
    cities: ['Forlì'],
    search: 'via',
  });
  await answer();
  listQuery.getState().showAll();
  expect(bridge.last('customers:search').argument).toMatchObject({
    filter: 'current',
    cities: null,
    search: '',
  });
});

/** Creates stores with these kinds and answers their requests for the list. */
async function aListOfKinds(
  bridge: FakeBridge,
  kinds: readonly CustomerKind[],
): Promise<Awaited<ReturnType<typeof knownStores>>> {
  const stores = await knownStores(bridge, kinds);
  await answerSearch(bridge, 299);
  return stores;
}

test('the list starts with the agent’s own customers if prospects outnumber them, otherwise with all', async () => {
  const mostly = new FakeBridge();
  const { listQuery } = await aListOfKinds(mostly, KINDS);
  expect(requestedKinds(mostly)).toEqual(['debitor']);
  expect(listQuery.getState()).toMatchObject({ kinds: ['debitor'], hasChosenKinds: false });
  const own = new FakeBridge();
  await aListOfKinds(own, KINDS.slice(0, 1));
  expect(requestedKinds(own)).toBeNull();
});

test('the default kinds follow each sync run until the agent has chosen kinds', async () => {
  const bridge = new FakeBridge();
  const { listQuery } = await aListOfKinds(bridge, []);
  const sync = async (): Promise<void> => {
    bridge.send('sync:finished', aRun());
    bridge.last('customers:kinds').answer(ok(KINDS));
    await settle();
    await answerSearch(bridge, 28);
  };
  await sync();
  expect(requestedKinds(bridge)).toEqual(['debitor']);
  listQuery.getState().setKinds(null);
  await answerSearch(bridge, 299);
  await sync();
  expect(requestedKinds(bridge)).toBeNull();
  listQuery.getState().setKinds(['debitor']);
  expect(listQuery.getState().hasChosenKinds).toBe(false);
});

test('a widened search covers all kinds until it is cleared, and keeps the chosen kinds', async () => {
  const bridge = new FakeBridge();
  const { listQuery, rows } = await aListOfKinds(bridge, KINDS);
  listQuery.getState().setSearch('ros');
  await answerSearch(bridge, 0, 3);
  expect(rows.getState()).toMatchObject({ total: 0, matchesInOtherKinds: 3 });
  listQuery.getState().widen();
  expect(requestedKinds(bridge)).toBeNull();
  await answerSearch(bridge, 3);
  listQuery.getState().setSearch('rossi');
  expect(requestedKinds(bridge)).toBeNull();
  await answerSearch(bridge, 1);
  listQuery.getState().setSearch('');
  expect(requestedKinds(bridge)).toEqual(['debitor']);
});

test('calls are sorted by date, and the previous order returns afterwards', async () => {
  const bridge = new FakeBridge();
  const { listQuery: store } = await aListOf(bridge, ['1']);
  const order = (): unknown => [store.getState().sort, store.getState().direction];
  store.getState().orderBy('salesCents', 'descending');
  store.getState().setFilter('due');
  expect(order()).toEqual(['dueOn', 'ascending']);
  store.getState().setFilter('due-week');
  expect(order()).toEqual(['dueOn', 'ascending']);
  store.getState().clearFilters();
  expect(order()).toEqual(['salesCents', 'descending']);
  bridge.send('window:view-requested', 'due');
  expect(order()).toEqual(['dueOn', 'ascending']);
  store.getState().setFilter('current');
  expect(order()).toEqual(['salesCents', 'descending']);
  // An order that the agent chooses under such a filter stays afterwards.
  store.getState().setFilter('dated');
  store.getState().sortBy('city');
  store.getState().setFilter('active');
  expect(order()).toEqual(['city', 'ascending']);
});

test('lost customers are sorted by lost sales, and the previous order returns afterwards', async () => {
  const { listQuery: store } = await aListOf(new FakeBridge(), ['1']);
  const order = (): unknown => [store.getState().sort, store.getState().direction];
  store.getState().orderBy('city', 'descending');
  store.getState().setFilter('lost');
  expect(order()).toEqual(['previousSales1Cents', 'descending']);
  store.getState().setFilter('due');
  expect(order()).toEqual(['dueOn', 'ascending']);
  store.getState().setFilter('lost');
  store.getState().clearFilters();
  expect(order()).toEqual(['city', 'descending']);
});

test('clearing the filters also clears individually chosen kinds, but not scope, order and search', async () => {
  const kinds = [...KINDS, { kind: 'agenzia', type: 'Agenzia', description: 'Agenzie', customers: 1 }];
  const { listQuery } = await aListOfKinds(new FakeBridge(), kinds);
  const now = listQuery.getState;
  expect(isFiltered(now())).toBe(false);
  now().setSearch('ros');
  now().orderBy('salesCents', 'ascending');
  now().setFilters({
    cities: ['Bari', 'Napoli'],
    postalCode: '80',
    withPhone: true,
    salesFrom: 1,
    salesTo: 2,
  });
  now().setKinds(['debitor']);
  expect(isFiltered(now())).toBe(true);
  now().clearFilters();
  expect(isFiltered(now())).toBe(false);
  expect(now()).toMatchObject({
    search: 'ros',
    sort: 'salesCents',
    direction: 'ascending',
    cities: null,
    postalCode: null,
    withPhone: false,
    salesFrom: null,
    salesTo: null,
    kinds: ['debitor', 'agenzia'],
    hasChosenKinds: false,
  });
  now().setKinds(null);
  now().setFilter('lost');
  now().showAll();
  expect(now()).toMatchObject({ search: '', filter: 'current', kinds: null, hasChosenKinds: true });
});

test('new prospects are listed despite the scope of own customers, until the agent selects that scope', async () => {
  const { listQuery } = await aListOfKinds(new FakeBridge(), KINDS);
  const now = listQuery.getState;
  now().setFilter('new-prospects');
  expect(listedKinds(now())).toBeNull();
  now().setKinds(['potfromcon']);
  expect(now()).toMatchObject({ filter: 'new-prospects' });
  expect(listedKinds(now())).toEqual(['potfromcon']);
  now().setKinds(['debitor']);
  expect(now()).toMatchObject({ filter: 'current' });
  expect(listedKinds(now())).toEqual(['debitor']);
});
