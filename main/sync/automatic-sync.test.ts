import { describe, expect, test } from 'vitest';
import type { AppError, SyncHours, SyncRun, SyncStatus } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { WHOLE_LIST, loginJournal } from '../../tests/helpers/logins';
import { aReadExport } from '../../tests/helpers/sync';
import { DAY, HOUR, MINUTE, SECOND } from '../base/durations';
import { fail, ok } from '../base/result';
import { AutomaticSync } from './automatic-sync';
import { RETRY_DELAYS_MS } from './run/retry';

/** Runs the real service and scheduler over parts that a test controls. */
class World {
  readonly clock = new FakeClock();
  readonly runs: SyncRun[] = [];
  readonly lines: string[] = [];
  online = true;
  network = 'office';
  obstacle: AppError | null = null;
  shortage: AppError | null = null;
  /** The portal's failure: `null` exports, `hang` waits until it is stopped. */
  failure: AppError | 'hang' | null = null;
  onObstacleAsked = (): void => undefined;
  hours: SyncHours = 'always';
  /** Whether the portal session has ended, so that the next sync logs in. */
  sessionEnded = false;
  /** The failure of sent credentials; `null` accepts them. */
  loginFailure: AppError | 'hang' | null = null;
  keptAlive = 0;
  readonly logins = loginJournal(this.clock, [], 3);
  #opened = 0;

  async start(): Promise<AutomaticSync> {
    const note = (line: string): void => void this.lines.push(line);
    const created = await AutomaticSync.create({
      log: { info: note, warn: note, error: note },
      retryDelaysMs: RETRY_DELAYS_MS,
      frequencyMs: 30 * MINUTE,
      hours: this.hours,
      logins: this.logins,
      session: { keepAlive: () => Promise.resolve(void (this.keptAlive += 1)) },
      installationId: 'one',
      memory: { load: () => null, save: () => undefined },
      surroundings: {
        isOnline: () => this.online,
        network: () => this.network,
        isInUse: () => true,
        random: () => 0.5,
      },
      obstacle: () => {
        this.onObstacleAsked();
        return Promise.resolve(this.obstacle);
      },
      shortage: () => Promise.resolve(this.shortage),
      parts: {
        clock: this.clock,
        portal: {
          fetchExport: async ({ signal, logins, onProgress }) => {
            onProgress({ stage: 'login', bytesReceived: 0 });
            if (this.sessionEnded) {
              if (!logins.isAllowed()) {
                return fail(appError('LOGIN_LIMIT', 'no more logins'));
              }
              logins.noteSent();
              if (this.loginFailure === 'hang') {
                await new Promise((resolve) => signal.addEventListener('abort', resolve));
                return fail(appError('CANCELLED', 'stopped'));
              }
              if (this.loginFailure !== null) {
                return fail(this.loginFailure);
              }
            }
            onProgress({ stage: 'list', bytesReceived: 0 });
            if (this.failure === 'hang') {
              await new Promise((resolve) => signal.addEventListener('abort', resolve));
              return fail(appError('CANCELLED', 'stopped'));
            }
            return this.failure === null
              ? ok({ path: 'export.pdf', sizeBytes: 1, list: WHOLE_LIST, dispose: () => Promise.resolve() })
              : fail(this.failure);
          },
          abandon: () => undefined,
        },
        reader: {
          read: () => Promise.resolve(ok(aReadExport(3))),
        },
        store: {
          beginRun: () => Promise.resolve(ok((this.#opened += 1))),
          finishRun: (run) => Promise.resolve(ok((this.runs.push(run), null))),
          applyExport: () =>
            Promise.resolve(ok({ processed: 3, added: 0, updated: 0, unchanged: 3, missing: 0 })),
          countCustomers: () => Promise.resolve(ok(3)),
          listRuns: () => Promise.resolve(ok([...this.runs].reverse())),
        },
      },
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    created.value.start();
    return created.value;
  }

  get triggers(): readonly string[] {
    return this.runs.map(({ trigger }) => trigger);
  }
}

test('the log states the sync interval', async () => {
  const world = new World();
  await world.start();
  expect(world.lines[0]).toBe('Starting auto-sync every 30 minutes');
});

test('syncs start automatically after 5 s and then each interval, and the plan is reported', async () => {
  const world = new World();
  const sync = await world.start();
  const told: SyncStatus[] = [];
  sync.statusChanged.on((status) => told.push(status));
  await world.clock.advance(HOUR + MINUTE);
  expect(world.triggers).toEqual(['startup', 'schedule', 'schedule']);
  expect(told.at(-1)).toMatchObject({ running: null, hold: null, pause: null });
  expect(Date.parse(sync.status().nextSyncAt ?? '')).toBeGreaterThan(world.clock.now());
});

test('offline, no sync is attempted, automatically or by hand, and nothing is counted', async () => {
  const world = new World();
  world.online = false;
  const sync = await world.start();
  await world.clock.advance(3 * HOUR);
  expect(await sync.startByHand()).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
  expect(world.runs).toEqual([]);
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'offline' },
    metrics: { totalSyncs: 0, consecutiveFailures: 0, health: 'unknown' },
  });
  world.online = true;
  await world.clock.advance(5 * SECOND);
  expect(world.triggers).toEqual(['startup']);
});

test('a missing password prevents runs and is logged once', async () => {
  const world = new World();
  world.obstacle = appError('PASSWORD_NEEDED', 'asked again');
  const sync = await world.start();
  await world.clock.advance(HOUR);
  expect(await sync.startByHand()).toMatchObject({ ok: false, error: { code: 'PASSWORD_NEEDED' } });
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'obstacle', code: 'PASSWORD_NEEDED' },
  });
  expect(world.lines.filter((line) => line.includes('left out'))).toHaveLength(1);
  world.obstacle = null;
  await world.clock.advance(MINUTE);
  expect(world.runs).toMatchObject([{ outcome: 'success' }]);
  expect(sync.status().hold).toBeNull();
});

