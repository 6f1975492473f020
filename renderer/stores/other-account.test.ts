import { expect, test } from 'vitest';
import type { SettingsChange } from '../../preload/contract';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { onOtherAccount } from './other-account';

test('the callback runs for another account, not for other settings', () => {
  const bridge = new FakeBridge();
  let heard = 0;
  onOtherAccount(bridge, () => (heard += 1));
  const tell = (change: SettingsChange): number => {
    bridge.send('settings:changed', change);
    return heard;
  };
  const connection = { kind: 'account', portalUrl: 'https://a.it', user: 'a', password: 'stored' } as const;
  expect(tell({ update: { kind: 'none' } })).toBe(0);
  // The first event counts because the connection before it is unknown.
  expect(tell({ connection })).toBe(1);
  expect(tell({ connection })).toBe(1);
  expect(tell({ connection: { ...connection, user: 'b' } })).toBe(2);
  expect(tell({ connection: { kind: 'none' } })).toBe(3);
});
