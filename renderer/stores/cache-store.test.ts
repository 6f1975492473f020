import { expect, test } from 'vitest';
import type { StoreState } from '../../preload/contract';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createCacheStore } from './cache-store';

const STATE: StoreState = {
  repair: { kind: 'rebuilt' },
  notesRepair: null,
  partialExport: { run: 7, at: '2026-11-23T08:00:00.000Z', exported: 900, known: 1_452 },
  lastBackupAt: null,
  backupFailure: null,
  logBytes: 0,
};

test('a partial export asks the agent, who accepts exactly the list of its run', async () => {
  const bridge = new FakeBridge();
  const store = createCacheStore(bridge);
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

test('a repair is reported until it is dismissed', async () => {
  const bridge = new FakeBridge();
  const store = createCacheStore(bridge);
  bridge.send('store:changed', STATE);
  const dismissing = store.getState().dismissRepair();
  bridge.last('store:dismiss-repair').answer(ok({ ...STATE, repair: null }));
  await dismissing;
  expect(store.getState().state?.repair).toBeNull();
});