test('an account that the company no longer allows is not synced', async () => {
  const world = new World();
  world.obstacle = appError('PORTAL_NOT_ALLOWED', 'another portal');
  const sync = await world.start();
  await world.clock.advance(DAY);
  expect(await sync.startByHand()).toMatchObject({ ok: false, error: { code: 'PORTAL_NOT_ALLOWED' } });
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'obstacle', code: 'PORTAL_NOT_ALLOWED' },
    metrics: { totalSyncs: 0 },
  });
  expect(world.lines.filter((line) => line.includes('left out'))).toHaveLength(1);
});

test('a broken company policy prevents automatic syncs but not those by hand', async () => {
  const world = new World();
  world.obstacle = appError('POLICY_BROKEN', 'it is no JSON');
  const sync = await world.start();
  await world.clock.advance(DAY);
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'obstacle', code: 'POLICY_BROKEN' },
    metrics: { totalSyncs: 0 },
  });
  const byHand = await sync.startByHand();
  expect(byHand.ok).toBe(true);
  await world.clock.advance(MINUTE);
  expect(world.runs).toMatchObject([{ outcome: 'success' }]);
  world.obstacle = null;
  await world.clock.advance(2 * HOUR);
  expect(sync.status().hold).toBeNull();
});

test.each(['PORTAL_NOT_ALLOWED', 'PORTAL_NOT_SECURE', 'POLICY_BROKEN'] as const)(
  'a new policy that forbids the sync (%s) interrupts the current run and prevents the next',
  async (code) => {
    const world = new World();
    world.failure = 'hang';
    const sync = await world.start();
    await world.clock.advance(10 * SECOND);
    await sync.stopForbiddenRun();
    expect(sync.service.isRunning).toBe(true);
    world.obstacle = appError(code, 'as the company says now');
    await sync.stopForbiddenRun();
    await world.clock.advance(MINUTE);
    expect(world.runs).toMatchObject([{ outcome: 'interrupted' }]);
    expect(sync.status()).toMatchObject({
      hold: { reason: 'obstacle', code },
      metrics: { consecutiveFailures: 0 },
    });
  },
);

