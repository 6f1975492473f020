import { expect, test } from 'vitest';
import type { Connection } from '../../preload/contract';
import { NOTE_LENGTH } from '../../preload/contract/values';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { createNotesStore } from './notes-store';
import { createSettingsStore } from './settings-store';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const SAVED = { ok: true, value: null } as const;
const FAILED = { ok: false, error: { code: 'NOTE_NOT_SAVED', message: '' } } as const;

/** Creates a store with a customer's note open. `pause` ends the store's wait after typing. */
async function opened(): Promise<{
  bridge: FakeBridge;
  store: ReturnType<typeof createNotesStore>;
  pause: () => void;
}> {
  const bridge = new FakeBridge();
  const timers = new Set<() => void>();
  const settings = createSettingsStore(bridge);
  const store = createNotesStore(bridge, settings, (_ms, callback) => {
    timers.add(callback);
    return () => timers.delete(callback);
  });
  store.getState().open('7');
  bridge.last('notes:get').answer({
    ok: true,
    value: { customerId: '7', text: 'Prima', dueOn: '2026-11-30', changedAt: '' },
  });
  await settled();
  return { bridge, store, pause: () => [...timers].forEach((callback) => callback()) };
}

const saves = (bridge: FakeBridge): unknown[] =>
  bridge.requests.filter(({ name }) => name === 'notes:save').map(({ argument }) => argument);

test('typed text is saved once after a pause', async () => {
  const { bridge, store, pause } = await opened();
  expect(store.getState()).toMatchObject({
    draft: { text: 'Prima', dueOn: '2026-11-30' },
    saveState: 'untouched',
  });
  store.getState().write('Prima e');
  store.getState().write('Prima e dopo');
  expect(saves(bridge)).toEqual([]);
  expect(store.getState().saveState).toBe('saving');
  pause();
  expect(saves(bridge)).toEqual([{ customer: '7', text: 'Prima e dopo', dueOn: '2026-11-30' }]);
  bridge.last('notes:save').answer(SAVED);
  await settled();
  expect(store.getState().saveState).toBe('saved');
  await store.getState().flush();
  expect(saves(bridge)).toHaveLength(1);
});

test('a date is saved at once, together with the current text', async () => {
  const { bridge, store } = await opened();
  store.getState().write('Nuovo');
  store.getState().setDue(null);
  expect(saves(bridge)).toEqual([{ customer: '7', text: 'Nuovo', dueOn: null }]);
});

test('a draft is saved before another customer is shown, and appears again later', async () => {
  const { bridge, store } = await opened();
  store.getState().write('Non ancora salvata');
  store.getState().open('8');
  expect(saves(bridge)).toEqual([{ customer: '7', text: 'Non ancora salvata', dueOn: '2026-11-30' }]);
  expect(store.getState()).toMatchObject({ customerId: '8', draft: null });
  bridge.last('notes:save').answer(FAILED);
  await settled();
  expect(store.getState().saveState).toBe('untouched');
  store.getState().open('7');
  expect(store.getState().draft?.text).toBe('Non ancora salvata');
});

test('a draft that cannot be saved stays in the field and is saved later', async () => {
  const { bridge, store, pause } = await opened();
  store.getState().write('Importante');
  pause();
  bridge.last('notes:save').answer(FAILED);
  await settled();
  expect(store.getState()).toMatchObject({ draft: { text: 'Importante' }, saveState: 'failed' });
  // An event before the next attempt to save does not restore the old text.
  bridge.send('store:changed', {} as never);
  await settled();
  void store.getState().flush();
  expect(saves(bridge)).toHaveLength(2);
  bridge.last('notes:save').answer(SAVED);
  await settled();
  expect(store.getState()).toMatchObject({ draft: { text: 'Importante' }, saveState: 'saved' });
});

test('the end of an older save does not mark newer text as saved', async () => {
  const { bridge, store, pause } = await opened();
  store.getState().write('Uno');
  pause();
  const first = bridge.last('notes:save');
  store.getState().write('Uno due');
  first.answer(SAVED);
  await settled();
  expect(store.getState().saveState).toBe('saving');
  pause();
  expect(saves(bridge).at(-1)).toMatchObject({ text: 'Uno due' });
});

test('the window may close only after everything is saved', async () => {
  const { bridge, store } = await opened();
  store.getState().write('In fretta');
  bridge.send('window:leaving', null);
  await settled();
  expect(bridge.requests.some(({ name }) => name === 'window:flushed')).toBe(false);
  bridge.last('notes:save').answer(SAVED);
  await settled();
  expect(bridge.last('window:flushed').argument).toBeUndefined();
});

test('a late answer for the previous customer is not shown with the next one', async () => {
  const { bridge, store } = await opened();
  store.getState().open('8');
  const late = bridge.last('notes:get');
  store.getState().open('9');
  late.answer({ ok: true, value: { customerId: '8', text: 'Di 8', dueOn: null, changedAt: '' } });
  await settled();
  expect(store.getState()).toMatchObject({ customerId: '9', draft: null });
});

