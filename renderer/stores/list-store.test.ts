import { expect, test } from 'vitest';
import { EMPTY_LIST_STATE, customerQuerySchema, listStateSchema } from '../../preload/contract';
import type { ListState } from '../../preload/contract';
import { customerStores } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import type { ListStore } from './list-store';
import { createListStore, isShown } from './list-store';
import { NO_FILTERS } from './question-store';
import type { QuestionStore } from './question-store';
import type { RowsStore } from './rows-store';
import { createTakeAlongStore } from './take-along-store';

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
  readonly question: QuestionStore;
  readonly rows: RowsStore;
  readonly list: ListStore;
  /** What main was told to keep, the last. */
  readonly kept: () => ListState | undefined;
}

async function begun(state: ListState): Promise<Begun> {
  const bridge = new FakeBridge();
  const { question, rows } = customerStores(bridge);
  const list = createListStore(bridge, question);
  for (const asked of bridge.asked.filter(({ name }) => name === 'list:get')) {
    asked.answer(ok(state));
  }
  bridge.last('customers:kinds').answer(ok([]));
  await settle();
  const saves = (): ListState[] =>
    bridge.asked.filter(({ name }) => name === 'list:save').map(({ argument }) => argument as ListState);
  return { bridge, question, rows, list, kept: () => saves().at(-1) };
}

test('begins with filters, order and columns as they were left, and asks for what these show', async () => {
  const { bridge, question, kept } = await begun(KEPT);
  expect(bridge.last('customers:search').argument).toMatchObject({
    filter: 'dormant-6',
    cities: ['Napoli'],
    sort: 'change',
    direction: 'ascending',
    search: '',
    columns: ['name', 'other:NOTE', 'change', 'changeShare'],
  });
  expect(question.getState().columns).toEqual(KEPT.columns);
  // Nothing has changed: nothing is written.
  expect(kept()).toBeUndefined();
});

test('keeps each choice as it is made, and columns only once they were chosen', async () => {
  const { question, kept } = await begun(EMPTY_LIST_STATE);
  question.getState().narrow({ cities: ['Bari'] });
  expect(kept()).toMatchObject({ query: { cities: ['Bari'], filter: 'current' }, columns: null });
  question.getState().setColumns([{ column: 'name', width: 200 }]);
  expect(kept()).toMatchObject({ columns: [{ column: 'name', width: 200 }] });
});

test('does not keep what was typed', async () => {
  const { question, kept } = await begun(EMPTY_LIST_STATE);
  question.getState().setSearch('rossi');
  expect(kept()).toBeUndefined();
});

test('saves a view of how the list is set, applies it whole, renames, replaces and deletes it', async () => {
  const { question, list, kept } = await begun(KEPT);
  const names = (): string[] => list.getState().views.map(({ name }) => name);
  list.getState().saveView('Fermi a Napoli');
  expect(names()).toEqual(['Bari', 'Fermi a Napoli']);
  expect(kept()?.views[1]).toMatchObject({ query: KEPT.query, columns: KEPT.columns, search: '' });

  list.getState().applyView('Bari');
  // What the view does not say is as at the first start.
  expect(question.getState()).toMatchObject({
    search: 'studio',
    cities: ['Bari'],
    filter: 'current',
    sort: 'name',
    columns: [{ column: 'name', width: null }],
  });
  const [, napoli] = list.getState().views;
  expect(napoli === undefined ? null : isShown(napoli, question.getState())).toBe(false);
  list.getState().saveView('Fermi a Napoli');
  expect(names()).toEqual(['Bari', 'Fermi a Napoli']);
  const [, replaced] = list.getState().views;
  expect(replaced === undefined ? null : isShown(replaced, question.getState())).toBe(true);

  list.getState().renameView('Fermi a Napoli', 'Bari');
  expect(names()).toEqual(['Bari', 'Fermi a Napoli']);
  list.getState().renameView('Fermi a Napoli', 'Altri');
  expect(names()).toEqual(['Altri', 'Bari']);
  list.getState().deleteView('Bari');
  expect(kept()?.views.map(({ name }) => name)).toEqual(['Altri']);
});

