import { expect, test } from 'vitest';
import { ok } from '../../main/base/result';
import type { CustomerKind, CustomerListItem, SettingsSnapshot, StoreState } from '../../preload/contract';
import { EMPTY_LIST_STATE } from '../../preload/contract';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { aProgress, aRun, aStatus } from '../../tests/helpers/sync';
import { createArchiveStore } from './archive-store';
import type { CustomersStore } from './customers-store';
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
    description: null,
    street: null,
    postalCode: null,
    attentionTo: null,
    externalAccountNumber: null,
    email: null,
    other: {},
    missingSince: null,
    removedSince: null,
    note: null,
  };
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

/** A customers store that shows these customers, of `total`. */
async function aListOf(
  bridge: FakeBridge,
  ids: readonly string[],
  total = ids.length,
): Promise<CustomersStore> {
  const store = createCustomersStore(bridge);
  bridge.last('list:get').answer(ok(EMPTY_LIST_STATE));
  bridge.last('customers:kinds').answer(ok([]));
  await settle();
  bridge.last('customers:search').answer(ok({ items: ids.map(anItem), total }));
  await settle();
  return store;
}

test('asks at the first letter, then as often as answers come, and ends with the newest', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1', '2']);
  const asked = (): unknown[] =>
    bridge.asked
      .filter(({ name }) => name === 'customers:search')
      .map(({ argument }) => (argument as { search: string }).search);
  for (const text of ['r', 'ro', 'ros']) {
    store.getState().setSearch(text);
  }
  expect(asked()).toEqual(['', 'r']);
  bridge.last('customers:search').answer(ok({ items: [anItem('9')], total: 9 }));
  await settle();
  // The answer for "r" is out of date: it is not shown.
  expect(store.getState()).toMatchObject({ total: 2, search: 'ros', shownSearch: '' });
  expect(asked()).toEqual(['', 'r', 'ros']);
  bridge.last('customers:search').answer(ok({ items: [anItem('3')], total: 1 }));
  await settle();
  expect(store.getState()).toMatchObject({ total: 1, shownSearch: 'ros' });
  expect(store.getState().items.get(0)?.id).toBe('3');
});

test('goes on asking after an answer that failed', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1']);
  store.getState().setSearch('a');
  bridge.last('customers:search').answer({ ok: false, error: { code: 'STORE_FAILED', message: 'x' } });
  await settle();
  store.getState().setSearch('ab');
  expect(bridge.last('customers:search').argument).toMatchObject({ search: 'ab' });
});

test('orders by a column as is natural for it, and the other way round at the second click', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1']);
  const order = (): unknown => {
    const { sort, direction } = store.getState();
    return [sort, direction];
  };
  store.getState().sortBy('salesCents');
  expect(order()).toEqual(['salesCents', 'descending']);
  store.getState().sortBy('salesCents');
  expect(order()).toEqual(['salesCents', 'ascending']);
  store.getState().sortBy('name');
  expect(order()).toEqual(['name', 'ascending']);
});

test('the arrow keys move the open customer, also to one that is still being fetched', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1', '2'], 300);
  store.getState().moveTo(0);
  expect(store.getState().selectedId).toBeNull();
  store.getState().openAtCursor();
  store.getState().moveTo(1);
  expect(store.getState().selectedId).toBe('2');
  store.getState().moveTo(299);
  store.getState().show(290, 299);
  expect(store.getState().selectedId).toBe('2');
  bridge
    .last('customers:search')
    .answer(
      ok({ items: Array.from({ length: 100 }, (_, index) => anItem(String(index + 201))), total: 300 }),
    );
  await settle();
  expect(store.getState().selectedId).toBe('300');
});

test('a sync that moves the open customer in the list moves the cursor with it, and opens no other', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1', '2']);
  store.getState().select('2');
  expect(store.getState().cursor).toBe(1);
  bridge.send('sync:finished', aRun());
  bridge.last('customers:search').answer(ok({ items: ['0', '1', '2'].map(anItem), total: 3 }));
  await settle();
  expect(store.getState()).toMatchObject({ selectedId: '2', cursor: 2 });
});