test('the counts follow the events of main', async () => {
  const bridge = new FakeBridge();
  const store = createNotesStore(bridge, createSettingsStore(bridge), () => () => undefined);
  bridge
    .last('notes:counts')
    .answer({ ok: true, value: { due: 2, 'due-week': 2, dated: 2, noted: 5, starred: 0 } });
  await settled();
  expect(store.getState().counts).toEqual({ due: 2, 'due-week': 2, dated: 2, noted: 5, starred: 0 });
  bridge.send('notes:changed', { due: 1, 'due-week': 1, dated: 1, noted: 5, starred: 0 });
  expect(store.getState().counts.due).toBe(1);
});

const account = (user: string): Connection => ({
  kind: 'account',
  portalUrl: 'https://archibald.example.it',
  user,
  password: 'stored',
});
const connect = (bridge: FakeBridge, connection: Connection): void =>
  bridge.send('settings:changed', { connection });

test('an unsaved draft waits for its own account and is never saved or shown for another', async () => {
  const { bridge, store, pause } = await opened();
  bridge.last('settings:get').answer({ ok: true, value: { connection: account('Agente') } });
  await settled();
  store.getState().write('Di agente');
  pause();
  const draft = {
    customer: '7',
    text: 'Di agente',
    dueOn: '2026-11-30',
    owner: 'agente@archibald.example.it',
  };
  expect(saves(bridge)).toEqual([draft]);
  bridge.last('notes:save').answer(FAILED);
  await settled();

  // After disconnecting, the customers still belong to the agent.
  connect(bridge, { kind: 'none' });
  expect(store.getState()).toMatchObject({ draft: { text: 'Di agente' }, saveState: 'failed' });
  connect(bridge, { kind: 'demo' });
  expect(store.getState()).toMatchObject({ customerId: '7', draft: null, saveState: 'untouched' });
  bridge.send('store:changed', {} as never);
  bridge.last('notes:get').answer({ ok: true, value: null });
  await settled();
  store.getState().open('8');
  store.getState().open('7');
  bridge.last('notes:get').answer({ ok: true, value: null });
  await settled();
  expect(store.getState().draft).toEqual({ text: '', dueOn: null });
  await store.getState().flush();
  expect(saves(bridge)).toHaveLength(1);

  connect(bridge, account('agente'));
  expect(store.getState().draft?.text).toBe('Di agente');
  bridge.send('store:changed', {} as never);
  expect(saves(bridge)).toEqual([draft, draft]);
  bridge.last('notes:save').answer(SAVED);
  await settled();
  expect(store.getState()).toMatchObject({ draft: { text: 'Di agente' }, saveState: 'saved' });
});

const finishedCall = async (text: string) => {
  const { bridge, store } = await opened();
  store.getState().write(text);
  store.getState().finish('28/11 richiamato');
  return { bridge, state: store.getState };
};

test('a finished call adds a line to the note and removes the date, and both can be undone', async () => {
  const { bridge, state } = await finishedCall('Prima');
  expect(saves(bridge)).toEqual([{ customer: '7', text: '28/11 richiamato\nPrima', dueOn: null }]);
  expect(state().finished).toMatchObject({ dueOn: '2026-11-30' });
  state().undoFinish();
  expect(saves(bridge).at(-1)).toEqual({ customer: '7', text: 'Prima', dueOn: '2026-11-30' });
  expect(state().finished).toBeNull();
});

test('undoing a call keeps later edits, including an edited line of the call', async () => {
  const first = await finishedCall('');
  first.state().write('28/11 richiamato\nRichiede il listino');
  first.state().undoFinish();
  expect(first.state().draft).toEqual({ text: 'Richiede il listino', dueOn: '2026-11-30' });
  const second = await finishedCall('Prima');
  second.state().write('28/11 richiamato: assente\nPrima');
  second.state().undoFinish();
  expect(second.state().draft).toEqual({ text: '28/11 richiamato: assente\nPrima', dueOn: '2026-11-30' });
});

test('a full note loses only its date when a call is finished', async () => {
  const full = '28/11 richiamato'.padEnd(NOTE_LENGTH, 'x');
  const { state } = await finishedCall(full);
  expect(state().draft).toEqual({ text: full, dueOn: null });
  state().undoFinish();
  expect(state().draft).toEqual({ text: full, dueOn: '2026-11-30' });
});

test('a call cannot be undone after a new date is set or another customer is shown', async () => {
  const { state } = await finishedCall('Prima');
  state().setDue('2026-12-04');
  expect(state().finished).toBeNull();
  state().undoFinish();
  expect(state().draft).toEqual({ text: '28/11 richiamato\nPrima', dueOn: '2026-12-04' });
  state().finish('29/11 richiamato');
  state().open('8');
  expect(state().finished).toBeNull();
});
