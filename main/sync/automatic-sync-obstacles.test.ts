import { expect, test } from 'vitest';
import { appError } from '../../preload/contract';
import { AutomaticWorld } from '../../tests/helpers/worlds/automatic-world';
import { DAY, HOUR, MINUTE, SECOND } from '../base/durations';

test('a missing password prevents runs and is logged once', async () => {
  const world = new AutomaticWorld();
  world.obstacle = appError('PASSWORD_NEEDED', 'asked again');
  const sync = await world.start();
  await world.clock.advance(HOUR);
  expect(await sync.startByHand()).toMatchObject({ ok: false, error: { code: 'PASSWORD_NEEDED' } });
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'obstacle', code: 'PASSWORD_NEEDED' },
  });
  expect(world.lines.filter((line) => line.includes('skipped'))).toHaveLength(1);
  world.obstacle = null;
  await world.clock.advance(MINUTE);
  expect(world.runs).toMatchObject([{ outcome: 'success' }]);
  expect(sync.status().hold).toBeNull();
});

test('an account that the company no longer allows is not synced', async () => {
  const world = new AutomaticWorld();
  world.obstacle = appError('PORTAL_NOT_ALLOWED', 'another portal');
  const sync = await world.start();
  await world.clock.advance(DAY);
  expect(await sync.startByHand()).toMatchObject({ ok: false, error: { code: 'PORTAL_NOT_ALLOWED' } });
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'obstacle', code: 'PORTAL_NOT_ALLOWED' },
    metrics: { totalSyncs: 0 },
  });
  expect(world.lines.filter((line) => line.includes('skipped'))).toHaveLength(1);
});

test('a broken company policy prevents automatic syncs but not those by hand', async () => {
  const world = new AutomaticWorld();
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
    const world = new AutomaticWorld();
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
  const world = new AutomaticWorld();
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
  const world = new AutomaticWorld();
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
  const world = new AutomaticWorld();
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