test('Enter straight after typing opens what was typed, not what was there before', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1', '2']);
  store.getState().setSearch('ros');
  store.getState().openAtCursor();
  expect(store.getState().selectedId).toBeNull();
  bridge.last('customers:search').answer(ok({ items: [anItem('7')], total: 1 }));
  await settle();
  expect(store.getState().selectedId).toBe('7');
});

test('a filter, a city and the search are asked together, and taken away together', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1']);
  const answer = async (): Promise<void> => {
    bridge.last('customers:search').answer(ok({ items: [], total: 0 }));
    await settle();
  };
  store.getState().setFilter('dormant-6');
  await answer();
  store.getState().setCity('Forlì');
  await answer();
  store.getState().setSearch('via');
  expect(bridge.last('customers:search').argument).toMatchObject({
    filter: 'dormant-6',
    city: 'Forlì',
    search: 'via',
  });
  await answer();
  store.getState().showAll();
  expect(bridge.last('customers:search').argument).toMatchObject({
    filter: 'current',
    city: null,
    search: '',
  });
});

test('scrolling fetches each page once, and keeps what is shown while a sync renews it', async () => {
  const bridge = new FakeBridge();
  const store = createCustomersStore(bridge);
  bridge.last('list:get').answer(ok(EMPTY_LIST_STATE));
  bridge.last('customers:kinds').answer(ok([]));
  await settle();
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

test('a sync that changes one row leaves all others as they are, on every page in sight', async () => {
  const bridge = new FakeBridge();
  const store = await aListOf(bridge, ['1', '2'], 102);
  store.getState().show(100, 101);
  bridge.last('customers:search').answer(ok({ items: ['101', '102'].map(anItem), total: 102 }));
  await settle();
  const before = new Map(store.getState().items);
  const rows = (): unknown[] => [0, 1, 100, 101].map((row) => store.getState().items.get(row));
  bridge.send('sync:finished', aRun());
  const renamed = { ...anItem('2'), name: 'Renamed' };
  bridge.last('customers:search').answer(ok({ items: [anItem('1'), renamed], total: 102 }));
  await settle();
  // The second page is still on its way.
  expect(rows()).toEqual([anItem('1'), renamed, anItem('101'), anItem('102')]);
  bridge.last('customers:search').answer(ok({ items: ['101', '102'].map(anItem), total: 102 }));
  await settle();
  expect(rows().map((item, index) => item === before.get([0, 1, 100, 101][index] ?? -1))).toEqual([
    true,
    false,
    true,
    true,
  ]);
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

test('a switch shows at once what it was set to, and goes back when that is refused', async () => {
  const bridge = new FakeBridge();
  const store = createSettingsStore(bridge);
  bridge.last('settings:get').answer(ok(SETTINGS));
  await settle();
  const preferences = () => store.getState().snapshot?.preferences;
  const refused = store.getState().change({ notifications: false });
  const refusal = bridge.last('settings:change');
  const accepted = store.getState().change({ theme: 'dark' });
  expect(preferences()).toMatchObject({ notifications: false, theme: 'dark' });
  // What main tells meanwhile for another reason knows nothing of the two.
  bridge.send('settings:changed', { ...SETTINGS, appVersion: '2.0.0' });
  expect(preferences()).toMatchObject({ notifications: false, theme: 'dark' });
  refusal.answer({ ok: false, error: { code: 'SETTINGS_NOT_SAVED', message: 'full' } });
  await refused;
  expect(preferences()).toMatchObject({ notifications: true, theme: 'dark' });
  const kept = { ...SETTINGS, preferences: { ...SETTINGS.preferences, theme: 'dark' as const } };
  bridge.last('settings:change').answer(ok(kept));
  await accepted;
  expect(store.getState().snapshot).toEqual(kept);
});

const SETTINGS: SettingsSnapshot = {
  update: { kind: 'none' },
  managed: {
    portalUrl: null,
    frequencyMinutes: null,
    hours: null,
    policy: 'valid',
    mayTrustCertificates: true,
    retentionMonths: 24,
  },
  preferences: {
    frequencyMinutes: 30,
    hours: 'always',
    language: 'it',
    theme: 'light',
    notifications: true,
    automaticBanner: true,
    startWithComputer: false,
  },
  connection: { kind: 'none' },
  appVersion: '1.0.0',
  isTestBuild: false,
  dataFolder: '/data',
};

const STATE: StoreState = {
  repair: { kind: 'rebuilt' },
  notesRepair: null,
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
  const store = await aListOf(bridge, ['1']);
  store.getState().setFilter('removed');
  expect(bridge.last('customers:search').argument).toMatchObject({ filter: 'removed', offset: 0 });
  store.getState().select('5');
  expect(bridge.last('customers:changes').argument).toMatchObject({ customer: '5' });
  bridge.last('customers:get').answer({ ok: false, error: { code: 'CUSTOMER_NOT_FOUND', message: 'none' } });
  bridge.last('customers:changes').answer(ok({ items: [], total: 0, customers: 0, seenUpTo: 0 }));
  await settle();
  expect(store.getState().history).toEqual({ items: [], total: 0, customers: 0, seenUpTo: 0 });
});

const KINDS: readonly CustomerKind[] = [
  { kind: 'debitor', type: 'Debitor', description: 'Debitor', customers: 28 },
  { kind: 'potfromcon', type: 'PotFromCon', description: 'Potential', customers: 271 },
];

/** A list of customers of these kinds; the answer that was on its way for other kinds is dropped. */
async function aListOfKinds(bridge: FakeBridge, kinds: readonly CustomerKind[]): Promise<CustomersStore> {
  const store = createCustomersStore(bridge);
  bridge.last('list:get').answer(ok(EMPTY_LIST_STATE));
  bridge.last('customers:kinds').answer(ok(kinds));
  await settle();
  await answerSearch(bridge, 299);
  return store;
}

/** Answers until nothing more is asked. */
async function answerSearch(bridge: FakeBridge, total: number, elsewhere = 0): Promise<void> {
  let asked: unknown = null;
  while (asked !== bridge.last('customers:search')) {
    asked = bridge.last('customers:search');
    bridge.last('customers:search').answer(ok({ items: [anItem('1')], total, elsewhere }));
    await settle();
  }
}

const askedKinds = (bridge: FakeBridge): unknown =>
  (bridge.last('customers:search').argument as { kinds: unknown }).kinds;

test('begins with the agent’s own customers where most are prospects, and with all where not', async () => {
  const mostly = new FakeBridge();
  const store = await aListOfKinds(mostly, KINDS);
  expect(askedKinds(mostly)).toEqual(['debitor']);
  expect(store.getState()).toMatchObject({ kinds: ['debitor'], areKindsChosen: false });
  const own = new FakeBridge();
  await aListOfKinds(own, KINDS.slice(0, 1));
  expect(askedKinds(own)).toBeNull();
});

test('follows what is usual after each sync until the agent has chosen, and what they chose from then on', async () => {
  const bridge = new FakeBridge();
  const store = await aListOfKinds(bridge, []);
  const sync = async (): Promise<void> => {
    bridge.send('sync:finished', aRun());
    bridge.last('customers:kinds').answer(ok(KINDS));
    await settle();
    await answerSearch(bridge, 28);
  };
  await sync();
  expect(askedKinds(bridge)).toEqual(['debitor']);
  store.getState().setKinds(null);
  await answerSearch(bridge, 299);
  await sync();
  expect(askedKinds(bridge)).toBeNull();
  store.getState().setKinds(['debitor']);
  expect(store.getState().areKindsChosen).toBe(false);
});

test('looks for what is typed among all kinds until it is taken away, and keeps the kinds meanwhile', async () => {
  const bridge = new FakeBridge();
  const store = await aListOfKinds(bridge, KINDS);
  store.getState().setSearch('ros');
  await answerSearch(bridge, 0, 3);
  expect(store.getState()).toMatchObject({ total: 0, elsewhere: 3 });
  store.getState().widen();
  expect(askedKinds(bridge)).toBeNull();
  await answerSearch(bridge, 3);
  store.getState().setSearch('rossi');
  expect(askedKinds(bridge)).toBeNull();
  await answerSearch(bridge, 1);
  store.getState().setSearch('');
  expect(askedKinds(bridge)).toEqual(['debitor']);
});
