import { expect, test } from 'vitest';
import { hasDisplay, testWorkers } from './display.mjs';

test('Windows and macOS always have a display, and Linux needs one in its environment', () => {
  expect(hasDisplay('win32', {})).toBe(true);
  expect(hasDisplay('darwin', {})).toBe(true);
  expect(hasDisplay('linux', {})).toBe(false);
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
});

test('tests on the computer’s own display run one by one', () => {
  expect(testWorkers(true)).toBe(1);
  expect(testWorkers(false)).toBeGreaterThan(1);
});
