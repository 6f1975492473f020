import { expect, test } from 'vitest';
import { networkOf } from './network';

test('believes the system', () => {
  let online = false;
  const isOnline = networkOf(
    () => online,
    () => false,
  );
  expect(isOnline()).toBe(false);
  online = true;
  expect(isOnline()).toBe(true);
});

test('lets the demo run on a computer without a network, and notices when one goes', () => {
  let online = false;
  const isOnline = networkOf(
    () => online,
    () => true,
  );
  expect(isOnline()).toBe(true);
  online = true;
  expect(isOnline()).toBe(true);
  online = false;
  expect(isOnline()).toBe(false);
});
