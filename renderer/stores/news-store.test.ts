import { expect, test } from 'vitest';
import type { NewsPage, NewsStory } from '../../preload/contract';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { createNewsStore } from './news-store';

function story(number: number): NewsStory {
  const customerId = String(number);
  const at = '2026-11-23T08:00:00.000Z';
  return {
    customerId,
    customerName: `Cliente ${number}`,
    isProspect: false,
    isSeen: false,
    day: '2026-11-23',
    at,
    number,
    kinds: ['new'],
    changes: [],
  };
}

function page(stories: readonly NewsStory[], upTo: number, total = stories.length, seenUpTo = 0): NewsPage {
  const counts = { won: 0, orders: 0, new: total, contacts: 0, absence: 0, other: 0 };
  return { stories, total, customers: total, own: total, counts, seenUpTo, upTo };
}

const today = (): string => '2026-11-23';
const DRAWN = Promise.resolve();

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function answer(bridge: FakeBridge, value: NewsPage): Promise<void> {
  bridge.last('customers:news').answer({ ok: true, value });
  await settled();
}

test('news is fetched after the first drawing and after each sync run', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge, today, DRAWN);
  await settled();
  expect(bridge.last('customers:news').argument).toMatchObject({
    kind: null,
    scope: 'all',
    seenSince: '2026-10-24',
    offset: 0,
  });
  await answer(bridge, page([], 10));
  expect(store.getState()).toMatchObject({ stories: [], customers: 0 });
  bridge.send('sync:finished', {} as never);
  await answer(bridge, page([story(12)], 12));
  expect(store.getState()).toMatchObject({ stories: [{ number: 12 }], total: 1, customers: 1 });
});

test('an answer to an older request is dropped', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge, today, DRAWN);
  await settled();
  const first = bridge.last('customers:news');
  store.getState().setKind('new');
  await answer(bridge, page([story(12)], 12));
  first.answer({ ok: true, value: page([], 10) });
  await settled();
  expect(store.getState().customers).toBe(1);
});

test('the next page continues up to the same change, even after a sync run', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge, today, DRAWN);
  await settled();
  await answer(bridge, page([story(12), story(11)], 12, 3));
  store.getState().setKind('new');
  await answer(bridge, page([story(12), story(11)], 12, 3));
  void store.getState().more();
  void store.getState().more();
  expect(bridge.last('customers:news').argument).toMatchObject({ kind: 'new', upTo: 12, offset: 2 });
  expect(bridge.requests.filter(({ name }) => name === 'customers:news')).toHaveLength(3);
  await answer(bridge, page([story(9)], 12, 3));
  expect(store.getState().stories?.map(({ number }) => number)).toEqual([12, 11, 9]);
});

test('the next page of an older request is dropped', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge, today, DRAWN);
  await settled();
  await answer(bridge, page([story(12)], 12, 2));
  void store.getState().more();
  const more = bridge.last('customers:news');
  store.getState().setKind('orders');
  await answer(bridge, page([], 12));
  more.answer({ ok: true, value: page([story(9)], 12, 2) });
  await settled();
  expect(store.getState().stories).toEqual([]);
});

test('mark as seen covers exactly the loaded stories and can be undone', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge, today, DRAWN);
  await settled();
  await answer(bridge, page([story(12), story(11)], 13, 2, 10));
  const marked = store.getState().markSeen();
  expect(bridge.last('customers:mark-seen').argument).toEqual({ upTo: 13, isUndo: false });
  bridge.last('customers:mark-seen').answer({ ok: true, value: null });
  await settled();
  await answer(bridge, page([], 13, 0, 13));
  await marked;
  expect(store.getState()).toMatchObject({ customers: 0, kind: null, isJustSeen: true });
  const undone = store.getState().undoSeen();
  expect(bridge.last('customers:mark-seen').argument).toEqual({ upTo: 10, isUndo: true });
  bridge.last('customers:mark-seen').answer({ ok: true, value: null });
  await settled();
  await answer(bridge, page([story(12), story(11)], 13, 2, 10));
  await undone;
  expect(store.getState()).toMatchObject({ customers: 2, isJustSeen: false });
});

test('the scope of own customers shows every kind of news', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge, today, DRAWN);
  await settled();
  await answer(bridge, page([story(12)], 12));
  store.getState().setKind('new');
  store.getState().setScope('own');
  expect(bridge.last('customers:news').argument).toMatchObject({ kind: null, scope: 'own' });
});

test('mark as seen does nothing without news', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge, today, DRAWN);
  await settled();
  await answer(bridge, page([], 10));
  const before = bridge.requests.length;
  await store.getState().markSeen();
  expect(bridge.requests).toHaveLength(before);
});
