import { expect, test } from 'vitest';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { aProgress, aRun, aStatus } from '../../tests/helpers/sync';
import { createSyncStore } from './sync-store';

test('a window opened during a sync run shows it', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  bridge.last('sync:status').answer(ok({ ...aStatus(), running: aProgress() }));
  await settle();
  expect(store.getState().progress).toMatchObject({ customersRead: 5 });
});

test('an event before the first answer is not overwritten by it', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  bridge.send('sync:status-changed', aStatus({ totalSyncs: 2 }));
  bridge.last('sync:status').answer(ok(aStatus({ totalSyncs: 1 })));
  await settle();
  expect(store.getState().status?.metrics.totalSyncs).toBe(2);
});

test('a finished run ends the progress and updates the list of runs', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  bridge.send('sync:progressed', aProgress());
  bridge.send('sync:finished', aRun({ number: 7 }));
  expect(store.getState()).toMatchObject({ progress: null, justFinished: { number: 7 } });
  bridge.last('sync:runs').answer(ok([aRun({ number: 7 })]));
  await settle();
  expect(store.getState().runs).toHaveLength(1);
});

test('a sync run that cannot start shows an error', async () => {
  const bridge = new FakeBridge();
  const store = createSyncStore(bridge);
  const started = store.getState().start();
  bridge.last('sync:start').answer({ ok: false, error: { code: 'NO_ACCOUNT', message: 'none' } });
  await started;
  expect(store.getState().refusal?.code).toBe('NO_ACCOUNT');
});

test('a refusal because of a missing network disappears when the network is back', async () => {
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

test('a pause appears once it is granted, and disappears once it ends', async () => {
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
