import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import type { AppError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { CurrentSession } from './current-session';
import type { SyncSession } from './sync-session';

function opening(...answers: readonly Result<string, AppError>[]): CurrentSession {
  const left = [...answers];
  return new CurrentSession(() =>
    Promise.resolve(
      (left.shift() ?? fail(appError('STORE_FAILED', 'none'))) as Result<SyncSession, AppError>,
    ),
  );
}

test('a follower receives the current session and each later one', async () => {
  const session = opening(ok('first'), ok('second'));
  const before: unknown[] = [];
  session.follow((one) => before.push(one));
  expect(session.isOpen).toBe(false);
  expect(() => session.now).toThrow('before it was opened');
  await session.open();
  const after: unknown[] = [];
  session.follow((one) => after.push(one));
  await session.open();
  expect([before, after]).toEqual([
    ['first', 'second'],
    ['first', 'second'],
  ]);
  expect(session.now).toBe('second');
});

test('a session that cannot be opened replaces none', async () => {
  const session = opening(ok('first'), fail(appError('STORE_UNAVAILABLE', 'held')));
  await session.open();
  expect(await session.open()).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  expect(session.now).toBe('first');
});
