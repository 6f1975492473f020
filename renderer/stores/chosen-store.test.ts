import { expect, test } from 'vitest';
import { appError } from '../../preload/contract';
import { aListOf, anItem } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createChosenStore } from './chosen-store';
import { createNotesStore } from './notes-store';
import { createSettingsStore } from './settings-store';

const IDS = ['1', '2', '3', '4', '5'];

/** Creates stores with a list of `total` customers, of which five are loaded. */
async function aChoice(total = IDS.length) {
  const bridge = new FakeBridge();
  const { listQuery, rows, openCustomer } = await aListOf(bridge, IDS, total);
  const settings = createSettingsStore(bridge);
  const notes = createNotesStore(bridge, settings, () => () => undefined);
  const store = createChosenStore(bridge, { notes, openCustomer, listQuery, rows, settings });
  const chosen = (): string => [...store.getState().ids].sort((a, b) => Number(a) - Number(b)).join(' ');
  return { bridge, listQuery, rows, openCustomer, notes, store, chosen };
}

test('toggling chooses customers one by one and opens none', async () => {
  const { store, chosen, openCustomer } = await aChoice();
  store.getState().toggle(1);
  store.getState().toggle(3);
  expect(chosen()).toBe('2 4');
  expect(openCustomer.getState()).toMatchObject({ cursor: 3, selectedId: null });
  store.getState().toggle(1);
  expect(chosen()).toBe('4');
  store.getState().clear();
  expect(chosen()).toBe('');
});

test('a range grows and shrinks from its start and keeps other choices', async () => {
  const { store, chosen } = await aChoice();
  store.getState().toggle(0);
  store.getState().toggle(2);
  await store.getState().extendTo(4);
  expect(chosen()).toBe('1 3 4 5');
  await store.getState().extendTo(3);
  expect(chosen()).toBe('1 3 4');
  await store.getState().extendTo(1);
  expect(chosen()).toBe('1 2 3');
});

test('a range starts at the cursor if no customer is chosen yet', async () => {
  const { store, chosen, openCustomer } = await aChoice();
  openCustomer.getState().moveTo(1);
  await store.getState().extendTo(3);
  expect(chosen()).toBe('2 3 4');
});

test('the first choice next to an open customer includes that customer, who stays open', async () => {
  const { store, chosen, openCustomer } = await aChoice();
  openCustomer.getState().select('2');
  store.getState().toggle(3);
  expect(chosen()).toBe('2 4');
  expect(openCustomer.getState()).toMatchObject({ cursor: 3, selectedId: '2' });
});

test('all listed customers can be chosen, also those not fetched yet', async () => {
  const { bridge, store, chosen } = await aChoice(7);
  const choosing = store.getState().chooseAll();
  await settle();
  expect(bridge.last('customers:search').argument).toMatchObject({ offset: 5, limit: 2 });
  bridge.last('customers:search').answer(ok({ items: ['6', '7'].map(anItem), total: 7 }));
  await choosing;
  expect(chosen()).toBe('1 2 3 4 5 6 7');
});

test('a range in a changed list chooses nothing, and a late range does not replace a newer choice', async () => {
  const { bridge, store, chosen } = await aChoice(7);
  const changed = store.getState().chooseAll();
  await settle();
  bridge.last('customers:search').answer(ok({ items: ['6', '7'].map(anItem), total: 7, version: 'another' }));
  await changed;
  expect(chosen()).toBe('');
  const late = store.getState().chooseAll();
  store.getState().toggle(0);
  await settle();
  bridge.last('customers:search').answer(ok({ items: ['6', '7'].map(anItem), total: 7 }));
  await late;
  expect(chosen()).toBe('1');
});

test('a different list clears the choice, a sync run keeps it', async () => {
  const { bridge, listQuery, rows, store, chosen } = await aChoice();
  store.getState().toggle(1);
  bridge.send('sync:finished', { outcome: 'success' } as never);
  await settle();
  bridge.last('customers:search').answer(ok({ items: ['9', ...IDS].map(anItem), total: 6 }));
  await expect.poll(() => rows.getState().total).toBe(6);
  expect(chosen()).toBe('2');
  await store.getState().extendTo(4);
  expect(chosen()).toBe('2 3 4');
  listQuery.getState().setSearch('ros');
  expect(chosen()).toBe('');
});

test('one command sets a date for the chosen customers, clears the choice and can be undone', async () => {
  const { bridge, store, chosen } = await aChoice();
  store.getState().toggle(1);
  store.getState().toggle(3);
  const saving = store.getState().callBack('2026-12-01');
  await settle();
  expect(bridge.last('notes:save-day').argument).toEqual({ customers: ['2', '4'], dueOn: '2026-12-01' });
  bridge.last('notes:save-day').answer(ok(2));
  await saving;
  expect(chosen()).toBe('');
  expect(store.getState().outcome).toEqual({ kind: 'dated', customers: 2, dueOn: '2026-12-01' });
  const undoing = store.getState().undoCallBack();
  await settle();
  bridge.last('notes:undo-day').answer(ok(2));
  await undoing;
  expect(store.getState()).toMatchObject({ outcome: null, isBusy: false });
});

test('a date that could not be saved shows an error and keeps the choice', async () => {
  const { bridge, store, chosen } = await aChoice();
  store.getState().toggle(1);
  const saving = store.getState().callBack('2026-12-01');
  await settle();
  const error = appError('NOTE_NOT_SAVED', 'refused');
  bridge.last('notes:save-day').answer({ ok: false, error });
  await saving;
  expect(chosen()).toBe('2');
  expect(store.getState().outcome).toEqual({ kind: 'failed', error });
});

test('unsaved note text is saved before a date is set, and loaded again afterwards', async () => {
  const { bridge, notes, store } = await aChoice();
  notes.getState().open('2');
  bridge.last('notes:get').answer(ok({ customerId: '2', text: 'prima', dueOn: null, changedAt: '' }));
  await settle();
  notes.getState().write('dopo');
  store.getState().toggle(1);
  const saving = store.getState().callBack('2026-12-01');
  await settle();
  expect(bridge.requests.map(({ name }) => name)).not.toContain('notes:save-day');
  bridge.last('notes:save').answer(ok(null));
  await settle();
  bridge.last('notes:save-day').answer(ok(1));
  await settle();
  bridge.last('notes:get').answer(ok({ customerId: '2', text: 'dopo', dueOn: '2026-12-01', changedAt: '' }));
  await saving;
  expect(notes.getState().draft).toEqual({ text: 'dopo', dueOn: '2026-12-01' });
});
