import { expect, test } from 'vitest';
import type { CustomerListItem } from '../../preload/contract';
import { aListOf, anItem } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { aRun } from '../../tests/helpers/sync';

test('a search starts at the first letter, then one request follows another, and the newest wins', async () => {
  const bridge = new FakeBridge();
  const { listQuery, rows } = await aListOf(bridge, ['1', '2']);
  const requests = (): unknown[] =>
    bridge.requests
      .filter(({ name }) => name === 'customers:search')
      .map(({ argument }) => (argument as { search: string }).search);
  for (const text of ['r', 'ro', 'ros']) {
    listQuery.getState().setSearch(text);
  }
  expect(requests()).toEqual(['', 'r']);
  bridge.last('customers:search').answer(ok({ items: [anItem('9')], total: 9 }));
  await settle();
  // The answer for "r" is out of date, so it is not shown.
  expect(listQuery.getState().search).toBe('ros');
  expect(rows.getState()).toMatchObject({ total: 2, shownSearch: '' });
  expect(requests()).toEqual(['', 'r', 'ros']);
  bridge.last('customers:search').answer(ok({ items: [anItem('3')], total: 1 }));
  await settle();
  expect(rows.getState()).toMatchObject({ total: 1, shownSearch: 'ros' });
  expect(rows.getState().items.get(0)?.id).toBe('3');
});

test('the list is fetched again after a failed answer', async () => {
  const bridge = new FakeBridge();
  const { listQuery } = await aListOf(bridge, ['1']);
  listQuery.getState().setSearch('a');
  bridge.last('customers:search').answer({ ok: false, error: { code: 'STORE_FAILED', message: 'x' } });
  await settle();
  listQuery.getState().setSearch('ab');
  expect(bridge.last('customers:search').argument).toMatchObject({ search: 'ab' });
});

test('scrolling fetches each page once, and the rows stay visible while a sync run renews them', async () => {
  const bridge = new FakeBridge();
  const { rows } = await aListOf(bridge, ['1'], 500);
  rows.getState().show(150, 250);
  rows.getState().show(150, 250);
  const offsets = bridge.requests
    .filter(({ name }) => name === 'customers:search')
    .map(({ argument }) => (argument as { offset: number }).offset);
  expect(offsets).toEqual([0, 100, 200]);
  bridge.send('sync:finished', aRun());
  expect(rows.getState().items.get(0)?.id).toBe('1');
});

/** Answers all search requests since `from` with their pages. */
async function answerPages(
  bridge: FakeBridge,
  from: number,
  page: (offset: number) => readonly CustomerListItem[],
  total: number,
): Promise<void> {
  for (const requests of bridge.requests.slice(from).filter(({ name }) => name === 'customers:search')) {
    const { offset } = requests.argument as { offset: number };
    requests.answer(ok({ items: page(offset), total }));
  }
  await settle();
}

test('a sync run that changes one row keeps the other row objects and shows all visible pages at once', async () => {
  const bridge = new FakeBridge();
  const { rows } = await aListOf(bridge, ['1', '2'], 102);
  rows.getState().show(100, 101);
  bridge.last('customers:search').answer(ok({ items: ['101', '102'].map(anItem), total: 102 }));
  await settle();
  const before = new Map(rows.getState().items);
  const drawn = (): unknown[] => [0, 1, 100, 101].map((row) => rows.getState().items.get(row));
  const from = bridge.requests.length;
  bridge.send('sync:finished', aRun());
  const renamed = { ...anItem('2'), name: 'Renamed' };
  const pages = bridge.requests.slice(from).filter(({ name }) => name === 'customers:search');
  expect(pages.map(({ argument }) => (argument as { offset: number }).offset)).toEqual([0, 100]);
  pages[0]?.answer(ok({ items: [anItem('1'), renamed], total: 102 }));
  await settle();
  // The second page is pending, so nothing of the first is shown.
  expect(drawn()).toEqual(['1', '2', '101', '102'].map(anItem));
  pages[1]?.answer(ok({ items: ['101', '102'].map(anItem), total: 102 }));
  await settle();
  expect(drawn().map((item, index) => item === before.get([0, 1, 100, 101][index] ?? -1))).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test('pages of two versions are fetched again before either is shown', async () => {
  const bridge = new FakeBridge();
  const { rows } = await aListOf(bridge, ['1'], 150);
  rows.getState().show(90, 110);
  await answerPages(bridge, bridge.requests.length - 1, () => [anItem('101')], 150);
  let from = bridge.requests.length;
  bridge.send('sync:finished', aRun());
  const [one, other] = bridge.requests.slice(from).filter(({ name }) => name === 'customers:search');
  from = bridge.requests.length;
  one?.answer(ok({ items: [anItem('1')], total: 150, version: 'a' }));
  other?.answer(ok({ items: [anItem('7')], total: 150, version: 'b' }));
  await settle();
  expect(rows.getState().items.get(100)?.id).toBe('101');
  await answerPages(bridge, from, (offset) => [anItem(String(offset))], 150);
  expect([0, 100].map((row) => rows.getState().items.get(row)?.id)).toEqual(['0', '100']);
});