test('a policy that forbids http during a sync delays the next one without blocking', async () => {
  const world = new World();
  world.failure = appError('PORTAL_NOT_SECURE', 'by http');
  const sync = await world.start();
  await world.clock.advance(10 * SECOND);
  expect(world.runs).toMatchObject([{ outcome: 'failed' }]);
  expect(sync.status()).toMatchObject({ hold: null, metrics: { consecutiveFailures: 0 } });
  world.obstacle = world.failure;
  await world.clock.advance(HOUR);
  expect(sync.status().hold).toEqual({ reason: 'obstacle', code: 'PORTAL_NOT_SECURE' });
  world.obstacle = null;
  world.failure = null;
  await world.clock.advance(2 * HOUR);
  expect(sync.status()).toMatchObject({ hold: null, metrics: { health: 'healthy' } });
});

test('a sync by hand continues under a broken policy and with a missing password', async () => {
  const world = new World();
  world.failure = 'hang';
  const sync = await world.start();
  await sync.startByHand();
  for (const code of ['POLICY_BROKEN', 'PASSWORD_NEEDED'] as const) {
    world.obstacle = appError(code, 'not now');
    await sync.stopForbiddenRun();
    expect(sync.service.isRunning).toBe(true);
  }
  await sync.close();
});

test('a full disk prevents a run, and the next interval checks again', async () => {
  const world = new World();
  world.shortage = appError('DISK_FULL', 'no room');
  const sync = await world.start();
  await world.clock.advance(MINUTE);
  expect(sync.status()).toMatchObject({ nextSyncAt: null, hold: { reason: 'obstacle', code: 'DISK_FULL' } });
  world.shortage = null;
  await world.clock.advance(20 * MINUTE);
  expect(world.runs).toEqual([]);
  await world.clock.advance(20 * MINUTE);
  expect(world.runs).toMatchObject([{ outcome: 'success' }]);
  expect(sync.status().hold).toBeNull();
});

test('a pause stops automatic syncs until it is resumed, and a sync by hand works meanwhile', async () => {
  const world = new World();
  const sync = await world.start();
  await world.clock.advance(MINUTE);
  sync.pause('hour');
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'paused' },
    pause: { until: new Date(world.clock.now() + HOUR).toISOString() },
  });
  await world.clock.advance(50 * MINUTE);
  expect((await sync.startByHand()).ok).toBe(true);
  await world.clock.advance(MINUTE);
  expect(world.triggers).toEqual(['startup', 'manual']);
  sync.resume();
  expect(sync.status()).toMatchObject({ hold: null, pause: null });
});

test('sleep interrupts a sync without a failure, and the sync runs again on waking', async () => {
  const world = new World();
  world.failure = 'hang';
  const sync = await world.start();
  await world.clock.advance(10 * SECOND);
  await sync.suspend();
  expect(world.runs).toMatchObject([{ outcome: 'interrupted' }]);
  world.failure = null;
  world.clock.setWall(world.clock.now() + 8 * HOUR);
  sync.scheduler.noteResume();
  await world.clock.advance(MINUTE);
  expect(world.triggers).toEqual(['startup', 'resume']);
  expect(sync.status().metrics).toMatchObject({ consecutiveFailures: 0, errorRate: 0 });
});

test('a sync does not start when sleep comes during the password lookup', async () => {
  const world = new World();
  const sync = await world.start();
  const suspended = new Promise<void>((resolve) => {
    world.onObstacleAsked = () => {
      world.onObstacleAsked = () => undefined;
      void sync.suspend().then(resolve);
    };
  });
  await world.clock.advance(6 * SECOND);
  await suspended;
  expect(world.runs).toEqual([]);
  sync.scheduler.noteResume();
  await world.clock.advance(SECOND);
  expect(world.triggers).toEqual(['resume']);
});

