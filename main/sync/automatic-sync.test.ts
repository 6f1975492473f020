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

/** The real service and the real scheduler over parts that do as a test says. */
class World {
  readonly clock = new FakeClock();
  readonly runs: SyncRun[] = [];
  readonly lines: string[] = [];
  online = true;
  network = 'office';
  obstacle: AppError | null = null;
  shortage: AppError | null = null;
  /** What the portal fails with; `null` for an export, `hang` until it is stopped. */
  failure: AppError | 'hang' | null = null;
  onObstacleAsked = (): void => undefined;
  hours: SyncHours = 'always';
  /** Whether the portal's session has ended: then it is logged in to. */
  sessionEnded = false;
  /** What comes of credentials that are sent, if they are not taken. */
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

test('the log says how often the customers are brought up to date', async () => {
  const world = new World();
  await world.start();
  expect(world.lines[0]).toBe('Starting auto-sync every 30 minutes');
});

test('goes by itself: first after 5 s, then each interval, and tells the plan', async () => {
  const world = new World();
  const sync = await world.start();
  const told: SyncStatus[] = [];
  sync.statusChanged.on((status) => told.push(status));
  await world.clock.advance(HOUR + MINUTE);
  expect(world.triggers).toEqual(['startup', 'schedule', 'schedule']);
  expect(told.at(-1)).toMatchObject({ running: null, hold: null, pause: null });
  expect(Date.parse(sync.status().nextSyncAt ?? '')).toBeGreaterThan(world.clock.now());
});

test('attempts nothing offline, by itself or by hand, and counts nothing', async () => {
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

test('waits for the password without a run, and says so once in the log', async () => {
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

test('leaves an account alone that the company no longer allows', async () => {
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

test('nothing starts by itself while the company’s policy cannot be understood; by hand works', async () => {
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
  'a new policy that forbids it interrupts the run under way (%s), and holds the next one back',
  async (code) => {
    const world = new World();
    world.failure = 'hang';
    const sync = await world.start();
    await world.clock.advance(10 * SECOND);
    await sync.reconsider();
    expect(sync.service.isRunning).toBe(true);
    world.obstacle = appError(code, 'as the company says now');
    await sync.reconsider();
    await world.clock.advance(MINUTE);
    expect(world.runs).toMatchObject([{ outcome: 'interrupted' }]);
    expect(sync.status()).toMatchObject({
      hold: { reason: 'obstacle', code },
      metrics: { consecutiveFailures: 0 },
    });
  },
);

test('a policy that forbids http in the middle of a sync holds the next one back, and blocks nothing', async () => {
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

test('a sync by hand goes on under a policy that cannot be understood, and under a password that is missing', async () => {
  const world = new World();
  world.failure = 'hang';
  const sync = await world.start();
  await sync.startByHand();
  for (const code of ['POLICY_BROKEN', 'PASSWORD_NEEDED'] as const) {
    world.obstacle = appError(code, 'not now');
    await sync.reconsider();
    expect(sync.service.isRunning).toBe(true);
  }
  await sync.close();
});

test('waits for room on the disk without a run, and looks again in the next interval', async () => {
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

test('pauses and goes on; a sync by hand works meanwhile', async () => {
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

test('is interrupted by sleep, which is no failure, and comes again on waking', async () => {
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

test('does not begin a sync when sleep comes while the password is being looked up', async () => {
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

test('stops after a refused login, says why, and starts again when the same one, sent on demand, is accepted', async () => {
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
  // Without a stored plan, the cache remembers for it.
  await sync.close();
  const again = await world.start();
  expect(again.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_REFUSED' });
  world.failure = null;
  await again.startByHand({ sendsAgain: true });
  await world.clock.advance(31 * MINUTE);
  expect(world.triggers).toEqual(['startup', 'manual', 'schedule']);
});

test('leaves nothing behind when it is closed', async () => {
  const world = new World();
  const sync = await world.start();
  await world.clock.advance(HOUR);
  await sync.close();
  expect(world.clock.pendingTimers).toBe(0);
});

test('stops at the limit of logins with a reason and a time, and goes on with the session of a sync by hand', async () => {
  const world = new World();
  world.sessionEnded = true;
  const sync = await world.start();
  await world.clock.advance(3 * HOUR);
  // Three logins are allowed here; the fourth sync finds the limit.
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
  // The agent is asked about these, and still nothing is known of the credentials.
  'PORTAL_CHANGED_ADDRESS',
  'CERTIFICATE_UNTRUSTED',
] as const)('sends no credentials again by itself after some that were not answered (%s)', async (code) => {
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
  'neither after a login that was cut short by %s, nor after the next start',
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
    // The agent gives the password anew.
    again.unblock();
    await world.clock.advance(MINUTE);
    expect(again.status().hold).toBeNull();
    expect(world.runs.length).toBe(2);
  },
);

test('keeps the session between syncs within the hours, and touches nothing outside them', async () => {
  const world = new World();
  world.clock.setWall(new Date(2026, 10, 27, 17, 58).getTime());
  world.hours = { days: [5], from: '08:00', to: '19:00' };
  const sync = await world.start();
  await world.clock.advance(31 * MINUTE);
  // One between each two syncs at least every five minutes.
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
  await sync.startToComplete();
  expect(world.runs).toHaveLength(runs);
});

test('does not keep a session while it is offline, asleep, stopped for the agent, or in a sync', async () => {
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

  /** An account that has synced once, and its laptop that has come into a hotel. */
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
    'an account that has synced goes on at each slot, and asks when that has lasted a day (%j)',
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
      // Told once, and still tried at each slot: the next network may be the portal's.
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

  test('the day goes on over a restart, and the first sync after it tries again', async () => {
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

  test('a sync by hand asks at once, and stops nothing', async () => {
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
    'an account that has never synced asks and waits for the agent (%s), over a restart too',
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

  test('a wrong clock stops not even an account that has never synced', async () => {
    const world = new World();
    world.failure = appError('CLOCK_WRONG', 'a clock');
    const sync = await world.start();
    await world.clock.advance(MINUTE);
    world.failure = null;
    await world.clock.advance(HOUR);
    expect(sync.status().metrics.health).toBe('healthy');
  });

  test('the session is not kept alive there: nothing is sent', async () => {
    const { world } = await inHotel(HOTEL);
    await world.clock.advance(30 * MINUTE);
    const kept = world.keptAlive;
    await world.clock.advance(5 * HOUR);
    expect(world.keptAlive).toBe(kept);
  });

  test('credentials that it has swallowed are not sent again by themselves', async () => {
    const { world, sync } = await inHotel(HOTEL);
    world.sessionEnded = true;
    world.loginFailure = HOTEL;
    await world.clock.advance(5 * HOUR);
    expect(world.runs.map(({ logins }) => logins)).toEqual([0, 1]);
    expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
  });

  test('three failures of the portal in a row are still an alarm after nights in a hotel', async () => {
    const { world, sync, told } = await inHotel(HOTEL);
    await world.clock.advance(5 * HOUR);
    world.failure = appError('EXPORT_NOT_FOUND', 'gone');
    await world.clock.advance(3 * HOUR);
    expect(told).toEqual(['degraded']);
    expect(sync.status().metrics.health).toBe('degraded');
  });
});