test('another account begins with all its customers; erased data bring nothing back', async () => {
  const { bridge, question, list, kept } = await begun(KEPT);
  question.getState().setSearch('rossi');
  bridge.send('list:reset', { ...KEPT, query: {} });
  expect(question.getState()).toMatchObject({ search: '', cities: null, filter: 'current' });
  expect(list.getState().views).toHaveLength(1);
  bridge.send('list:reset', EMPTY_LIST_STATE);
  expect(list.getState().views).toEqual([]);
  expect(kept()).toBeUndefined();
  question.getState().narrow({ cities: ['Roma'] });
  expect(kept()).toEqual({
    ...EMPTY_LIST_STATE,
    query: { ...NO_FILTERS, cities: ['Roma'], sort: 'name', direction: 'ascending' },
  });
});

test('asks for the sums after the page, once for each list, whatever its order', async () => {
  const { bridge, question, rows } = await begun(EMPTY_LIST_STATE);
  const sums = (): unknown[] =>
    bridge.asked.filter(({ name }) => name === 'customers:sums').map(({ argument }) => argument);
  expect(sums()).toEqual([]);
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  expect(sums()).toEqual([{ search: '', ...NO_FILTERS, kinds: null }]);
  bridge.last('customers:sums').answer(ok({ salesCents: 5, previousSales1Cents: 6, previousSales2Cents: 7 }));
  await settle();
  expect(rows.getState().sums?.salesCents).toBe(5);
  question.getState().sortBy('city');
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  expect(sums()).toHaveLength(1);
  question.getState().narrow({ cities: ['Bari'] });
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  expect(sums()).toHaveLength(2);
});

test('a column that was not shown is fetched, one that only moves is not', async () => {
  const { bridge, question } = await begun(EMPTY_LIST_STATE);
  const searches = (): number => bridge.asked.filter(({ name }) => name === 'customers:search').length;
  bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
  await settle();
  const { columns, setColumns } = question.getState();
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

test('takes along what is listed just now; says it once that this is personal data', async () => {
  const { bridge, question, list, kept } = await begun(KEPT);
  const takeAlong = createTakeAlongStore(bridge, question, list);
  question.getState().setSearch('ros');
  takeAlong.getState().ask({ kind: 'list' });
  const saving = takeAlong.getState().save('csv', [{ column: 'name', caption: 'Nome' }], null);
  expect(bridge.last('take-along:save').argument).toEqual({
    format: 'csv',
    whom: { kind: 'list', query: { ...NO_FILTERS, ...KEPT.query, kinds: null, search: 'ros' } },
    columns: [{ column: 'name', caption: 'Nome' }],
    notes: null,
  });
  bridge.last('take-along:save').answer(ok(null));
  await saving;
  // No file was chosen: the question stays, and nothing was said for good.
  expect(takeAlong.getState()).toMatchObject({ taking: { kind: 'list' }, isBusy: false });
  expect(list.getState().toldOfPersonalData).toBe(false);
  const again = takeAlong.getState().save('csv', [{ column: 'name', caption: 'Nome' }], null);
  bridge.last('take-along:save').answer(ok({ path: '/x.csv', customers: 3 }));
  await again;
  expect(takeAlong.getState()).toMatchObject({ taking: null, saved: { path: '/x.csv', customers: 3 } });
  expect(kept()?.toldOfPersonalData).toBe(true);
});

test('a search that is too long is cut, asked for and saved; a save that fails is made up for', async () => {
  const { bridge, question, list, kept } = await begun(KEPT);
  bridge.last('customers:search').answer(ok({ items: [], total: 0, elsewhere: 0 }));
  await settle();
  question.getState().setSearch('a'.repeat(201));
  const { search } = customerQuerySchema.parse(bridge.last('customers:search').argument);
  expect(search).toBe('a'.repeat(200));
  list.getState().saveView('Lunga');
  expect(listStateSchema.parse(kept()).views.map(({ name }) => name)).toEqual(['Bari', 'Lunga']);
  bridge.last('list:save').answer({ ok: false, error: { code: 'BAD_REQUEST', message: '' } });
  await settle();
  const before = kept();
  question.getState().setSearch('');
  expect(kept()).not.toBe(before);
  expect(kept()).toEqual(before);
});

test('a city that a view has in another spelling is shown as most customers write it', async () => {
  const { bridge, question } = await begun({ ...KEPT, query: { cities: ["FORLI'", 'Bari'] } });
  bridge.last('customers:cities').answer(ok([{ city: 'Forlì', alike: ["FORLI'"], customers: 12 }]));
  await settle();
  expect(question.getState().cities).toEqual(['Forlì', 'Bari']);
});

test('a view that was deleted comes back whole, under a name of its own', async () => {
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
