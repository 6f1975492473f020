import { expect, test } from 'vitest';
import { aListOf, anItem } from '../../tests/helpers/customer-stores';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createCustomerActions } from './customer-actions';
import { createSettingsStore } from './settings-store';
import { createUiStore } from './ui-store';

const CALLED = { ...anItem('2'), name: '«Cliente 2»', phone: '+39 06 1234567', mobile: '3401234567' };

async function actionsOf(portalUrl = 'https://archibald.example.it') {
  const bridge = new FakeBridge();
  const { rows, openCustomer } = await aListOf(bridge, ['1', '2']);
  const settings = createSettingsStore(bridge);
  settings.setState({
    snapshot: { connection: { kind: 'account', portalUrl, user: 'rossi', password: 'stored' } } as never,
  });
  const ui = createUiStore(bridge);
  const actions = createCustomerActions(bridge, { openCustomer, rows, settings, ui });
  const sent = (): unknown[] =>
    bridge.requests
      .filter(({ name }) => name.startsWith('outside:') || name === 'window:customer-menu')
      .map(({ name, argument }) => [name, argument]);
  return { bridge, actions, openCustomer, rows, ui, sent };
}

test('a call dials the first number, and copying copies its formatted text', async () => {
  const { actions, sent } = await actionsOf();
  actions.act('call', CALLED);
  actions.act('copy-number', CALLED);
  actions.act('copy-name', CALLED);
  actions.act('call', anItem('1'));
  expect(sent()).toEqual([
    ['outside:open', 'tel:+39061234567'],
    ['outside:copy', '+39 06 123 4567'],
    ['outside:copy', 'Cliente 2'],
  ]);
});

test('a key acts on the open customer, otherwise on the one at the cursor, otherwise on none', async () => {
  const { actions, openCustomer, sent, ui } = await actionsOf();
  actions.actOnCurrent('copy-name');
  expect(sent()).toEqual([]);
  openCustomer.getState().moveTo(0);
  actions.actOnCurrent('copy-name');
  expect(sent()).toEqual([['outside:copy', 'Cliente 1']]);
  actions.actOnCurrent('note');
  expect(openCustomer.getState().selectedId).toBe('1');
  expect(ui.getState().requestedField).toBe('note');
  // The open customer is not loaded yet, so no other customer's name may be copied.
  actions.actOnCurrent('copy-name');
  expect(sent()).toHaveLength(1);
});

test('the portal opens only if its address is https', async () => {
  const safe = await actionsOf();
  safe.actions.act('portal', CALLED);
  expect(safe.sent()).toEqual([['outside:open-portal', undefined]]);
  const unsafe = await actionsOf('http://archibald.example.it');
  unsafe.actions.act('portal', CALLED);
  expect(unsafe.sent()).toEqual([]);
});

test('a menu choice acts on the customer whose menu was opened', async () => {
  const { bridge, actions, openCustomer, sent, ui } = await actionsOf();
  actions.showMenu(CALLED, { x: 10.4, y: -3 });
  expect(sent()).toEqual([
    ['window:customer-menu', { customer: '2', number: '+39 06 123 4567', hasPortal: true, x: 10, y: 0 }],
  ]);
  bridge.send('window:customer-chosen', { customer: '2', action: 'recall' });
  expect(openCustomer.getState().selectedId).toBe('2');
  expect(ui.getState().requestedField).toBe('recall');
  bridge.send('window:customer-chosen', { customer: '9', action: 'copy-name' });
  expect(sent()).toHaveLength(1);
});

test('the error of a failed opening stays until something else opens', async () => {
  const { bridge, actions, ui } = await actionsOf();
  actions.act('call', CALLED);
  bridge.last('outside:open').answer({ ok: false, error: { code: 'NOT_OPENED', message: '' } });
  await settle();
  expect(ui.getState().outsideFailure?.code).toBe('NOT_OPENED');
  actions.act('call', CALLED);
  bridge.last('outside:open').answer(ok(null));
  await settle();
  expect(ui.getState().outsideFailure).toBeNull();
});

test('a button in a row opens the customer and shows its QR code', async () => {
  const { actions, openCustomer, ui } = await actionsOf();
  actions.act('scan', CALLED);
  expect(openCustomer.getState().selectedId).toBe('2');
  expect(ui.getState().requestedField).toBe('scan');
});

test('the star key toggles the customer at the cursor, or the open one according to its loaded state', async () => {
  const { actions, bridge, openCustomer, rows } = await actionsOf();
  const stars = (): unknown[] =>
    bridge.requests.filter(({ name }) => name === 'notes:star').map(({ argument }) => argument);
  rows.setState({ items: new Map([[0, { ...anItem('1'), isStarred: true }]]) });
  openCustomer.getState().moveTo(0);
  actions.actOnCurrent('star');
  expect(stars()).toEqual([{ customer: '1', isStarred: false }]);
  openCustomer.getState().select('2');
  actions.actOnCurrent('star');
  expect(stars()).toHaveLength(1);
  const customer = { record: { id: '2', name: 'Cliente 2', phone: null, mobile: null } } as never;
  bridge.last('customers:get').answer(ok(customer));
  bridge.last('customers:changes').answer(ok({ items: [], total: 0 } as never));
  await settle();
  actions.actOnCurrent('star');
  expect(stars()[1]).toEqual({ customer: '2', isStarred: true });
});

test('a star that could not be saved shows an error', async () => {
  const { actions, bridge, ui } = await actionsOf();
  actions.act('star', CALLED);
  bridge.last('notes:star').answer({ ok: false, error: { code: 'DISK_FULL', message: 'full' } });
  await settle();
  expect(ui.getState().outsideFailure?.code).toBe('DISK_FULL');
});
