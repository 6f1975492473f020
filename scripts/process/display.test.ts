import { expect, test } from 'vitest';
import { hasDisplay, workersAtOnce } from './display.mjs';

test('Windows and macOS always have a display, Linux one that its environment names', () => {
  expect(hasDisplay('win32', {})).toBe(true);
  expect(hasDisplay('darwin', {})).toBe(true);
  expect(hasDisplay('linux', {})).toBe(false);
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
});

test('on the computer’s own display one window after the other has the focus', () => {
  expect(workersAtOnce(true)).toBe(1);
  expect(workersAtOnce(false)).toBeGreaterThan(1);
});
