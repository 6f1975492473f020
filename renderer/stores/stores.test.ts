import { expect, test } from 'vitest';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { aProgress, aRun, aStatus } from '../../tests/helpers/sync';
import { ok } from '../../main/base/result';
import type { CustomerListItem, StoreState } from '../../preload/contract';
import { createArchiveStore } from './archive-store';
import { createCustomersStore } from './customers-store';
import { createSettingsStore } from './settings-store';
import { createSyncStore } from './sync-store';

function anItem(id: string): CustomerListItem {
  return {
    id,
    name: `Cliente ${id}`,
    city: null,
    vatNumber: null,
    phone: null,
    mobile: null,
    lastOrderDate: null,
    salesCents: null,
    type: null,
    missingSince: null,
    removedSince: null,
  };
}

/** Typing pauses end when the test says so. */
class Pauses {
  #waiting: (() => void) | null = null;

  after = (callback: () => void): (() => void) => {
    this.#waiting = callback;
    return () => {
      this.#waiting = null;
    };
  };

  end(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}

test('a window opened during a sync shows it', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  bridge.last('sync:status').answer(ok({ ...aStatus(), running: aProgress() }));
  await settle();
  expect(store.getState().progress).toMatchObject({ customersRead: 5 });
});

test('a change that came before the first answer is not undone by it', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  bridge.send('sync:status-changed', aStatus({ totalSyncs: 2 }));
  bridge.last('sync:status').answer(ok(aStatus({ totalSyncs: 1 })));
  await settle();
  expect(store.getState().status?.metrics.totalSyncs).toBe(2);
});

test('a finished run ends the progress and renews the list of runs', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  bridge.send('sync:progressed', aProgress());
  bridge.send('sync:finished', aRun({ number: 7 }));
  expect(store.getState()).toMatchObject({ progress: null, justFinished: { number: 7 } });
  bridge.last('sync:runs').answer(ok([aRun({ number: 7 })]));
  await settle();
  expect(store.getState().runs).toHaveLength(1);
});

test('a sync that cannot start says why', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  const started = store.getState().start();
  bridge.last('sync:start').answer({ ok: false, error: { code: 'NO_ACCOUNT', message: 'none' } });
  await started;
  expect(store.getState().refusal?.code).toBe('NO_ACCOUNT');
});

test('a sync refused for want of a network is forgotten when the network is back', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  const started = store.getState().start();
  bridge.last('sync:start').answer({ ok: false, error: { code: 'OFFLINE', message: 'offline' } });
  await started;
  bridge.send('sync:status-changed', { ...aStatus(), hold: { reason: 'offline' } });
  expect(store.getState().refusal?.code).toBe('OFFLINE');
  bridge.send('sync:status-changed', aStatus());
  expect(store.getState().refusal).toBeNull();
});

test('a pause is shown as soon as it is granted, and its end too', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  const paused = {
    ...aStatus(),
    nextSyncAt: null,
    hold: { reason: 'paused' } as const,
    pause: { until: null },
  };
  const pausing = store.getState().pause('open');
  expect(bridge.last('sync:pause').argument).toBe('open');
  bridge.last('sync:pause').answer(ok(paused));
  await pausing;
  expect(store.getState().status?.pause).toEqual({ until: null });
  const resuming = store.getState().resume();
  bridge.last('sync:resume').answer(ok(aStatus()));
  await resuming;
  expect(store.getState().status?.pause).toBeNull();
});

test('the answer to an earlier search never replaces that of a later one', async () => {
  const bridge = new FakeBridge();
  const pauses = new Pauses();
  const store = createCustomersStore(bridge, pauses.after);
  const first = bridge.last('customers:search');
  store.getState().setSearch('ros');
  pauses.end();
  const second = bridge.last('customers:search');
  expect(second.argument).toMatchObject({ search: 'ros', offset: 0 });
  second.answer(ok({ items: [anItem('2')], total: 1 }));
  await settle();
  first.answer(ok({ items: [anItem('1')], total: 1_452 }));
  await settle();
  expect(store.getState().total).toBe(1);
  expect(store.getState().items.get(0)?.id).toBe('2');
});

