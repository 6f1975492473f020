import { expect, test } from 'vitest';
import { ok } from '../../main/base/result';
import { EMPTY_LIST_STATE } from '../../preload/contract';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createCustomersStore } from './customers-store';
import { keepPlace } from './keep-place';
import { createUiStore } from './ui-store';

function start() {
  const bridge = new FakeBridge();
  const ui = createUiStore(bridge);
  const customers = createCustomersStore(bridge);
  let pending: (() => void) | null = null;
  keepPlace(bridge, ui, customers, (callback) => {
    pending = callback;
    return () => (pending = null);
  });
  const told = (): unknown[] =>
    bridge.asked.filter(({ name }) => name === 'window:keep-place').map(({ argument }) => argument);
  return { bridge, ui, customers, told, settleDown: () => pending?.() };
}

test('tells where the agent is once they have stopped, not at each step', () => {
  const { ui, customers, told, settleDown } = start();
  for (const typed of ['r', 'ro', 'ros']) {
    customers.getState().setSearch(typed);
  }
  customers.getState().scrolledTo(70);
  customers.getState().select('12');
  ui.getState().open('news');
  expect(told()).toEqual([]);
  settleDown();
  expect(told()).toEqual([{ view: 'news', search: 'ros', customer: '12', topRow: 70 }]);
});

test('tells nothing when the agent is where they were', () => {
  const { ui, told, settleDown } = start();
  ui.getState().open('news');
  ui.getState().open('customers');
  settleDown();
  expect(told()).toEqual([]);
});

test('another list is one that begins at its top', () => {
  const { customers, told, settleDown } = start();
  customers.getState().scrolledTo(70);
  customers.getState().setSearch('r');
  settleDown();
  expect(told()).toEqual([{ view: 'customers', search: 'r', customer: null, topRow: 0 }]);
});

test('a window that begins asks for the part of the list that was in sight, and for the open customer', async () => {
  const bridge = new FakeBridge();
  const store = createCustomersStore(bridge, {
    view: 'customers',
    search: 'ros',
    customer: '12',
    topRow: 250,
  });
  bridge.last('list:get').answer(ok(EMPTY_LIST_STATE));
  bridge.last('customers:kinds').answer(ok([]));
  await settle();
  expect(bridge.last('customers:search').argument).toMatchObject({ search: 'ros', offset: 200 });
  expect(bridge.last('customers:get').argument).toBe('12');
  bridge.last('customers:search').answer(ok({ items: [], total: 300 }));
  await settle();
  expect(store.getState()).toMatchObject({ search: 'ros', selectedId: '12', topRow: 250, total: 300 });
});
