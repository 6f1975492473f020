import { expect, test } from 'vitest';
import { aListOf, anItem, answerSearch } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { aRun } from '../../tests/helpers/sync';

test('the arrow keys move the open customer, also to a row that is still being fetched', async () => {
  const bridge = new FakeBridge();
  const { rows, openCustomer } = await aListOf(bridge, ['1', '2'], 300);
  openCustomer.getState().moveTo(0);
  expect(openCustomer.getState().selectedId).toBeNull();
  openCustomer.getState().openAtCursor();
  openCustomer.getState().moveTo(1);
  expect(openCustomer.getState().selectedId).toBe('2');
  openCustomer.getState().moveTo(299);
  rows.getState().show(290, 299);
  expect(openCustomer.getState().selectedId).toBe('2');
  bridge
    .last('customers:search')
    .answer(
      ok({ items: Array.from({ length: 100 }, (_, index) => anItem(String(index + 201))), total: 300 }),
    );
  await settle();
  expect(openCustomer.getState().selectedId).toBe('300');
});

test('next and previous open the adjacent customers and stop at the ends of the list', async () => {
  const bridge = new FakeBridge();
  const { openCustomer } = await aListOf(bridge, ['1', '2', '3']);
  const state = openCustomer.getState;
  state().step(-1);
  expect(state().cursor).toBe(-1);
  state().step(1);
  expect(state()).toMatchObject({ cursor: 0, selectedId: null });
  state().openAtCursor();
  state().step(1);
  state().step(1);
  expect(state().selectedId).toBe('3');
  state().step(1);
  expect(state().selectedId).toBe('3');
  state().step(-1);
  expect(state().selectedId).toBe('2');
});

test('next skips no customer when the open one has left the list after a call', async () => {
  const bridge = new FakeBridge();
  const { openCustomer } = await aListOf(bridge, ['1', '2', '3']);
  openCustomer.getState().select('2');
  bridge.send('notes:changed', {} as never);
  bridge.last('customers:search').answer(ok({ items: ['1', '3'].map(anItem), total: 2 }));
  await settle();
  expect(openCustomer.getState()).toMatchObject({ selectedId: '2', cursor: 1 });
  openCustomer.getState().step(1);
  expect(openCustomer.getState()).toMatchObject({ selectedId: '3', cursor: 1 });
});

test('a sync run that moves the open customer moves the cursor and opens no other customer', async () => {
  const bridge = new FakeBridge();
  const { openCustomer } = await aListOf(bridge, ['1', '2']);
  openCustomer.getState().select('2');
  expect(openCustomer.getState().cursor).toBe(1);
  bridge.send('sync:finished', aRun());
  bridge.last('customers:search').answer(ok({ items: ['0', '1', '2'].map(anItem), total: 3 }));
  await settle();
  expect(openCustomer.getState()).toMatchObject({ selectedId: '2', cursor: 2 });
});

test('Enter right after typing opens a customer of the new search, not of the old list', async () => {
  const bridge = new FakeBridge();
  const { listQuery, openCustomer } = await aListOf(bridge, ['1', '2']);
  listQuery.getState().setSearch('ros');
  openCustomer.getState().openAtCursor();
  expect(openCustomer.getState().selectedId).toBeNull();
  bridge.last('customers:search').answer(ok({ items: [anItem('7')], total: 1 }));
  await settle();
  expect(openCustomer.getState().selectedId).toBe('7');
});

test('Enter opens the searched customer even if a sync run changes the default kinds first', async () => {
  const bridge = new FakeBridge();
  const { listQuery, openCustomer } = await aListOf(bridge, ['1', '2']);
  listQuery.getState().setSearch('ros');
  openCustomer.getState().openAtCursor();
  bridge.send('sync:finished', aRun());
  bridge.last('customers:kinds').answer(
    ok([
      { kind: 'debitor', type: 'Debitor', description: 'Debitor', customers: 28 },
      { kind: 'potfromcon', type: 'PotFromCon', description: 'Potential', customers: 271 },
    ]),
  );
  await settle();
  await answerSearch(bridge, 1);
  expect(bridge.last('customers:search').argument).toMatchObject({ search: 'ros', kinds: ['debitor'] });
  expect(openCustomer.getState().selectedId).toBe('1');
});

test('a removed customer opens with its history', async () => {
  const bridge = new FakeBridge();
  const { listQuery, openCustomer } = await aListOf(bridge, ['1']);
  listQuery.getState().setFilter('removed');
  expect(bridge.last('customers:search').argument).toMatchObject({ filter: 'removed', offset: 0 });
  openCustomer.getState().select('5');
  expect(bridge.last('customers:changes').argument).toMatchObject({ customer: '5' });
  bridge.last('customers:get').answer({ ok: false, error: { code: 'CUSTOMER_NOT_FOUND', message: 'none' } });
  bridge.last('customers:changes').answer(ok({ items: [], total: 0, customers: 0, seenUpTo: 0 }));
  await settle();
  expect(openCustomer.getState().history).toEqual({ items: [], total: 0, customers: 0, seenUpTo: 0 });
});

test('a star set elsewhere appears on the open customer, and a note causes no re-render', async () => {
  const bridge = new FakeBridge();
  const { openCustomer } = await aListOf(bridge, ['1', '2']);
  openCustomer.getState().select('2');
  const record = { id: '2', name: 'Cliente 2' };
  bridge.last('customers:get').answer(ok({ record } as never));
  bridge.last('customers:changes').answer(ok({ items: [], total: 0 } as never));
  await settle();
  const before = openCustomer.getState().selected;
  bridge.send('notes:changed', {} as never);
  bridge.last('customers:get').answer(ok({ record } as never));
  await settle();
  expect(openCustomer.getState().selected).toBe(before);
  bridge.send('notes:changed', {} as never);
  bridge.last('customers:get').answer(ok({ record, isStarred: true } as never));
  await settle();
  expect(openCustomer.getState().selected).toMatchObject({ isStarred: true });
});
