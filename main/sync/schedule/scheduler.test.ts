import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import { TestSchedule, RUN_MS } from '../../../tests/helpers/schedule';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/durations';
import { pauseFrom } from './pause';

function started(frequencyMs?: number): TestSchedule {
  const plan = new TestSchedule(frequencyMs);
  plan.scheduler.start();
  return plan;
}

test('syncs start 5 s after the start and then every interval', async () => {
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

test('the interval counts from the last start, also of a sync by hand', async () => {
  const plan = started();
  await plan.clock.advance(10 * MINUTE);
  plan.begin('manual');
  await plan.clock.advance(plan.waitMs - 1);
  expect(plan.runs).toHaveLength(2);
  await plan.clock.advance(1);
  expect(plan.runs[2]).toEqual(['schedule', 10 * MINUTE + plan.waitMs]);
});

test('a new frequency applies at once and causes no extra sync unless one is due', async () => {
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

test('a changed frequency does not move the first sync', async () => {
  const plan = started();
  plan.scheduler.setFrequency(5 * MINUTE);
  await plan.clock.advance(5 * SECOND);
  expect(plan.runs).toEqual([['startup', 5 * SECOND]]);
});

test('a frequency changed during a sync applies at its end and starts no second sync', async () => {
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

test('a stopped scheduler plans nothing and leaves no timer', async () => {
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

test('no sync is attempted offline, and the reason is shown', async () => {
  const plan = new TestSchedule();
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
])('a returning network starts a sync %s', async (_name, facts, latestMs) => {
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

test('the wait after an outage is at most a third of a short interval', async () => {
  const plan = started(6 * MINUTE);
  plan.random = 0.999;
  await plan.clock.advance(MINUTE);
  plan.online = false;
  await plan.clock.advance(HOUR);
  plan.online = true;
  await plan.clock.advance(2 * MINUTE + 5 * SECOND);
  expect(plan.runs).toHaveLength(2);
});

test('an agent who opens the window meanwhile does not wait', async () => {
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

test('an outage in which no sync became due changes nothing', async () => {
  const plan = started();
  await plan.clock.advance(5 * MINUTE);
  const { nextAt } = plan.scheduler;
  plan.online = false;
  await plan.clock.advance(5 * MINUTE);
  plan.online = true;
  await plan.clock.advance(5 * MINUTE);
  expect(plan.scheduler.nextAt).toBe(nextAt);
});

test('a pause stops planning, allows a sync by hand, and lasts over a restart', async () => {
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

test("an hour's pause ends by itself, at a random moment", async () => {
  const plan = started();
  await plan.clock.advance(29 * MINUTE);
  plan.scheduler.setPause(pauseFrom(plan.clock.now(), 'hour'));
  await plan.clock.advance(HOUR + 4 * MINUTE);
  expect(plan.scheduler.hold).toBeNull();
  expect(plan.runs).toHaveLength(1);
  await plan.clock.advance(2 * MINUTE);
  expect(plan.runs).toHaveLength(2);
});

test('a refused login waits for the agent, over a restart, until a sync by hand succeeds', async () => {
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

test('a changed account resumes syncing', async () => {
  const plan = started();
  plan.outcome = 'failed';
  plan.error = appError('ACCOUNT_LOCKED', 'locked');
  await plan.clock.advance(HOUR);
  plan.outcome = 'success';
  plan.scheduler.unblock();
  await plan.clock.advance(0);
  expect(plan.runs).toHaveLength(2);
});

test('a time-out is followed by a second try within the slot, then by the next slot', async () => {
  const plan = started();
  plan.outcome = 'failed';
  plan.error = appError('PORTAL_TIMEOUT', 'silent');
  await plan.clock.advance(3 * HOUR);
  const times = plan.runs.map(([, at]) => at);
  for (const at of times) {
    const inOneSlot = times.filter((other) => other >= at && other < at + plan.waitMs - MINUTE);
    expect(inOneSlot.length).toBeLessThanOrEqual(2);
  }
  // Slots do not move: the first run and then every second run begin a slot.
  expect(times[2]).toBe(5 * SECOND + plan.waitMs);
  expect(times[4]).toBe(5 * SECOND + 2 * plan.waitMs);
});

test('Retry-After is obeyed, up to the interval', async () => {
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

test('a missing export doubles the interval, and two good runs halve it', async () => {
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

test('a missing password is looked up every minute, and nothing is counted', async () => {
  const plan = new TestSchedule();
  let requests = 0;
  plan.begin = () => {
    requests += 1;
    plan.scheduler.noteObstacle('PASSWORD_NEEDED');
  };
  plan.scheduler.start();
  await plan.clock.advance(10 * MINUTE);
  expect(requests).toBe(10);
  expect(plan.scheduler.hold).toEqual({ reason: 'obstacle', code: 'PASSWORD_NEEDED' });
});