test('a refused login stops syncing with a reason until the same login, sent on demand, is accepted', async () => {
  const world = new World();
  world.failure = appError('LOGIN_REFUSED', 'refused');
  const sync = await world.start();
  const told: string[] = [];
  sync.service.alerted.on((kind) => told.push(kind));
  await world.clock.advance(5 * HOUR);
  expect(world.runs).toHaveLength(1);
  expect(told).toEqual(['blocked']);
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'blocked', code: 'LOGIN_REFUSED' },
    metrics: { health: 'blocked' },
  });
  // Without a stored plan, the reason comes from the cache.
  await sync.close();
  const again = await world.start();
  expect(again.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_REFUSED' });
  world.failure = null;
  await again.startByHand({ sendsAgain: true });
  await world.clock.advance(31 * MINUTE);
  expect(world.triggers).toEqual(['startup', 'manual', 'schedule']);
});

test('closing leaves no timer behind', async () => {
  const world = new World();
  const sync = await world.start();
  await world.clock.advance(HOUR);
  await sync.close();
  expect(world.clock.pendingTimers).toBe(0);
});

test('the login limit stops syncing with a reason and a time; the session of a sync by hand ends it', async () => {
  const world = new World();
  world.sessionEnded = true;
  const sync = await world.start();
  await world.clock.advance(3 * HOUR);
  // The limit is three logins here, so the fourth sync reaches it.
  expect(world.runs.map(({ logins }) => logins)).toEqual([1, 1, 1, 0]);
  const until = new Date(world.logins.allowedAt ?? 0).toISOString();
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'login-limit', until },
    metrics: { consecutiveFailures: 0, errorRate: 0, health: 'healthy', logins: { last30Days: 3 } },
  });
  await sync.startByHand();
  await world.clock.advance(SECOND);
  expect(world.runs.at(-1)).toMatchObject({ trigger: 'manual', outcome: 'success', logins: 1 });
  expect(sync.status().hold).toBeNull();
  world.sessionEnded = false;
  await world.clock.advance(DAY);
  expect(world.runs.slice(5).every(({ outcome, logins }) => outcome === 'success' && logins === 0)).toBe(
    true,
  );
  expect(world.runs.length).toBeGreaterThan(50);
});

test.each([
  'PORTAL_UNREACHABLE',
  'PORTAL_TIMEOUT',
  'LOGIN_UNCONFIRMED',
  'PORTAL_MAINTENANCE',
  // The agent is asked about these, but the credentials remain unanswered.
  'PORTAL_CHANGED_ADDRESS',
  'CERTIFICATE_UNTRUSTED',
] as const)('unanswered credentials are not sent again automatically (%s)', async (code) => {
  const world = new World();
  world.sessionEnded = true;
  world.loginFailure = appError(code, 'no answer');
  const sync = await world.start();
  await world.clock.advance(DAY);
  expect(world.runs.map(({ logins }) => logins)).toEqual([1]);
  expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
  world.loginFailure = null;
  await sync.startByHand();
  await world.clock.advance(HOUR);
  expect(sync.status().hold).toBeNull();
  expect(world.triggers).toEqual(['startup', 'manual', 'schedule', 'schedule']);
});

