import { expect, test } from 'vitest';
import type { CustomerKind, ListState } from '../../preload/contract';
import { EMPTY_LIST_STATE, customerCountsSchema } from '../../preload/contract';
import { anItem, customerStores } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import type { Counted, CountsStore } from './counts-store';
import { createCountsStore } from './counts-store';
import type { ListQueryStore } from './list-query-store';
import type { ListStore } from './list-store';
import { createListStore } from './list-store';

const KINDS: readonly CustomerKind[] = [
  { kind: 'debitor', type: 'Debitor', description: 'Debitor', customers: 28 },
  { kind: 'potfromcon', type: 'PotFromCon', description: 'Potential', customers: 271 },
];
const VIEWS: ListState['views'] = [
  { name: 'Bari', search: 'studio', query: { cities: ['Bari'] }, columns: [{ column: 'name', width: null }] },
];

interface Begun {
  readonly bridge: FakeBridge;
  readonly listQuery: ListQueryStore;
  readonly list: ListStore;
  readonly counts: CountsStore;
  readonly answerList: (version: string) => Promise<void>;
  /** The number of requests for counts. */
  readonly times: () => number;
  /** The queries of the last request for counts, which the schema has checked. */
  readonly requests: () => readonly Record<string, unknown>[];
}

async function begun(drawn: Promise<unknown> = Promise.resolve()): Promise<Begun> {
  const bridge = new FakeBridge();
  const { listQuery, rows } = customerStores(bridge);
  const list = createListStore(bridge, listQuery);
  for (const requests of bridge.requests.filter(({ name }) => name === 'list:get')) {
    requests.answer(ok({ ...EMPTY_LIST_STATE, views: VIEWS }));
  }
  bridge.last('customers:kinds').answer(ok(KINDS));
  await settle();
  const counts = createCountsStore(bridge, listQuery, rows, list, drawn);
  return {
    bridge,
    listQuery,
    list,
    counts,
    async answerList(version) {
      bridge.last('customers:search').answer(ok({ items: [anItem('1')], total: 1, elsewhere: 0, version }));
      await settle();
    },
    times: () => bridge.requests.filter(({ name }) => name === 'customers:counts').length,
    requests: () => {
      const queries = bridge.last('customers:counts').argument;
      customerCountsSchema.parse(queries);
      return queries as Record<string, unknown>[];
    },
  };
}

const countOf = (counts: CountsStore, of: Counted): number | undefined => counts.getState().counts.get(of);

test('counts wait for the first drawing, which they would slow down', async () => {
  let draw: (value: unknown) => void = () => undefined;
  const { answerList, times } = await begun(new Promise((resolve) => (draw = resolve)));
  await answerList('1');
  expect(times()).toBe(0);
  draw(null);
  await settle();
  expect(times()).toBe(1);
});

test('scopes and predefined views are counted with scope and filters, saved views with their own query', async () => {
  const { bridge, listQuery, counts, answerList, times, requests } = await begun();
  expect(times()).toBe(0);
  await answerList('1');
  expect(requests().slice(0, 3)).toMatchObject([
    { kinds: ['debitor'], filter: 'current', search: '' },
    { kinds: ['potfromcon'], filter: 'current' },
    { kinds: null, filter: 'current' },
  ]);
  expect(requests().at(-1)).toEqual({ search: 'studio', cities: ['Bari'], kinds: ['debitor'] });
  bridge.last('customers:counts').answer(ok(requests().map((_, index) => index + 10)));
  await settle();
  expect(countOf(counts, 'scope:own')).toBe(10);
  expect(countOf(counts, 'kind:potfromcon')).toBe(14);
  expect(countOf(counts, 'filter:due')).toBe(15);
  expect(countOf(counts, 'view:Bari')).toBe(9 + requests().length);

  listQuery.getState().setFilters({ cities: ['Napoli'], salesFrom: 100 });
  await answerList('1');
  const narrowed = { cities: ['Napoli'], salesFrom: 100 };
  expect(requests()[1]).toMatchObject({ ...narrowed, kinds: ['potfromcon'] });
  expect(requests().find(({ filter }) => filter === 'lost')).toMatchObject({
    ...narrowed,
    kinds: ['debitor'],
  });
  // The agent’s own kinds contain no new prospects, so all kinds are counted.
  expect(requests().find(({ filter }) => filter === 'new-prospects')).toMatchObject({
    ...narrowed,
    kinds: null,
  });
  expect(requests().at(-1)).toEqual({ search: 'studio', cities: ['Bari'], kinds: ['debitor'] });
});

test('counts are fetched again after a write or a saved view, not after each letter', async () => {
  const { bridge, listQuery, list, answerList, times, requests } = await begun();
  await answerList('1');
  bridge.last('customers:counts').answer(ok(requests().map(() => 0)));
  await settle();
  expect(times()).toBe(1);
  listQuery.getState().setSearch('r');
  await answerList('1');
  listQuery.getState().sortBy('city');
  await answerList('1');
  expect(times()).toBe(1);
  bridge.send('notes:changed', { due: 1, 'due-week': 1, dated: 1, noted: 1, starred: 0 });
  await answerList('2');
  expect(times()).toBe(2);
  list.getState().saveView('Altra');
  expect(times()).toBe(3);
});

test('cities are counted with scope and filters, in every spelling, regardless of the chosen cities', async () => {
  const { bridge, listQuery, counts, answerList } = await begun();
  await answerList('1');
  listQuery.getState().setFilters({ cities: ['Bari'], withPhone: true });
  void counts.getState().countCities();
  expect(bridge.last('customers:cities-of').argument).toMatchObject({
    cities: null,
    withPhone: true,
    kinds: ['debitor'],
  });
  bridge
    .last('customers:cities-of')
    .answer(ok([{ city: 'Forlì', otherSpellings: ["FORLI'"], customers: 3 }]));
  await settle();
  expect([...(counts.getState().cities ?? [])]).toEqual([
    ['Forlì', 3],
    ["FORLI'", 3],
  ]);
});

test('only the newest answer counts, and a failed request is repeated', async () => {
  const { bridge, listQuery, counts, answerList, times } = await begun();
  await answerList('1');
  const first = bridge.last('customers:counts');
  listQuery.getState().setFilter('active');
  await answerList('1');
  const second = bridge.last('customers:counts');
  second.answer({ ok: false, error: { code: 'INTERNAL', message: '' } });
  first.answer(ok(Array.from({ length: 9 }, () => 99)));
  await settle();
  expect(countOf(counts, 'scope:own')).toBeUndefined();
  const before = times();
  listQuery.getState().setSearch('x');
  await answerList('1');
  expect(times()).toBe(before + 1);
});
