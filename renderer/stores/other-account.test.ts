import { expect, test } from 'vitest';
import type { SettingsChange } from '../../preload/contract';
import { FakeBridge } from '../../tests/helpers/fake-bridge';
import { onOtherAccount } from './other-account';

test('the callback runs for another account, not for other settings', () => {
  const bridge = new FakeBridge();
  let calls = 0;
  onOtherAccount(bridge, () => (calls += 1));
  const receive = (change: SettingsChange): number => {
    bridge.send('settings:changed', change);
    return calls;
  };
  const connection = { kind: 'account', portalUrl: 'https://a.it', user: 'a', password: 'stored' } as const;
  expect(receive({ update: { kind: 'none' } })).toBe(0);
  // The first event counts because the connection before it is unknown.
  expect(receive({ connection })).toBe(1);
  expect(receive({ connection })).toBe(1);
  expect(receive({ connection: { ...connection, user: 'b' } })).toBe(2);
  expect(receive({ connection: { kind: 'none' } })).toBe(3);
});
