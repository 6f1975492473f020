import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { followSessionEnd } from './session-end';

test('on Windows a window that is always there hears of the end of the session', () => {
  const ends: string[] = [];
  const window = followSessionEnd(
    'win32',
    () => new EventEmitter(),
    () => ends.push('end'),
  );
  expect(ends).toEqual([]);
  window?.emit('session-end');
  expect(ends).toEqual(['end']);
});

test.each(['linux', 'darwin'] as const)('on %s the app itself is told, and no window is made', (platform) => {
  const makeWindow = (): never => {
    throw new Error('made a window');
  };
  expect(followSessionEnd(platform, makeWindow, () => undefined)).toBeNull();
});
