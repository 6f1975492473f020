import { expect, test } from 'vitest';
import type { CustomerListItem } from '../../preload/contract';
import { EMPTY_LIST_STATE } from '../../preload/contract';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createListQueryStore } from './list-query-store';
import { createOpenCustomerStore } from './open-customer-store';
import { createRecentStore } from './recent-store';
import { createRowsStore } from './rows-store';

const ROSSI = { id: '7', name: 'Rossi', city: null };
const BIANCHI = { id: '8', name: 'Bianchi', city: 'Asti' };

const items = (...ids: readonly string[]): CustomerListItem[] =>
  ids.map((id) => ({ id }) as CustomerListItem);

async function started(bridge: FakeBridge) {
  const listQuery = createListQueryStore(bridge);
  const rows = createRowsStore(bridge, listQuery);
  const open = createOpenCustomerStore(bridge, listQuery, rows);
  bridge.last('list:get').answer(ok(EMPTY_LIST_STATE));
  bridge.last('customers:kinds').answer(ok([]));
  await settle();
  return { rows, open };
}

test('each opened customer is reported to main once', async () => {
  const bridge = new FakeBridge();
  const { open } = await started(bridge);
  createRecentStore(bridge, open);
  const reported = (): unknown[] =>
    bridge.requests.filter(({ name }) => name === 'customers:opened').map(({ argument }) => argument);
  for (const id of ['7', '7', null, '8']) {
    open.getState().select(id);
  }
  expect(reported()).toEqual(['7', '8']);
});

test('the recent customers are shown with the cursor on the first one, and the cursor stays in range', async () => {
  const bridge = new FakeBridge();
  const store = createRecentStore(bridge, (await started(bridge)).open);
  const opening = store.getState().open();
  bridge.last('customers:recent').answer(ok([ROSSI, BIANCHI]));
  expect(await opening).toBe(true);
  expect(store.getState()).toMatchObject({ recent: [ROSSI, BIANCHI], cursor: 0 });
  store.getState().moveTo(9);
  expect(store.getState().cursor).toBe(1);
  store.getState().moveTo(-1);
  expect(store.getState().cursor).toBe(0);
  store.getState().close();
  expect(store.getState().cursor).toBe(-1);
  const again = store.getState().open();
  bridge.last('customers:recent').answer(ok([]));
  expect(await again).toBe(false);
  expect(store.getState().cursor).toBe(-1);
});

test('a page with a different version causes all shown pages to be fetched again', async () => {
  const bridge = new FakeBridge();
  const { rows } = await started(bridge);
  const searches = (): number[] =>
    bridge.requests
      .filter(({ name }) => name === 'customers:search')
      .map(({ argument }) => (argument as { offset: number }).offset);
  bridge.last('customers:search').answer(ok({ items: items('1', '2'), total: 102, version: '1' }));
  await settle();
  rows.getState().show(100, 101);
  bridge.last('customers:search').answer(ok({ items: items('2', '3'), total: 103, version: '2' }));
  await settle();
  expect(rows.getState().items.has(100)).toBe(false);
  // Both pages were requested together and are shown together.
  expect(searches()).toEqual([0, 100, 0, 100]);
  const [first, second] = bridge.requests.filter(({ name }) => name === 'customers:search').slice(2);
  first?.answer(ok({ items: items('0', '1'), total: 103, version: '2' }));
  second?.answer(ok({ items: items('2', '3'), total: 103, version: '2' }));
  await settle();
  const shown = [0, 1, 100, 101].map((place) => rows.getState().items.get(place)?.id);
  expect(shown).toEqual(['0', '1', '2', '3']);
  expect(searches()).toHaveLength(4);
});
