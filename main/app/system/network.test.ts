import { expect, test } from 'vitest';
import type { OwnAddress } from './network';
import { networkIdentity, createOnlineCheck } from './network';

test('the check follows the system', () => {
  let online = false;
  const isOnline = createOnlineCheck(
    () => online,
    () => false,
  );
  expect(isOnline()).toBe(false);
  online = true;
  expect(isOnline()).toBe(true);
});

test('the demo runs on a computer without a network, and notices a lost one', () => {
  let online = false;
  const isOnline = createOnlineCheck(
    () => online,
    () => true,
  );
  expect(isOnline()).toBe(true);
  online = true;
  expect(isOnline()).toBe(true);
  online = false;
  expect(isOnline()).toBe(false);
});

const address = (text: string, internal = false): OwnAddress => ({
  address: text,
  family: text.includes(':') ? 'IPv6' : 'IPv4',
  internal,
});

test('another address or interface means another network', () => {
  const office = networkIdentity({ lo: [address('127.0.0.1', true)], wlan0: [address('10.0.0.7')] });
  expect(office).toBe('wlan0 10.0.0.7');
  expect(networkIdentity({ wlan0: [address('192.168.178.20')] })).not.toBe(office);
  expect(networkIdentity({ usb0: [address('10.0.0.7')] })).not.toBe(office);
  expect(networkIdentity({})).toBe('');
});

test('the order of addresses and their daily changing half do not matter', () => {
  const [one, other] = [address('2001:db8:1:2:a1:b2:c3:d4'), address('2001:db8:1:2::77')];
  const wlan0 = [address('10.0.0.7'), address('fe80::1'), one];
  expect(networkIdentity({ wlan0 })).toBe('wlan0 10.0.0.7, wlan0 2001:db8:1:2');
  expect(networkIdentity({ wlan0: [other, one, address('10.0.0.7')] })).toBe(networkIdentity({ wlan0 }));
  expect(networkIdentity({ wlan0: [address('2001:db8::5')] })).toBe('wlan0 2001:db8:0:0');
});