test('typing asks once, when it pauses', () => {
  const bridge = new FakeBridge();
  const pauses = new Pauses();
  const store = createCustomersStore(bridge, pauses.after);
  const before = bridge.asked.length;
  for (const text of ['r', 'ro', 'ros']) {
    store.getState().setSearch(text);
  }
  expect(bridge.asked.length).toBe(before);
  pauses.end();
  expect(bridge.asked.length).toBe(before + 1);
});

test('scrolling fetches each page once, and keeps what is shown while a sync renews it', async () => {
  const bridge = new FakeBridge();
  const store = createCustomersStore(bridge, new Pauses().after);
  bridge.last('customers:search').answer(ok({ items: [anItem('1')], total: 500 }));
  await settle();
  store.getState().show(150, 250);
  store.getState().show(150, 250);
  const offsets = bridge.asked
    .filter(({ name }) => name === 'customers:search')
    .map(({ argument }) => (argument as { offset: number }).offset);
  expect(offsets).toEqual([0, 100, 200]);
  bridge.send('sync:finished', aRun());
  expect(store.getState().items.get(0)?.id).toBe('1');
});

test('a refused change of the settings leaves them as they were', async () => {
  const bridge = new FakeBridge();
  const store = createSettingsStore(bridge);
  const changed = store.getState().change({ frequencyMinutes: 60 });
  bridge
    .last('settings:change')
    .answer({ ok: false, error: { code: 'SETTINGS_NOT_SAVED', message: 'full' } });
  expect((await changed)?.code).toBe('SETTINGS_NOT_SAVED');
  expect(store.getState().snapshot).toBeNull();
});

const STATE: StoreState = {
  repair: { kind: 'rebuilt' },
  partialExport: { run: 7, at: '2026-11-23T08:00:00.000Z', exported: 900, known: 1_452 },
  lastBackupAt: null,
  backupFailure: null,
  logBytes: 0,
};

test('asks about a partial export and accepts exactly the list of its run', async () => {
  const bridge = new FakeBridge();
  const store = createArchiveStore(bridge);
  bridge.last('store:state').answer(ok(STATE));
  await settle();
  const accepting = store.getState().acceptPartial(7);
  expect(bridge.last('store:accept-partial').argument).toEqual({ run: 7 });
  bridge
    .last('store:accept-partial')
    .answer({ ok: false, error: { code: 'QUESTION_CLOSED', message: 'replaced' } });
  await accepting;
  expect(store.getState()).toMatchObject({ refusal: { code: 'QUESTION_CLOSED' }, state: STATE });
  bridge.send('store:changed', { ...STATE, partialExport: null });
  expect(store.getState()).toMatchObject({ refusal: null, state: { partialExport: null } });
});

test('what was repaired is told until it is dismissed', async () => {
  const bridge = new FakeBridge();
  const store = createArchiveStore(bridge);
  bridge.send('store:changed', STATE);
  const dismissing = store.getState().dismissRepair();
  bridge.last('store:dismiss-repair').answer(ok({ ...STATE, repair: null }));
  await dismissing;
  expect(store.getState().state?.repair).toBeNull();
});

test('shows removed customers when they are asked for, and a customer with its history', async () => {
  const bridge = new FakeBridge();
  const store = createCustomersStore(bridge, new Pauses().after);
  store.getState().setScope('removed');
  expect(bridge.last('customers:search').argument).toMatchObject({ scope: 'removed', offset: 0 });
  store.getState().select('5');
  expect(bridge.last('customers:changes').argument).toMatchObject({ customer: '5' });
  bridge.last('customers:get').answer({ ok: false, error: { code: 'CUSTOMER_NOT_FOUND', message: 'none' } });
  bridge.last('customers:changes').answer(ok({ items: [], total: 0, seenUpTo: 0 }));
  await settle();
  expect(store.getState().history).toEqual({ items: [], total: 0, seenUpTo: 0 });
});
