import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import type { SyncStatus } from '../../../preload/contract';
import { aProgress, aRun, aStatus } from '../../../tests/helpers/sync';
import type { TrayIcon } from './tray-state';
import { trayState } from './tray-state';

const MONDAY = new Date(2026, 10, 30, 8).toISOString();

/** The line in Italian. Times are local, so tests compare only the words around the times. */
function lineOf(changes: Partial<SyncStatus>, metrics: Partial<SyncStatus['metrics']> = {}): string {
  return trayState({ ...aStatus(metrics), ...changes }, 0, 'it').line;
}

test('the line shows the age of the data, and that they cannot be renewed now', () => {
  expect(lineOf({})).toMatch(/^Ultimo aggiornamento: 23\/11 (alle |all’)\d+:\d\d$/);
  expect(lineOf({ hold: { reason: 'offline' } })).toMatch(/^Offline: dati del 23\/11 (alle |all’)\d+:\d\d$/);
  expect(lineOf({ hold: { reason: 'offline' } }, { lastSuccessTime: null })).toBe(
    'Offline: ancora nessun dato',
  );
  expect(lineOf({}, { health: 'degraded' })).toMatch(/^Aggiornamenti non riusciti · 23\/11/);
});

test.each<[Partial<SyncStatus>, TrayIcon]>([
  [{}, 'idle'],
  [{ hold: { reason: 'no-account' } }, 'idle'],
  [{ running: aProgress(), hold: { reason: 'offline' } }, 'syncing'],
  [{ hold: { reason: 'offline' } }, 'quiet'],
  [{ hold: { reason: 'paused' } }, 'quiet'],
  [{ hold: { reason: 'login-limit', until: MONDAY } }, 'quiet'],
  [{ hold: { reason: 'hours', until: MONDAY } }, 'quiet'],
  [{ hold: { reason: 'obstacle', code: 'PASSWORD_NEEDED' } }, 'attention'],
  [{ hold: { reason: 'obstacle', code: 'DISK_FULL' } }, 'attention'],
  [{ hold: { reason: 'obstacle', code: 'PORTAL_NOT_ALLOWED' } }, 'attention'],
  [{ hold: { reason: 'obstacle', code: 'POLICY_BROKEN' } }, 'attention'],
  [{ hold: { reason: 'obstacle', code: 'PORTAL_NOT_SECURE' } }, 'attention'],
  [{ hold: { reason: 'blocked', code: 'LOGIN_REFUSED' } }, 'attention'],
])('with %j the icon is %s', (changes, icon) => {
  expect(trayState({ ...aStatus(), ...changes }, 0, 'it').icon).toBe(icon);
});

test('the icon asks for attention when syncing fails repeatedly', () => {
  expect(trayState(aStatus({ health: 'degraded' }), 0, 'it').icon).toBe('attention');
  expect(trayState(aStatus({ health: 'failing' }), 0, 'it').icon).toBe('idle');
});

test('the line reports a foreign network with the age of the data, and asks to act when it lasts', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('NETWORK_LOGIN', 'a hotel') });
  const clock = aRun({ outcome: 'failed', error: appError('CLOCK_WRONG', 'a clock') });
  const health = 'foreign-network';
  expect(trayState(aStatus({ health, lastResult }), 0, 'it').icon).toBe('quiet');
  expect(lineOf({}, { health, lastResult })).toMatch(/^Portale non raggiungibile da questa rete · 23\/11/);
  expect(lineOf({}, { health, lastResult: clock })).toMatch(/^L’orologio del computer sembra sbagliato · 23/);
  expect(trayState(aStatus({ health: 'blocked', lastResult }), 0, 'it')).toMatchObject({
    icon: 'attention',
    line: 'Serve il tuo intervento',
  });
});

test('the line shows the reason for waiting', () => {
  const hold = { reason: 'paused' } as const;
  expect(lineOf({ hold, pause: { until: '2026-11-23T08:30:00.000Z' } })).toMatch(/^In pausa fino a lunedì /);
  expect(lineOf({ hold, pause: { until: null } })).toBe('In pausa fino alla ripresa manuale');
  expect(lineOf({ hold: { reason: 'blocked', code: 'LOGIN_REFUSED' } })).toBe('Serve il tuo intervento');
  expect(lineOf({ hold: { reason: 'blocked', code: 'LOGIN_UNCONFIRMED' } })).toBe(
    'Accesso non confermato: serve il tuo intervento',
  );
  expect(lineOf({ hold: { reason: 'hours', until: MONDAY } })).toBe('Aggiornamenti da lunedì alle 8:00');
  expect(lineOf({ hold: { reason: 'login-limit', until: MONDAY } })).toBe(
    'Limite di accessi raggiunto: gli aggiornamenti riprendono lunedì alle 8:00',
  );
  expect(lineOf({ running: aProgress(), hold })).toBe('Aggiornamento in corso…');
});

test('the menu offers three lengths of pause, and to resume while paused', () => {
  expect(trayState(aStatus(), 0, 'it').pause.items.map(({ length }) => length)).toEqual([
    'hour',
    'tomorrow',
    'open',
  ]);
  const paused = trayState({ ...aStatus(), pause: { until: null } }, 0, 'en').pause.items;
  expect(paused[0]).toEqual({ label: 'Resume', length: null });
  expect(paused).toHaveLength(4);
});

test('the menu shows the number of customers to call back, and no entry for none', () => {
  expect(trayState(aStatus(), 3, 'it').due).toBe('Da richiamare oggi: 3');
  expect(trayState(aStatus(), 1_200, 'en').due).toBe('To call back today: 1,200');
  expect(trayState(aStatus(), 0, 'it').due).toBeNull();
});
