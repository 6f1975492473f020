import { expect, test } from 'vitest';
import type { SettingsSnapshot } from '../../preload/contract';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createSettingsStore } from './settings-store';

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
    morningCalls: true,
    density: 'compact',
    automaticBanner: true,
    startWithComputer: false,
  },
  connection: { kind: 'none' },
  appVersion: '1.0.0',
  isTestBuild: false,
  dataFolder: '/data',
};

test('a refused change leaves the settings unchanged', async () => {
  const bridge = new FakeBridge();
  const store = createSettingsStore(bridge);
  const changed = store.getState().change({ frequencyMinutes: 60 });
  bridge
    .last('settings:change')
    .answer({ ok: false, error: { code: 'SETTINGS_NOT_SAVED', message: 'full' } });
  expect((await changed)?.code).toBe('SETTINGS_NOT_SAVED');
  expect(store.getState().snapshot).toBeNull();
});

test('a switch shows its new value at once and reverts when the change is refused', async () => {
  const bridge = new FakeBridge();
  const store = createSettingsStore(bridge);
  bridge.last('settings:get').answer(ok(SETTINGS));
  await settle();
  const preferences = () => store.getState().snapshot?.preferences;
  const refused = store.getState().change({ notifications: false });
  const refusal = bridge.last('settings:change');
  const accepted = store.getState().change({ theme: 'dark' });
  expect(preferences()).toMatchObject({ notifications: false, theme: 'dark' });
  // An unrelated event, which contains neither change, does not undo them.
  bridge.send('settings:changed', { update: { kind: 'refused' } });
  expect(preferences()).toMatchObject({ notifications: false, theme: 'dark' });
  refusal.answer({ ok: false, error: { code: 'SETTINGS_NOT_SAVED', message: 'full' } });
  await refused;
  expect(preferences()).toMatchObject({ notifications: true, theme: 'dark' });
  const kept = { ...SETTINGS.preferences, theme: 'dark' as const };
  bridge.send('settings:changed', { preferences: kept });
  bridge.last('settings:change').answer(ok(null));
  await accepted;
  expect(store.getState().snapshot).toEqual({
    ...SETTINGS,
    update: { kind: 'refused' },
    preferences: kept,
  });
});

test('an accepted change stays until its event arrives', async () => {
  const bridge = new FakeBridge();
  const store = createSettingsStore(bridge);
  bridge.last('settings:get').answer(ok(SETTINGS));
  await settle();
  const accepted = store.getState().change({ theme: 'dark' });
  bridge.last('settings:change').answer(ok(null));
  await accepted;
  expect(store.getState().snapshot?.preferences).toEqual({ ...SETTINGS.preferences, theme: 'dark' });
});

test('a change before the first snapshot is not overwritten by it', async () => {
  const bridge = new FakeBridge();
  const store = createSettingsStore(bridge);
  bridge.send('settings:changed', { connection: { kind: 'demo' } });
  expect(store.getState().snapshot).toBeNull();
  bridge.last('settings:get').answer(ok({ ...SETTINGS, connection: { kind: 'none' } }));
  await settle();
  expect(store.getState().snapshot).toEqual({ ...SETTINGS, connection: { kind: 'demo' } });
});
