import { expect, test } from 'vitest';
import type { SettingsSnapshot } from '../../preload/contract';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { onOtherAccount } from './other-account';

test('hears of another account, and not of what else is set', () => {
  const bridge = new FakeBridge();
  let heard = 0;
  onOtherAccount(bridge, () => (heard += 1));
  const tell = (settings: Partial<SettingsSnapshot>): number => {
    bridge.send('settings:changed', settings as SettingsSnapshot);
    return heard;
  };
  const connection = { kind: 'account', portalUrl: 'https://a.it', user: 'a', password: 'stored' } as const;
  // What was connected before the first is not known.
  expect(tell({ connection })).toBe(1);
  expect(tell({ connection, appVersion: '2.0.0' })).toBe(1);
  expect(tell({ connection: { ...connection, user: 'b' } })).toBe(2);
  expect(tell({ connection: { kind: 'none' } })).toBe(3);
});
