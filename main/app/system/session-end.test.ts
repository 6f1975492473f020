import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { followSessionEnd } from './session-end';

test('on Windows a permanent window receives the end of the session', () => {
  const events: string[] = [];
  const window = followSessionEnd('win32', () => new EventEmitter(), {
    onAsked: () => events.push('asked'),
    onEnd: () => events.push('end'),
  });
  expect(events).toEqual([]);
  window?.emit('query-session-end');
  expect(events).toEqual(['asked']);
  window?.emit('session-end');
  expect(events).toEqual(['asked', 'end']);
});

test.each(['linux', 'darwin'] as const)('on %s the app receives the end without a window', (platform) => {
  const makeWindow = (): never => {
    throw new Error('made a window');
  };
  const actions = { onAsked: () => undefined, onEnd: () => undefined };
  expect(followSessionEnd(platform, makeWindow, actions)).toBeNull();
});
