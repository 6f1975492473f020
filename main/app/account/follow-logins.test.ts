import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import type { SyncRun } from '../../../preload/contract';
import { CHEAP_HASH } from '../../../tests/helpers/logins';
import { aRun } from '../../../tests/helpers/sync';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { TestLog } from '../../../tests/helpers/test-log';
import { Emitter } from '../../base/emitter';
import { RefusedLogins } from '../../settings/refused-logins';
import { followLogins } from './follow-logins';

const LOGIN = { origin: 'https://archibald.example.it', user: 'agente', password: 'segreta' };

async function after(run: Partial<SyncRun>, { isUnanswered = false, hasLogin = true } = {}) {
  const refused = new RefusedLogins(tempFolder(), CHEAP_HASH);
  await refused.note({ ...LOGIN, password: 'another' }, 'LOGIN_REFUSED');
  const finished = new Emitter<SyncRun>();
  const log = new TestLog();
  followLogins(
    { finished },
    { refused, logins: { isUnanswered }, lastLogin: () => (hasLogin ? LOGIN : null), log },
  );
  finished.emit(aRun({ outcome: 'failed', logins: 1, ...run }));
  await refused.settled();
  expect(log.lines).toEqual([]);
  return refused.find(LOGIN, { isByHand: false });
}

test('credentials that the portal has not accepted are remembered', async () => {
  expect(await after({ error: appError('LOGIN_REFUSED', 'no') })).toBe('LOGIN_REFUSED');
  expect(await after({ error: appError('ACCOUNT_LOCKED', 'no') })).toBe('ACCOUNT_LOCKED');
  expect(await after({ error: appError('LOGIN_UNCONFIRMED', 'no') })).toBe('LOGIN_UNCONFIRMED');
});

test('a run cancelled before the answer to its login leaves the login unconfirmed', async () => {
  const cancelled = { outcome: 'cancelled', error: appError('CANCELLED', 'stopped') } as const;
  expect(await after(cancelled, { isUnanswered: true })).toBe('LOGIN_UNCONFIRMED');
  expect(await after(cancelled)).toBeNull();
});

test('a run that failed for another reason, or sent nothing, changes nothing', async () => {
  expect(await after({ error: appError('PORTAL_ERROR', 'no') })).toBeNull();
  expect(await after({ error: appError('LOGIN_REFUSED', 'no'), logins: 0 })).toBeNull();
  expect(await after({ error: appError('LOGIN_REFUSED', 'no') }, { hasLogin: false })).toBeNull();
});

test('credentials of a successful run are removed from the refused ones', async () => {
  const refused = new RefusedLogins(tempFolder(), CHEAP_HASH);
  await refused.note(LOGIN, 'LOGIN_REFUSED');
  const finished = new Emitter<SyncRun>();
  const logins = { isUnanswered: false };
  followLogins({ finished }, { refused, logins, lastLogin: () => LOGIN, log: new TestLog() });
  finished.emit(aRun({ logins: 0 }));
  await refused.settled();
  expect(await refused.find(LOGIN)).toBeNull();
});
