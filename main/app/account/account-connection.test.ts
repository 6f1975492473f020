import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AppError, Erasure } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { CHEAP_HASH, loginJournal } from '../../../tests/helpers/logins';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { TestLog } from '../../../tests/helpers/test-log';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { PortalDriver } from '../../portal/driver';
import type { PortalLogin } from '../../portal/login/login';
import { Credentials } from '../../settings/credentials';
import type { FoundPassword } from '../../settings/credentials';
import { parsePolicy } from '../../settings/policy';
import { RefusedLogins } from '../../settings/refused-logins';
import { SETTINGS_FILE, Settings } from '../../settings/settings';
import { AccountConnection } from './account-connection';
import type { CacheFate } from './account-connection';

const TYPED = { portalUrl: 'https://archibald.example.it', user: 'agente', password: 'segreta' };
const COMPLETE_ERASURE: Erasure = { erased: [], left: [], foreign: 0, error: null };

interface Given {
  readonly policy?: string;
  /** The agent's answer to every question. */
  readonly answer?: boolean;
  readonly mayDisconnect?: boolean;
  readonly restarted?: Result<null, AppError>;
  readonly erasure?: Erasure;
  /** The portal's answer to a password. */
  readonly login?: (password: string) => Result<null, AppError>;
}

function opened(folder = tempFolder(), { policy = '{}', answer = true, ...given }: Given = {}) {
  const settings = new Settings(folder, () => 0);
  const box = {
    isAvailable: () => Promise.resolve(true),
    encrypt: (text: string) => Promise.resolve(Buffer.from(text)),
    decrypt: (data: Buffer) => Promise.resolve(data.toString()),
  };
  const credentials = new Credentials(folder, box);
  const log = new TestLog();
  const requests: string[] = [];
  const sent: string[] = [];
  const restarts: CacheFate[] = [];
  const ask = (what: string): Promise<boolean> => {
    requests.push(what);
    return Promise.resolve(answer);
  };
  const driver = {
    forgetSession: () => Promise.resolve(),
    testConnection: ({ origin, password }: PortalLogin) => {
      sent.push(origin);
      const answer = given.login?.(password) ?? ok(null);
      return Promise.resolve(answer.ok ? ok(origin) : answer);
    },
  } as unknown as PortalDriver;
  const connections = new AccountConnection({
    settings,
    credentials,
    driver,
    policy: () => parsePolicy(policy).policy,
    logins: loginJournal(new FakeClock()),
    refused: new RefusedLogins(folder, CHEAP_HASH),
    log,
    restartSync(cache) {
      restarts.push(cache);
      return Promise.resolve(given.restarted ?? ok(null));
    },
    eraseAndRestart: () => Promise.resolve(given.erasure ?? COMPLETE_ERASURE),
    questions: {
      mayErase: () => ask('erase'),
      maySendPassword: ask,
      mayDisconnect: () => Promise.resolve(given.mayDisconnect ?? true),
    },
  });
  return { folder, settings, credentials, box, log, connections, requests, sent, restarts };
}

test('no password goes to a host that the agent has not confirmed', async () => {
  const { connections, requests, sent, settings } = opened(undefined, { answer: false });
  for (const what of ['test', 'connect'] as const) {
    expect(await connections[what](TYPED)).toMatchObject({ error: { code: 'PORTAL_NOT_CONFIRMED' } });
  }
  expect(requests).toEqual(['archibald.example.it', 'archibald.example.it']);
  expect(sent).toEqual([]);
  expect(settings.connection).toEqual({ kind: 'none' });
});

test('the agent confirms a host once, even with a failed test, another password or a restart', async () => {
  const { folder, connections, requests, sent } = opened();
  expect((await connections.test(TYPED)).ok).toBe(true);
  expect((await connections.connect(TYPED)).ok).toBe(true);
  expect(requests).toEqual(['archibald.example.it']);
  const again = opened(folder, { answer: false });
  expect((await again.connections.connect({ ...TYPED, password: 'nuova' })).ok).toBe(true);
  await again.connections.disconnect();
  expect((await again.connections.connect(TYPED)).ok).toBe(true);
  expect(again.requests).toEqual([]);
  // Any other host needs a confirmation, even one with a similar name.
  for (const host of ['other.example.it', 'archibald.example.it.evil.example', 'xarchibald.example.it']) {
    const typed = { ...TYPED, portalUrl: `https://${host}` };
    expect(await again.connections.test(typed)).toMatchObject({ error: { code: 'PORTAL_NOT_CONFIRMED' } });
    expect(again.requests.at(-1)).toBe(host);
  }
  expect([...sent, ...again.sent]).toEqual(Array(4).fill('https://archibald.example.it'));
});

