import { expect, test } from 'vitest';
import { isNodeSupported } from './node-version.mjs';

test.each([
  ['20.19.0', true],
  ['20.18.1', false],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.0.0', true],
  ['24.1.0', true],
  ['18.20.0', false],
])('takes Node %s: %s', (version, supported) => {
  expect(isNodeSupported(version)).toBe(supported);
});