test.each(['sleep', 'cancelling', 'quitting'])(
  'credentials cut short by %s are not sent again automatically, nor after the next start',
  async (how) => {
    const world = new World();
    world.sessionEnded = true;
    world.loginFailure = 'hang';
    const sync = await world.start();
    await world.clock.advance(6 * SECOND);
    if (how === 'sleep') {
      await sync.suspend();
      sync.scheduler.noteResume();
    } else {
      await (how === 'cancelling' ? sync.service.stop('cancelled') : sync.close());
    }
    world.loginFailure = null;
    await world.clock.advance(HOUR);
    await sync.close();
    const again = await world.start();
    await world.clock.advance(HOUR);
    expect(world.runs.map(({ logins }) => logins)).toEqual([1]);
    expect(again.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
    // The agent enters the password again.
    again.unblock();
    await world.clock.advance(MINUTE);
    expect(again.status().hold).toBeNull();
    expect(world.runs.length).toBe(2);
  },
);

test('the session is kept between syncs within the hours, and nothing is sent outside them', async () => {
  const world = new World();
  world.clock.setWall(new Date(2026, 10, 27, 17, 58).getTime());
  world.hours = { days: [5], from: '08:00', to: '19:00' };
  const sync = await world.start();
  await world.clock.advance(31 * MINUTE);
  // A call at least every five minutes between two syncs.
  expect(world.keptAlive).toBe(5);
  sync.pause('open');
  await world.clock.advance(20 * MINUTE);
  expect(world.keptAlive).toBe(5);
  sync.resume();
  await world.clock.advance(9 * MINUTE);
  const [runs, kept] = [world.runs.length, world.keptAlive];
  await world.clock.advance(3 * DAY);
  expect([world.runs.length, world.keptAlive]).toEqual([runs, kept]);
  expect(sync.status().hold).toMatchObject({ reason: 'hours' });
  await sync.startAfterRepair();
  expect(world.runs).toHaveLength(runs);
});

test('no session is kept while offline, asleep, blocked, or during a sync', async () => {
  const world = new World();
  const sync = await world.start();
  await world.clock.advance(6 * MINUTE);
  expect(world.keptAlive).toBe(1);
  world.online = false;
  await world.clock.advance(6 * MINUTE);
  world.online = true;
  sync.scheduler.noteSuspend();
  await world.clock.advance(90 * SECOND);
  sync.scheduler.noteResume();
  sync.scheduler.block('LOGIN_REFUSED');
  await world.clock.advance(HOUR);
  expect(world.keptAlive).toBe(1);
  sync.unblock();
  world.failure = 'hang';
  await sync.startByHand();
  await world.clock.advance(4 * MINUTE);
  expect(world.keptAlive).toBe(1);
});

describe('on another network than the portal’s', () => {
  const HOTEL = appError('CERTIFICATE_UNTRUSTED', 'a hotel', { fingerprint: 'AB', coversHost: 'no' });

  /** Returns an account that has synced once and whose laptop is now in a hotel. */
  async function inHotel(failure: AppError): Promise<{ world: World; sync: AutomaticSync; told: string[] }> {
    const world = new World();
    const sync = await world.start();
    const told: string[] = [];
    sync.service.alerted.on((kind) => told.push(kind));
    await world.clock.advance(MINUTE);
    world.failure = failure;
    world.network = 'hotel';
    return { world, sync, told };
  }

  test.each([
    [HOTEL, 'NETWORK_LOGIN'],
    [appError('PORTAL_CHANGED_ADDRESS', 'a redirect', { host: 'hotel.example' }), 'NETWORK_LOGIN'],
    [
      appError('CERTIFICATE_UNTRUSTED', 'the office inspects', { coversHost: 'yes' }),
      'CERTIFICATE_UNTRUSTED',
    ],
    [appError('PROXY_LOGIN', 'a proxy', { status: 407 }), 'PROXY_LOGIN'],
    [appError('CLOCK_WRONG', 'a clock'), 'CLOCK_WRONG'],
  ])(
    'an account synced before tries at each slot and asks the agent after 24 hours (%j)',
    async (failure, code) => {
      const { world, sync, told } = await inHotel(failure);
      await world.clock.advance(23 * HOUR);
      expect(world.runs.length).toBeGreaterThan(40);
      expect(world.runs.slice(1).every(({ attempts, logins }) => attempts === 1 && logins === 0)).toBe(true);
      expect(told).toEqual([]);
      expect(sync.status()).toMatchObject({
        hold: null,
        metrics: {
          health: 'foreign-network',
          consecutiveFailures: 0,
          errorRate: 0,
          lastResult: { error: { code } },
        },
      });
      expect(sync.status().nextSyncAt).not.toBeNull();
      await world.clock.advance(2 * HOUR);
      expect(told).toEqual(['blocked']);
      expect(sync.status()).toMatchObject({
        hold: null,
        metrics: { health: 'blocked', lastResult: { error: { code: failure.code } } },
      });
      // Reported once but tried at each slot: the next network may be the portal's.
      await world.clock.advance(DAY);
      expect(told).toEqual(['blocked']);
      world.failure = null;
      await world.clock.advance(30 * MINUTE);
      expect(sync.status().metrics).toMatchObject({ health: 'healthy', consecutiveFailures: 0 });
      world.failure = failure;
      await world.clock.advance(5 * HOUR);
      expect(sync.status().metrics.health).toBe('foreign-network');
    },
  );

  test('the 24 hours continue over a restart, and the first sync after it tries again', async () => {
    const { world, sync } = await inHotel(HOTEL);
    await world.clock.advance(20 * HOUR);
    await sync.close();
    const again = await world.start();
    const told: string[] = [];
    again.service.alerted.on((kind) => told.push(kind));
    const before = world.runs.length;
    await world.clock.advance(10 * SECOND);
    expect(world.runs).toHaveLength(before + 1);
    expect(again.status()).toMatchObject({ hold: null, metrics: { health: 'foreign-network' } });
    await world.clock.advance(5 * HOUR);
    expect(told).toEqual(['blocked']);
    await again.close();
    const third = await world.start();
    third.service.alerted.on((kind) => told.push(kind));
    await world.clock.advance(2 * HOUR);
    expect(third.status().metrics.health).toBe('blocked');
    expect(told).toEqual(['blocked']);
  });

  test('a failed sync by hand asks the agent at once and stops nothing', async () => {
    const { world, sync } = await inHotel(HOTEL);
    await sync.startByHand();
    await world.clock.advance(SECOND);
    expect(world.runs.at(-1)).toMatchObject({ trigger: 'manual', error: { code: 'CERTIFICATE_UNTRUSTED' } });
    expect(sync.status().hold).toBeNull();
    world.network = 'home';
    world.failure = null;
    await world.clock.advance(2 * MINUTE);
    expect(world.runs.at(-1)).toMatchObject({ trigger: 'online', outcome: 'success' });
  });

  test.each(['CERTIFICATE_UNTRUSTED', 'PORTAL_CHANGED_ADDRESS', 'PROXY_LOGIN', 'NETWORK_LOGIN'] as const)(
    'an account that has never synced waits for the agent (%s), even over a restart',
    async (code) => {
      const world = new World();
      world.failure = appError(code, 'not the portal', { coversHost: 'no' });
      const sync = await world.start();
      await world.clock.advance(5 * HOUR);
      expect(world.runs).toMatchObject([{ error: { code } }]);
      expect(sync.status()).toMatchObject({
        hold: { reason: 'blocked', code },
        metrics: { health: 'blocked' },
      });
      await sync.close();
      const again = await world.start();
      expect(again.status().hold).toEqual({ reason: 'blocked', code });
    },
  );

  test('a wrong clock does not stop even an account that has never synced', async () => {
    const world = new World();
    world.failure = appError('CLOCK_WRONG', 'a clock');
    const sync = await world.start();
    await world.clock.advance(MINUTE);
    world.failure = null;
    await world.clock.advance(HOUR);
    expect(sync.status().metrics.health).toBe('healthy');
  });

  test('the session is not kept alive there, and nothing is sent', async () => {
    const { world } = await inHotel(HOTEL);
    await world.clock.advance(30 * MINUTE);
    const kept = world.keptAlive;
    await world.clock.advance(5 * HOUR);
    expect(world.keptAlive).toBe(kept);
  });

  test('credentials lost in that network are not sent again automatically', async () => {
    const { world, sync } = await inHotel(HOTEL);
    world.sessionEnded = true;
    world.loginFailure = HOTEL;
    await world.clock.advance(5 * HOUR);
    expect(world.runs.map(({ logins }) => logins)).toEqual([0, 1]);
    expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
  });

  test('three portal failures in a row raise the alarm even after nights in a hotel', async () => {
    const { world, sync, told } = await inHotel(HOTEL);
    await world.clock.advance(5 * HOUR);
    world.failure = appError('EXPORT_NOT_FOUND', 'gone');
    await world.clock.advance(3 * HOUR);
    expect(told).toEqual(['degraded']);
    expect(sync.status().metrics.health).toBe('degraded');
  });
});
