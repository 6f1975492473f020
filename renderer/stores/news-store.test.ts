import { expect, test } from 'vitest';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import type { CustomerChange } from '../../preload/contract';
import { createNewsStore } from './news-store';

const CHANGE: CustomerChange = {
  number: 12,
  customerId: '7',
  customerName: 'Cliente 7',
  kind: 'new',
  field: null,
  column: null,
  oldValue: null,
  newValue: null,
  at: '2026-11-23T08:00:00.000Z',
  run: 3,
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Answers the two questions of a load: what was seen last, and what came after it. */
async function answerLoad(
  bridge: FakeBridge,
  seenUpTo: number,
  items: readonly CustomerChange[],
): Promise<void> {
  const total = items.length;
  bridge.asked.at(-1)?.answer({ ok: true, value: { items: [], total, seenUpTo } });
  await settled();
  expect(bridge.asked.at(-1)).toMatchObject({ name: 'customers:changes', argument: { after: seenUpTo } });
  bridge.asked.at(-1)?.answer({ ok: true, value: { items, total, seenUpTo } });
  await settled();
}

test('asks for what came after the agent last looked, and again after each sync', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge);
  await answerLoad(bridge, 10, []);
  expect(store.getState()).toMatchObject({ items: [], total: 0 });
  bridge.send('sync:finished', {} as never);
  await answerLoad(bridge, 10, [CHANGE]);
  expect(store.getState()).toMatchObject({ items: [CHANGE], total: 1 });
});

test('marks as seen what is shown, up to the newest', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge);
  await answerLoad(bridge, 10, [CHANGE, { ...CHANGE, number: 11 }]);
  const marked = store.getState().markSeen();
  expect(bridge.asked.at(-1)).toMatchObject({ name: 'customers:mark-seen', argument: { upTo: 12 } });
  bridge.asked.at(-1)?.answer({ ok: true, value: null });
  await marked;
  expect(store.getState()).toMatchObject({ items: [], total: 0 });
});

test('has nothing to mark while there is no news', async () => {
  const bridge = new FakeBridge();
  const store = createNewsStore(bridge);
  await answerLoad(bridge, 10, []);
  const before = bridge.asked.length;
  await store.getState().markSeen();
  expect(bridge.asked).toHaveLength(before);
});
