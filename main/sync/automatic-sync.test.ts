import { expect, test } from 'vitest';
import type { SyncStatus } from '../../preload/contract';
import { AutomaticWorld } from '../../tests/helpers/worlds/automatic-world';
import { DAY, HOUR, MINUTE, SECOND } from '../base/durations';

test('the log states the sync interval', async () => {
  const world = new AutomaticWorld();
  await world.start();
  expect(world.lines[0]).toBe('Starting auto-sync every 30 minutes');
});

test('syncs start automatically after 5 s and then each interval, and the plan is reported', async () => {
  const world = new AutomaticWorld();
  const sync = await world.start();
  const reported: SyncStatus[] = [];
  sync.statusChanged.on((status) => reported.push(status));
  await world.clock.advance(HOUR + MINUTE);
  expect(world.triggers).toEqual(['startup', 'schedule', 'schedule']);
  expect(reported.at(-1)).toMatchObject({ running: null, hold: null, pause: null });
  expect(Date.parse(sync.status().nextSyncAt ?? '')).toBeGreaterThan(world.clock.now());
});

test('offline, no sync is attempted, automatically or by hand, and nothing is counted', async () => {
  const world = new AutomaticWorld();
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

test('a pause stops automatic syncs until it is resumed, and a sync by hand works meanwhile', async () => {
  const world = new AutomaticWorld();
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
  const world = new AutomaticWorld();
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
  const world = new AutomaticWorld();
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

test('closing leaves no timer behind', async () => {
  const world = new AutomaticWorld();
  const sync = await world.start();
  await world.clock.advance(HOUR);
  await sync.close();
  expect(world.clock.pendingTimers).toBe(0);
});

test('the session is kept between syncs within the hours, and nothing is sent outside them', async () => {
  const world = new AutomaticWorld();
  world.clock.setWall(new Date(2026, 10, 27, 17, 58).getTime());
  world.hours = { days: [5], from: '08:00', to: '19:00' };
  const sync = await world.start();
  await world.clock.advance(31 * MINUTE);
  // The session gets a request at least every five minutes between two syncs.
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
  const world = new AutomaticWorld();
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