test('a portal named by the company needs no confirmation', async () => {
  const { connections, requests } = opened(undefined, {
    policy: '{"portalUrl":"https://archibald.example.it"}',
    answer: false,
  });
  expect((await connections.test(TYPED)).ok).toBe(true);
  expect(requests).toEqual([]);
});

test('while the company’s portal is unclear, no other portal can be connected', async () => {
  const { folder, connections } = opened();
  await connections.connect(TYPED);
  for (const policy of ['{', '{"portal":"https://archibald.example.it"}', '{"portalUrl":7}']) {
    const unclear = opened(folder, { policy });
    expect((await unclear.connections.test(TYPED)).ok).toBe(true);
    const other = { ...TYPED, portalUrl: 'https://other.example.it' };
    expect(await unclear.connections.connect(other)).toMatchObject({ error: { code: 'POLICY_BROKEN' } });
    expect(unclear.sent).toEqual(['https://archibald.example.it']);
  }
});

test('the account and its password stay unless the agent confirms to main', async () => {
  const { folder, connections } = opened();
  await connections.connect(TYPED);
  const refusing = opened(folder, { mayDisconnect: false });
  for (const leave of ['disconnect', 'connectDemo'] as const) {
    expect((await refusing.connections[leave]()).ok).toBe(true);
    expect(refusing.settings.connection).toMatchObject({ kind: 'account' });
    expect(refusing.credentials.isStored()).toBe(true);
  }
  expect(refusing.restarts).toEqual([]);
  expect((await opened(folder).connections.connectDemo()).ok).toBe(true);
  // Without an account, or in the demo, nothing can be lost, so no question is asked.
  const free = opened(undefined, { mayDisconnect: false });
  expect((await free.connections.connectDemo()).ok).toBe(true);
  expect((await free.connections.disconnect()).ok).toBe(true);
  expect(free.settings.connection).toEqual({ kind: 'none' });
});

test('nothing is erased unless the agent confirms to main', async () => {
  const { folder, settings, connections, credentials } = opened();
  await connections.connect(TYPED);
  const refusing = opened(folder, { answer: false });
  expect(await refusing.connections.erase()).toEqual({ ok: true, value: null });
  expect(refusing.requests).toEqual(['erase']);
  expect(refusing.settings.connection).toEqual(settings.connection);
  expect(credentials.isStored()).toBe(true);
});

test('after erasing, no file names the account and its portal needs a new confirmation', async () => {
  const { folder, settings, connections, requests } = opened();
  await connections.connect(TYPED);
  expect(await connections.erase()).toEqual({
    ok: true,
    value: { ...COMPLETE_ERASURE, erased: [{ kind: 'password', files: 1 }] },
  });
  expect(readFileSync(join(folder, SETTINGS_FILE), 'utf8')).not.toMatch(/agente|example/);
  expect(existsSync(join(folder, `${SETTINGS_FILE}.backup`))).toBe(false);
  expect(settings.isBeingErased).toBe(false);
  await connections.connect(TYPED);
  expect(requests).toEqual(['archibald.example.it', 'erase', 'archibald.example.it']);
});

test('files that could not be erased are tried again and never mixed with another account’s', async () => {
  const left: Erasure = {
    ...COMPLETE_ERASURE,
    left: [{ kind: 'customers', files: 1 }],
    error: appError('ERASE_INCOMPLETE', 'x', { files: 1, reasons: 'EBUSY' }),
  };
  const first = opened(undefined, { erasure: left });
  await first.connections.connect(TYPED);
  expect(await first.connections.erase()).toMatchObject({
    ok: true,
    value: { left: left.left, error: { code: 'ERASE_INCOMPLETE' } },
  });
  // The next start of the app continues the erasure.
  expect(new Settings(first.folder, () => 0).isBeingErased).toBe(true);
  // The cache is set aside even for the same account, because it may be partly erased.
  await first.connections.connect(TYPED);
  expect(first.restarts).toEqual(['keep', 'set-aside']);
  expect(first.settings.isBeingErased).toBe(false);

  const again = opened(undefined, { erasure: left });
  await again.connections.erase();
  const whole = opened(again.folder);
  await whole.connections.erase();
  expect(new Settings(again.folder, () => 0).isBeingErased).toBe(false);
});

test('the previous account stays connected when its cache cannot be set aside', async () => {
  const { folder, connections } = opened();
  await connections.connect(TYPED);
  const stuck = opened(folder, { restarted: fail(appError('CACHE_NOT_SET_ASIDE', 'x')) });
  expect(await stuck.connections.connect({ ...TYPED, user: 'altro' })).toMatchObject({
    error: { code: 'CACHE_NOT_SET_ASIDE' },
  });
  expect(stuck.settings.connection).toMatchObject({ kind: 'account', user: 'agente' });
  expect(stuck.settings.cacheOwner).toBe('agente@archibald.example.it');
  // The previous password is restored, because the typed password belongs to another account.
  expect(await again(folder, 'agente')).toMatchObject({ kind: 'found', password: 'segreta' });
  expect(await again(folder, 'altro')).toEqual({ kind: 'missing' });
});

