import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import { Plan, RUN_MS } from '../../../tests/helpers/schedule';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/durations';
import { pauseFrom } from './pause';

function started(frequencyMs?: number): Plan {
  const plan = new Plan(frequencyMs);
  plan.scheduler.start();
  return plan;
}

test('syncs 5 s after the start and every interval from then on', async () => {
  const plan = started();
  await plan.clock.advance(5 * SECOND - 1);
  expect(plan.runs).toEqual([]);
  await plan.clock.advance(1 + HOUR);
  expect(plan.runs).toEqual([
    ['startup', 5 * SECOND],
    ['schedule', 5 * SECOND + plan.waitMs],
    ['schedule', 5 * SECOND + 2 * plan.waitMs],
  ]);
  expect(plan.waitMs).toBeLessThanOrEqual(30 * MINUTE);
  expect(plan.waitMs).toBeGreaterThan(29.5 * MINUTE);
});

test('counts from the last start, also of a sync started by hand', async () => {
  const plan = started();
  await plan.clock.advance(10 * MINUTE);
  plan.begin('manual');
  await plan.clock.advance(plan.waitMs - 1);
  expect(plan.runs).toHaveLength(2);
  await plan.clock.advance(1);
  expect(plan.runs[2]).toEqual(['schedule', 10 * MINUTE + plan.waitMs]);
});

test('applies a new frequency at once, without an extra sync unless one is due', async () => {
  const plan = started();
  await plan.clock.advance(10 * MINUTE);
  plan.scheduler.setFrequency(60 * MINUTE);
  const inMs = (plan.scheduler.nextAt ?? 0) - plan.clock.now();
  expect(inMs).toBeGreaterThan(49 * MINUTE);
  expect(inMs).toBeLessThanOrEqual(50 * MINUTE + 5 * SECOND);
  await plan.clock.advance(30 * MINUTE);
  expect(plan.runs).toHaveLength(1);
  plan.scheduler.setFrequency(5 * MINUTE);
  await plan.clock.advance(0);
  expect(plan.runs).toHaveLength(2);
});

test('keeps the first sync where it is when the frequency changes before it', async () => {
  const plan = started();
  plan.scheduler.setFrequency(5 * MINUTE);
  await plan.clock.advance(5 * SECOND);
  expect(plan.runs).toEqual([['startup', 5 * SECOND]]);
});

test('takes up a new frequency during a sync when it has ended, and never starts a second one beside it', async () => {
  const plan = started();
  plan.hangs = true;
  await plan.clock.advance(6 * MINUTE);
  plan.scheduler.setFrequency(5 * MINUTE);
  await plan.clock.advance(MINUTE);
  expect(plan.runs).toHaveLength(1);
  plan.end('success');
  await plan.clock.advance(0);
  expect(plan.runs).toHaveLength(2);
});

test('plans nothing and leaves no timer once stopped', async () => {
  const plan = started();
  plan.scheduler.stop();
  expect(plan.clock.pendingTimers).toBe(0);
  plan.scheduler.noteRunStarted('manual');
  plan.scheduler.setFrequency(5 * MINUTE);
  await plan.clock.advance(HOUR);
  expect(plan.runs).toEqual([]);
  expect(plan.scheduler.nextAt).toBeNull();
  expect(plan.scheduler.hold).toEqual({ reason: 'no-account' });
});

test('attempts nothing while offline, and says so', async () => {
  const plan = new Plan();
  plan.online = false;
  plan.scheduler.start();
  await plan.clock.advance(3 * HOUR);
  expect(plan.runs).toEqual([]);
  expect(plan.scheduler.hold).toEqual({ reason: 'offline' });
  expect(plan.scheduler.nextAt).toBeNull();
});

test.each([
  ['at once for an agent at the window', { inUse: true }, 5 * SECOND],
  ['at once when the data are older than a day', { lastSuccessAt: -25 * HOUR }, 5 * SECOND],
  ['at once when there are none', { lastSuccessAt: null }, 5 * SECOND],
  ['after a random part of 10 minutes in the tray', {}, 5 * MINUTE + 5 * SECOND],
])('syncs %s when the network is back', async (_name, facts, latestMs) => {
  const plan = started();
  await plan.clock.advance(MINUTE);
  plan.online = false;
  await plan.clock.advance(3 * HOUR);
  Object.assign(plan, facts);
  if (typeof plan.lastSuccessAt === 'number' && plan.lastSuccessAt < 0) {
    plan.lastSuccessAt += plan.clock.now();
  }
  plan.online = true;
  const backAt = plan.clock.monotonicMs();
  await plan.clock.advance(15 * MINUTE);
  expect(plan.runs).toHaveLength(2);
  const [trigger, at] = plan.runs[1] ?? [];
  expect(trigger).toBe('online');
  expect((at ?? 0) - backAt).toBeLessThanOrEqual(latestMs);
  expect((at ?? 0) - backAt).toBeGreaterThanOrEqual(latestMs - 5 * SECOND);
});

test('waits at most a third of a short interval when the network is back', async () => {
  const plan = started(6 * MINUTE);
  plan.random = 0.999;
  await plan.clock.advance(MINUTE);
  plan.online = false;
  await plan.clock.advance(HOUR);
  plan.online = true;
  await plan.clock.advance(2 * MINUTE + 5 * SECOND);
  expect(plan.runs).toHaveLength(2);
});

