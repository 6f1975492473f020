import { expect, test } from 'vitest';
import type { AppError, ErrorCode, HeldLogin } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { UNFILTERED_LIST, loginJournal } from '../../tests/helpers/logins';
import { aReadExport } from '../../tests/helpers/sync';
import { HOUR, MINUTE, SECOND } from '../base/durations';
import { fail, ok } from '../base/result';
import { AutomaticSync } from './automatic-sync';
import type { ScheduleState } from './ports';

/** Simulates a portal that counts the passwords it receives, with a plan kept over restarts. */
class Account {
  readonly clock = new FakeClock();
  readonly logins = loginJournal(this.clock, [], 100);
  /** The portal's answer to a password; `null` accepts it. */
  answer: AppError | 'hang' | null = null;
  /** The failure before a password can be sent. */
  failure: AppError | null = null;
  sent = 0;
  /** Answers the current login at once; has no effect before a login. */
  respond = (): void => undefined;
  lookUp = (): Promise<null> => Promise.resolve(null);
  plan: ScheduleState | null = null;
  /** The earlier result for the current credentials. */
  known: HeldLogin | 'throws' | null = null;
  #runs = 0;

  async open(): Promise<AutomaticSync> {
    const silent = (): void => undefined;
    const created = await AutomaticSync.create({
      log: { info: silent, warn: silent, error: silent },
      retryDelaysMs: [],
      frequencyMs: 30 * MINUTE,
      hours: 'always',
      logins: this.logins,
      session: { keepAlive: () => Promise.resolve() },
      installationId: 'one',
      memory: { load: () => this.plan, save: (plan) => void (this.plan = plan) },
      environment: { isOnline: () => true, network: () => 'office', isInUse: () => true, random: () => 0.5 },
      obstacle: () => this.lookUp(),
      refusal: () =>
        this.known === 'throws' ? Promise.reject(new Error('no key store')) : Promise.resolve(this.known),
      parts: {
        clock: this.clock,
        portal: {
          fetchExport: async ({ signal, logins, onProgress }) => {
            onProgress({ stage: 'login', bytesReceived: 0 });
            if (this.failure !== null) {
              return fail(this.failure);
            }
            logins.noteSent();
            this.sent += 1;
            if (this.answer === 'hang') {
              await new Promise<void>((resolve) => {
                this.respond = resolve;
                signal.addEventListener('abort', () => resolve());
              });
            }
            if (signal.aborted || this.answer === 'hang') {
              return fail(appError('CANCELLED', 'stopped'));
            }
            if (this.answer !== null) {
              return fail(this.answer);
            }
            onProgress({ stage: 'list', bytesReceived: 0 });
            return ok({
              path: 'x.pdf',
              sizeBytes: 1,
              list: UNFILTERED_LIST,
              dispose: () => Promise.resolve(),
            });
          },
          abandon: () => undefined,
        },
        reader: {
          read: () => Promise.resolve(ok(aReadExport(3))),
        },
        store: {
          beginRun: () => Promise.resolve(ok((this.#runs += 1))),
          finishRun: () => Promise.resolve(ok(null)),
          applyExport: () =>
            Promise.resolve(ok({ processed: 3, added: 0, updated: 0, unchanged: 3, missing: 0 })),
          countCustomers: () => Promise.resolve(ok(3)),
          listRuns: () => Promise.resolve(ok([])),
        },
      },
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    return created.value;
  }

  /** Starts a manual sync and waits for its end. Returns the error code if it did not start. */
  async byHand(sync: AutomaticSync, sendsAgain = false): Promise<ErrorCode | null> {
    const started = await sync.startByHand({ sendsAgain });
    await this.clock.advance(SECOND);
    return started.ok ? null : started.error.code;
  }
}

/** Returns an account and its sync after the first automatic run, which had this answer. */
async function afterFirstRun(
  answer: AppError | 'hang',
): Promise<{ readonly account: Account; readonly sync: AutomaticSync }> {
  const account = new Account();
  account.answer = answer;
  const sync = await account.open();
  sync.scheduler.start();
  await account.clock.advance(MINUTE);
  return { account, sync };
}

test.each(['LOGIN_REFUSED', 'PASSWORD_EXPIRED', 'ACCOUNT_LOCKED'] as const)(
  'a sync by hand never resends a password that ended with %s, even after restarts',
  async (code) => {
    const { account, sync } = await afterFirstRun(appError(code, 'no'));
    expect([account.sent, sync.status().heldLogin]).toEqual([1, code]);
    for (let press = 0; press < 4; press += 1) {
      expect(await account.byHand(sync)).toBe(code);
    }
    await sync.close();
    const again = await account.open();
    expect(again.status().heldLogin).toBe(code);
    again.scheduler.start();
    expect(await account.byHand(again)).toBe(code);
    await account.clock.advance(HOUR);
    expect(account.sent).toBe(1);
  },
);

test('the same password is sent once per explicit request of the agent', async () => {
  const { account, sync } = await afterFirstRun(appError('LOGIN_REFUSED', 'no'));
  expect(await account.byHand(sync, true)).toBeNull();
  expect(await account.byHand(sync)).toBe('LOGIN_REFUSED');
  expect(account.sent).toBe(2);
  account.answer = null;
  expect(await account.byHand(sync, true)).toBeNull();
  expect(sync.status()).toMatchObject({ hold: null, heldLogin: null });
  expect(await account.byHand(sync)).toBeNull();
});

test('an unconfirmed login may be retried by hand once, and not again after a restart', async () => {
  const { account, sync } = await afterFirstRun(appError('LOGIN_UNCONFIRMED', 'silence'));
  expect(sync.status()).toMatchObject({ hold: { code: 'LOGIN_UNCONFIRMED' }, heldLogin: null });
  expect(await account.byHand(sync)).toBeNull();
  expect(sync.status().heldLogin).toBe('LOGIN_UNCONFIRMED');
  expect(await account.byHand(sync)).toBe('LOGIN_UNCONFIRMED');
  await sync.close();
  const again = await account.open();
  again.scheduler.start();
  expect(await account.byHand(again)).toBe('LOGIN_UNCONFIRMED');
  await account.clock.advance(HOUR);
  expect(account.sent).toBe(2);
});

test('the retry counts even if the app ends during it', async () => {
  const { account, sync } = await afterFirstRun(appError('LOGIN_UNCONFIRMED', 'silence'));
  account.answer = 'hang';
  expect(await account.byHand(sync)).toBeNull();
  // Only the data stored so far survive a kill.
  const plan = account.plan;
  await sync.close();
  account.plan = plan;
  const again = await account.open();
  expect(await account.byHand(again)).toBe('LOGIN_UNCONFIRMED');
  expect(account.sent).toBe(2);
});

test('a retry that sends no password does not use up the retry', async () => {
  const { account, sync } = await afterFirstRun(appError('LOGIN_UNCONFIRMED', 'silence'));
  account.failure = appError('PORTAL_UNREACHABLE', 'no way');
  expect(await account.byHand(sync)).toBeNull();
  expect(sync.status()).toMatchObject({ hold: { code: 'LOGIN_UNCONFIRMED' }, heldLogin: null });
  account.failure = null;
  account.answer = null;
  expect(await account.byHand(sync)).toBeNull();
  expect(sync.status()).toMatchObject({ hold: null, heldLogin: null });
});

test('a second request joins a run that may send the password', async () => {
  const { account, sync } = await afterFirstRun(appError('LOGIN_REFUSED', 'no'));
  account.answer = 'hang';
  expect(await account.byHand(sync, true)).toBeNull();
  expect(await account.byHand(sync)).toBeNull();
  await sync.service.stop('cancelled');
  expect(account.sent).toBe(2);
});

test('another password or account is sent', async () => {
  const { account, sync } = await afterFirstRun(appError('ACCOUNT_LOCKED', 'no'));
  account.answer = null;
  sync.unblock();
  expect(await account.byHand(sync)).toBeNull();
  expect(sync.status()).toMatchObject({ hold: null, heldLogin: null });
});

test.each(['LOGIN_REFUSED', 'LOGIN_UNCONFIRMED'] as const)(
  'a run by hand that ends with %s before planning begins blocks automatic syncs',
  async (code) => {
    const account = new Account();
    account.answer = appError(code, 'no');
    const sync = await account.open();
    expect(await account.byHand(sync)).toBeNull();
    sync.scheduler.start();
    await account.clock.advance(2 * HOUR);
    expect(sync.status()).toMatchObject({ nextSyncAt: null, hold: { reason: 'blocked', code } });
    await sync.close();
    // A sync without a window, started after the app has ended, begins like this.
    const again = await account.open();
    again.scheduler.start();
    await account.clock.advance(2 * HOUR);
    expect(account.sent).toBe(1);
  },
);

test('a run by hand counts if it is refused after planning has begun', async () => {
  const account = new Account();
  account.answer = 'hang';
  const sync = await account.open();
  expect(await account.byHand(sync)).toBeNull();
  sync.scheduler.start();
  await sync.service.stop('cancelled');
  await account.clock.advance(2 * HOUR);
  expect(account.sent).toBe(1);
  expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
});

test('credentials known as refused are sent neither automatically nor by hand, whatever the plan says', async () => {
  const account = new Account();
  account.known = 'LOGIN_REFUSED';
  const sync = await account.open();
  sync.scheduler.start();
  await account.clock.advance(HOUR);
  expect(sync.status()).toMatchObject({
    hold: { reason: 'blocked', code: 'LOGIN_REFUSED' },
    heldLogin: 'LOGIN_REFUSED',
  });
  sync.unblock();
  expect(await account.byHand(sync)).toBe('LOGIN_REFUSED');
  expect(account.sent).toBe(0);
});

test('a failed lookup of the refusal delays no sync, and the stop in the plan stays', async () => {
  const account = new Account();
  account.known = 'throws';
  account.answer = appError('LOGIN_REFUSED', 'no');
  const sync = await account.open();
  sync.scheduler.start();
  await account.clock.advance(MINUTE);
  expect(account.sent).toBe(1);
  expect(await account.byHand(sync)).toBe('LOGIN_REFUSED');
  expect(account.sent).toBe(1);
});

test('a request during a stopping run waits for the outcome of the login', async () => {
  const { account, sync } = await afterFirstRun(appError('LOGIN_REFUSED', 'no'));
  account.answer = 'hang';
  expect(await account.byHand(sync, true)).toBeNull();
  const stopped = sync.service.stop('cancelled');
  const pressed = sync.startByHand();
  await stopped;
  await account.clock.advance(SECOND);
  expect(await pressed).toMatchObject({ ok: false });
  expect(account.sent).toBe(2);
});

test.each(['LOGIN_REFUSED', 'LOGIN_UNCONFIRMED'] as const)(
  'a request during a run that ends with %s before the account lookup sends nothing',
  async (code) => {
    const { account, sync } = await afterFirstRun('hang');
    expect([account.sent, sync.service.isRunning]).toEqual([1, true]);
    let found = (): void => undefined;
    account.lookUp = () =>
      new Promise((resolve) => {
        found = (): void => resolve(null);
      });
    const pressed = sync.startByHand();
    account.answer = appError(code, 'no');
    account.respond();
    await account.clock.advance(SECOND);
    expect(sync.service.isRunning).toBe(false);
    found();
    await account.clock.advance(SECOND);
    expect(await pressed).toMatchObject({ ok: false, error: { code } });
    expect(account.sent).toBe(1);
  },
);
