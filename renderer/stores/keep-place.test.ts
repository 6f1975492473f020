import { expect, test } from 'vitest';
import { customerStores, knownStores } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { reportPlace } from './keep-place';
import { createUiStore } from './ui-store';

function start() {
  const bridge = new FakeBridge();
  const ui = createUiStore(bridge);
  const { listQuery, rows, openCustomer } = customerStores(bridge);
  let pending: (() => void) | null = null;
  reportPlace(bridge, ui, listQuery, rows, openCustomer, (callback) => {
    pending = callback;
    return () => (pending = null);
  });
  const reportedPlaces = (): unknown[] =>
    bridge.requests.filter(({ name }) => name === 'window:keep-place').map(({ argument }) => argument);
  return { ui, listQuery, rows, openCustomer, reportedPlaces, settleDown: () => pending?.() };
}

test('a place is reported once the agent has paused, not at each step', () => {
  const { ui, listQuery, rows, openCustomer, reportedPlaces, settleDown } = start();
  for (const typed of ['r', 'ro', 'ros']) {
    listQuery.getState().setSearch(typed);
  }
  rows.getState().scrolledTo(70);
  openCustomer.getState().select('12');
  ui.getState().open('news');
  expect(reportedPlaces()).toEqual([]);
  settleDown();
  expect(reportedPlaces()).toEqual([{ view: 'news', search: 'ros', customer: '12', topRow: 70 }]);
});

test('an unchanged place is not reported', () => {
  const { ui, reportedPlaces, settleDown } = start();
  ui.getState().open('news');
  ui.getState().open('customers');
  settleDown();
  expect(reportedPlaces()).toEqual([]);
});

test('a different list starts at its top', () => {
  const { listQuery, rows, reportedPlaces, settleDown } = start();
  rows.getState().scrolledTo(70);
  listQuery.getState().setSearch('r');
  settleDown();
  expect(reportedPlaces()).toEqual([{ view: 'customers', search: 'r', customer: null, topRow: 0 }]);
});

test('a reopened window requests the visible part of the list and the open customer', async () => {
  const bridge = new FakeBridge();
  const { listQuery, rows, openCustomer } = await knownStores(bridge, [], {
    view: 'customers',
    search: 'ros',
    customer: '12',
    topRow: 250,
  });
  expect(bridge.last('customers:search').argument).toMatchObject({ search: 'ros', offset: 200 });
  expect(bridge.last('customers:get').argument).toBe('12');
  bridge.last('customers:search').answer(ok({ items: [], total: 300 }));
  await settle();
  expect(listQuery.getState().search).toBe('ros');
  expect(openCustomer.getState().selectedId).toBe('12');
  expect(rows.getState()).toMatchObject({ topRow: 250, total: 300 });
});