/** Returns the stored password of a user as the app finds it after a restart. */
function again(folder: string, user: string): Promise<FoundPassword> {
  return opened(folder).credentials.find({ portalOrigin: 'https://archibald.example.it', user });
}

test('a new password is never stored with old settings', async () => {
  const { folder, connections } = opened();
  await connections.connect(TYPED);
  const stuck = opened(folder);
  // A folder with the name of the new settings file prevents the settings from being saved.
  mkdirSync(join(folder, `${SETTINGS_FILE}.new`));
  mkdirSync(join(folder, `${SETTINGS_FILE}.new`, 'held'));
  expect(await stuck.connections.connect({ ...TYPED, user: 'altro', password: 'nuova' })).toMatchObject({
    error: { code: 'SETTINGS_NOT_SAVED' },
  });
  expect(stuck.settings.connection).toMatchObject({ user: 'agente' });
  expect(await again(folder, 'agente')).toMatchObject({ kind: 'found', password: 'segreta' });
  expect(stuck.restarts).toEqual([]);
});

test('settings are never stored with a password that could not be saved', async () => {
  const { folder, connections } = opened();
  await connections.connect(TYPED);
  const stuck = opened(folder);
  stuck.box.encrypt = () => Promise.reject(new Error('the key store is gone'));
  expect(await stuck.connections.connect({ ...TYPED, user: 'altro', password: 'nuova' })).toMatchObject({
    error: { code: 'SETTINGS_NOT_SAVED' },
  });
  expect(stuck.settings.connection).toMatchObject({ user: 'agente' });
  const account = { portalOrigin: 'https://archibald.example.it', user: 'agente' };
  expect(await stuck.credentials.find(account)).toMatchObject({ kind: 'found', password: 'segreta' });
  expect(stuck.restarts).toEqual([]);
});

test('a refused password is not sent again unless the agent asks for exactly that', async () => {
  const login = (password: string): Result<null, AppError> =>
    password === 'nuova' ? ok(null) : fail(appError('LOGIN_REFUSED', 'no'));
  const { folder, connections, sent } = opened(undefined, { login });
  for (const what of ['test', 'connect'] as const) {
    expect(await connections[what](TYPED)).toMatchObject({
      error: { code: what === 'test' ? 'LOGIN_REFUSED' : 'SAME_PASSWORD' },
    });
  }
  // The refusal survives a restart.
  const later = opened(folder, { login });
  expect(await later.connections.connect(TYPED)).toMatchObject({
    error: { code: 'SAME_PASSWORD', details: { reason: 'LOGIN_REFUSED' } },
  });
  expect([sent.length, later.sent.length]).toEqual([1, 0]);
  expect(await later.connections.connect({ ...TYPED, sendsAgain: true })).toMatchObject({
    error: { code: 'LOGIN_REFUSED' },
  });
  expect((await later.connections.connect({ ...TYPED, password: 'nuova' })).ok).toBe(true);
  expect(later.sent.length).toBe(2);
});

test('a refused password that is accepted later can be typed again', async () => {
  let isLocked = true;
  const login = (): Result<null, AppError> => (isLocked ? fail(appError('ACCOUNT_LOCKED', 'no')) : ok(null));
  const { connections } = opened(undefined, { login });
  await connections.test(TYPED);
  isLocked = false;
  expect((await connections.test({ ...TYPED, sendsAgain: true })).ok).toBe(true);
  expect((await connections.test(TYPED)).ok).toBe(true);
});

test('an unconfirmed login may be typed once more, and not again', async () => {
  const login = (): Result<null, AppError> => fail(appError('LOGIN_UNCONFIRMED', 'silence'));
  const { connections, sent } = opened(undefined, { login });
  const codes: string[] = [];
  for (let time = 0; time < 4; time += 1) {
    const tested = await connections.test(TYPED);
    codes.push(tested.ok ? '' : tested.error.code);
  }
  expect(codes).toEqual(['LOGIN_UNCONFIRMED', 'LOGIN_UNCONFIRMED', 'SAME_PASSWORD', 'SAME_PASSWORD']);
  expect(sent).toHaveLength(2);
});

test('an unreadable password counts as missing, and the log has the reason without the password', async () => {
  const { folder, connections, log } = opened();
  await connections.connect(TYPED);
  const later = opened(folder);
  later.box.isAvailable = () => Promise.reject(new Error("no session bus at '/home/mario/bus'"));
  expect(await later.connections.describe()).toMatchObject({ user: 'agente', password: 'missing' });
  expect(later.log.lines.join('\n')).toMatch(/could not be read: Error at .*account-connection\.test\.ts/);
  expect(later.log.lines.join('\n')).not.toContain('mario');
  expect(log.lines).toEqual([]);
});