test('does not keep an agent waiting who opens the window meanwhile', async () => {
  const plan = started();
  plan.random = 0.99;
  await plan.clock.advance(MINUTE);
  plan.online = false;
  await plan.clock.advance(HOUR);
  plan.online = true;
  await plan.clock.advance(MINUTE);
  expect(plan.runs).toHaveLength(1);
  plan.inUse = true;
  await plan.clock.advance(30 * SECOND);
  expect(plan.runs).toHaveLength(2);
});

test('changes nothing when the network was gone and nothing became due', async () => {
  const plan = started();
  await plan.clock.advance(5 * MINUTE);
  const { nextAt } = plan.scheduler;
  plan.online = false;
  await plan.clock.advance(5 * MINUTE);
  plan.online = true;
  await plan.clock.advance(5 * MINUTE);
  expect(plan.scheduler.nextAt).toBe(nextAt);
});

test('plans nothing while paused, lets a sync by hand run, and keeps the pause over a restart', async () => {
  const plan = started();
  await plan.clock.advance(MINUTE);
  plan.scheduler.setPause(pauseFrom(plan.clock.now(), 'open'));
  await plan.clock.advance(DAY);
  expect(plan.runs).toHaveLength(1);
  expect(plan.scheduler.hold).toEqual({ reason: 'paused' });
  plan.begin('manual');
  await plan.clock.advance(MINUTE);
  plan.scheduler.stop();
  plan.restart().start();
  await plan.clock.advance(DAY);
  expect(plan.runs).toHaveLength(2);
  plan.scheduler.endPause();
  expect(plan.runs).toHaveLength(3);
});

test('goes on by itself after an hour of pause, not at the same moment as everybody', async () => {
  const plan = started();
  await plan.clock.advance(29 * MINUTE);
  plan.scheduler.setPause(pauseFrom(plan.clock.now(), 'hour'));
  await plan.clock.advance(HOUR + 4 * MINUTE);
  expect(plan.scheduler.hold).toBeNull();
  expect(plan.runs).toHaveLength(1);
  await plan.clock.advance(2 * MINUTE);
  expect(plan.runs).toHaveLength(2);
});

test('waits for the agent after a refused login, also over a restart, until a sync by hand succeeds', async () => {
  const plan = started();
  plan.outcome = 'failed';
  plan.error = appError('LOGIN_REFUSED', 'refused');
  await plan.clock.advance(DAY);
  expect(plan.runs).toHaveLength(1);
  expect(plan.scheduler.hold).toEqual({ reason: 'blocked', code: 'LOGIN_REFUSED' });
  plan.scheduler.stop();
  plan.restart().start();
  await plan.clock.advance(DAY);
  expect(plan.runs).toHaveLength(1);
  plan.outcome = 'success';
  plan.error = null;
  plan.begin('manual');
  await plan.clock.advance(DAY);
  expect(plan.scheduler.hold).toBeNull();
  expect(plan.runs.length).toBeGreaterThan(40);
});

test('goes on when the account was changed', async () => {
  const plan = started();
  plan.outcome = 'failed';
  plan.error = appError('ACCOUNT_LOCKED', 'locked');
  await plan.clock.advance(HOUR);
  plan.outcome = 'success';
  plan.scheduler.unblock();
  await plan.clock.advance(0);
  expect(plan.runs).toHaveLength(2);
});

test('tries a second time within the slot after a time-out, then not before the next slot', async () => {
  const plan = started();
  plan.outcome = 'failed';
  plan.error = appError('PORTAL_TIMEOUT', 'silent');
  await plan.clock.advance(3 * HOUR);
  const times = plan.runs.map(([, at]) => at);
  for (const at of times) {
    const inOneSlot = times.filter((other) => other >= at && other < at + plan.waitMs - MINUTE);
    expect(inOneSlot.length).toBeLessThanOrEqual(2);
  }
  // Slots stay where they were: the first and every second run begin one.
  expect(times[2]).toBe(5 * SECOND + plan.waitMs);
  expect(times[4]).toBe(5 * SECOND + 2 * plan.waitMs);
});

test('obeys Retry-After, up to the interval', async () => {
  const plan = started();
  plan.outcome = 'failed';
  plan.error = appError('PORTAL_MAINTENANCE', 'later', { status: 503, retryAfter: '600' });
  await plan.clock.advance(5 * SECOND + RUN_MS);
  expect(plan.scheduler.nextAt).toBe(plan.clock.now() + 10 * MINUTE);
  const greedy = started();
  greedy.outcome = 'failed';
  greedy.error = appError('PORTAL_MAINTENANCE', 'later', { status: 503, retryAfter: '86400' });
  await greedy.clock.advance(5 * SECOND + RUN_MS);
  expect(greedy.scheduler.nextAt).toBe(greedy.clock.now() + 30 * MINUTE);
});

test('doubles the interval when the export does not come, and halves it after two good runs', async () => {
  const plan = started();
  plan.outcome = 'failed';
  plan.error = appError('EXPORT_TIMEOUT', 'slow');
  await plan.clock.advance(MINUTE);
  expect(plan.stored?.load.factor).toBe(2);
  plan.outcome = 'success';
  plan.error = null;
  await plan.clock.advance(4 * HOUR);
  expect(plan.stored?.load.factor).toBe(1);
});

test('looks for the password again every minute, and counts nothing', async () => {
  const plan = new Plan();
  let asked = 0;
  plan.begin = () => {
    asked += 1;
    plan.scheduler.noteObstacle('PASSWORD_NEEDED');
  };
  plan.scheduler.start();
  await plan.clock.advance(10 * MINUTE);
  expect(asked).toBe(10);
  expect(plan.scheduler.hold).toEqual({ reason: 'obstacle', code: 'PASSWORD_NEEDED' });
});
