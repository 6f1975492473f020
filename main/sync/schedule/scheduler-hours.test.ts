import { describe, expect, test } from 'vitest';
import { HOURS_DEFAULT, appError } from '../../../preload/contract';
import type { SyncHours } from '../../../preload/contract';
import { useRomeTime, rome } from '../../../tests/helpers/rome';
import { TestSchedule, RUN_MS } from '../../../tests/helpers/schedule';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/durations';
import { isOpen } from './hours';

useRomeTime();

/** Returns a schedule with these hours, started at this local time in Rome. */
function startedAt(text: string, hours: SyncHours = HOURS_DEFAULT): TestSchedule {
  const plan = new TestSchedule();
  plan.hours = hours;
  plan.clock.setWall(rome(text));
  plan.lastSuccessAt = plan.clock.now();
  plan.restart().start();
  return plan;
}

describe('outside the hours', () => {
  test('no automatic sync starts, the plan shows the next opening, and a sync by hand works', async () => {
    const plan = startedAt('2026-11-27 19:30');
    await plan.clock.advance(DAY);
    expect(plan.runs).toEqual([]);
    expect(plan.scheduler.hold).toEqual({
      reason: 'hours',
      until: new Date(rome('2026-11-30 08:00')).toISOString(),
    });
    expect(plan.scheduler.nextAt).toBeNull();
    expect(plan.scheduler.mayTouchPortal).toBe(false);
    plan.begin('manual');
    await plan.clock.advance(DAY);
    expect(plan.runs.map(([trigger]) => trigger)).toEqual(['manual']);
  });

  test.each(['resume', 'online'])('waking and the network start no sync (%s)', async (what) => {
    const plan = startedAt('2026-11-27 18:45');
    await plan.clock.advance(10 * MINUTE);
    expect(plan.runs).toHaveLength(1);
    plan.inUse = true;
    if (what === 'resume') {
      plan.sleep(10 * HOUR);
    } else {
      plan.online = false;
      await plan.clock.advance(10 * HOUR);
      plan.online = true;
    }
    await plan.clock.advance(DAY);
    expect(plan.runs).toHaveLength(1);
  });

  test('the second try waits until the hours begin again', async () => {
    const plan = startedAt('2026-11-26 18:57');
    plan.outcome = 'failed';
    plan.error = appError('PORTAL_TIMEOUT', 'silent');
    await plan.clock.advance(MINUTE);
    expect(plan.runs).toHaveLength(1);
    expect(plan.stored?.secondTry).toBe(true);
    expect(plan.scheduler.nextAt).toBe(rome('2026-11-27 08:00'));
    await plan.clock.advance(12 * HOUR);
    expect(plan.runs).toHaveLength(1);
  });

  test('a run under way at the end of the hours continues', async () => {
    const plan = startedAt('2026-11-26 18:59');
    plan.hangs = true;
    await plan.clock.advance(10 * MINUTE);
    plan.end('success');
    expect(plan.runs).toHaveLength(1);
    expect(plan.scheduler.hold).toMatchObject({ reason: 'hours' });
  });
});

test('the last sync of the day announces the next one for after the night', async () => {
  const plan = startedAt('2026-11-26 18:45');
  await plan.clock.advance(MINUTE);
  expect(plan.scheduler.hold).toBeNull();
  expect(plan.scheduler.nextAt).toBe(rome('2026-11-27 08:00'));
});

test('laptops of a company do not all start at the opening, however old their data, except for a waiting agent', async () => {
  const firstRunAt = async (random: number, inUse: boolean): Promise<number> => {
    const plan = startedAt('2026-11-28 10:00');
    plan.random = random;
    plan.inUse = inUse;
    await plan.clock.advance(46 * HOUR - 1);
    expect(plan.runs).toEqual([]);
    await plan.clock.advance(HOUR);
    return (plan.runs[0]?.[1] ?? 0) - 46 * HOUR;
  };
  expect(await firstRunAt(0, false)).toBe(0);
  expect(await firstRunAt(0.5, false)).toBe(10 * MINUTE);
  expect(await firstRunAt(0.5, true)).toBe(0);
});

test('a laptop that wakes within the hours does not wait as at the opening', async () => {
  const plan = startedAt('2026-11-27 18:45');
  await plan.clock.advance(MINUTE);
  plan.random = 0.9;
  // After the weekend the data are more than a day old.
  plan.sleep(rome('2026-11-30 09:12') - plan.clock.now());
  expect(plan.runs.map(([trigger]) => trigger)).toEqual(['startup', 'resume']);
});

test('a random moment cut off by the end of the hours is chosen again at the opening', async () => {
  const plan = startedAt('2026-11-26 18:20');
  await plan.clock.advance(25 * MINUTE);
  plan.random = 0.99;
  plan.online = false;
  await plan.clock.advance(12 * MINUTE);
  plan.online = true;
  // The time is 7:07.
  await plan.clock.advance(MINUTE);
  expect(plan.runs).toHaveLength(1);
  await plan.clock.advance(13 * HOUR + 20 * MINUTE);
  expect(plan.clock.now()).toBe(rome('2026-11-27 08:18'));
  expect(plan.runs).toHaveLength(1);
  await plan.clock.advance(2 * MINUTE);
  expect(plan.runs).toHaveLength(2);
});

test('new hours apply at once, and a due sync runs for the agent who has set them', async () => {
  const plan = startedAt('2026-11-28 10:00');
  plan.inUse = true;
  await plan.clock.advance(MINUTE);
  plan.scheduler.setHours('always');
  expect(plan.runs).toHaveLength(1);
  plan.scheduler.setHours(HOURS_DEFAULT);
  expect(plan.scheduler.hold).toMatchObject({ reason: 'hours' });
});

test.each([
  ['29 March 2026', '2026-03-27 00:00'],
  ['25 October 2026', '2026-10-23 00:00'],
])('over %s, syncs run every interval within the hours and never outside', async (_day, from) => {
  const hours = { days: [6, 7], from: '07:30', to: '12:00' };
  const plan = startedAt(from, hours);
  await plan.clock.advance(4 * DAY);
  const start = rome(from);
  const times = plan.runs.map(([, at]) => start + at);
  expect(times.every((at) => isOpen(hours, at))).toBe(true);
  for (const day of new Set(times.map((at) => new Date(at).getDate()))) {
    const ofDay = times.filter((at) => new Date(at).getDate() === day);
    expect(ofDay.length).toBeGreaterThanOrEqual(8);
    expect(ofDay.length).toBeLessThanOrEqual(10);
  }
  expect(times.length).toBeGreaterThanOrEqual(16);
});

test('a clock set into or out of the hours is believed', async () => {
  const plan = startedAt('2026-11-28 10:00');
  await plan.clock.advance(MINUTE);
  plan.clock.setWall(rome('2026-11-24 10:00'));
  await plan.clock.advance(31 * MINUTE);
  expect(plan.runs).toHaveLength(1);
  plan.clock.setWall(rome('2026-11-24 20:00'));
  await plan.clock.advance(3 * HOUR);
  expect(plan.runs).toHaveLength(1);
  expect(plan.scheduler.hold).toMatchObject({ reason: 'hours' });
});

test('offline and a pause are reported before the hours', () => {
  const plan = startedAt('2026-11-28 10:00');
  plan.scheduler.setPause({ setAt: plan.clock.now(), until: null });
  expect(plan.scheduler.hold).toEqual({ reason: 'paused' });
  plan.online = false;
  plan.scheduler.look();
  expect(plan.scheduler.hold).toEqual({ reason: 'offline' });
});

describe('at the limit of logins', () => {
  async function limited(hours: SyncHours = 'always'): Promise<TestSchedule> {
    const plan = startedAt('2026-11-26 15:00', hours);
    plan.outcome = 'failed';
    plan.error = appError('LOGIN_LIMIT', 'no more');
    plan.loginsAllowedAt = rome('2026-11-26 21:20');
    await plan.clock.advance(5 * SECOND + RUN_MS);
    plan.outcome = 'success';
    plan.error = null;
    return plan;
  }

  test('nothing is tried until a login is allowed, over restarts, and then not by all at once', async () => {
    const plan = await limited();
    const until = new Date(plan.loginsAllowedAt ?? 0).toISOString();
    expect(plan.scheduler.hold).toEqual({ reason: 'login-limit', until });
    plan.scheduler.stop();
    plan.restart().start();
    await plan.clock.advance(6 * HOUR);
    expect(plan.runs).toHaveLength(1);
    expect(plan.scheduler.hold).toEqual({ reason: 'login-limit', until });
    await plan.clock.advance(25 * MINUTE);
    expect(plan.scheduler.hold).toBeNull();
    expect(plan.runs).toHaveLength(1);
    await plan.clock.advance(20 * MINUTE);
    expect(plan.runs).toHaveLength(2);
  });

  test('syncing resumes within the hours', async () => {
    const plan = await limited(HOURS_DEFAULT);
    expect(plan.scheduler.hold).toEqual({
      reason: 'login-limit',
      until: new Date(rome('2026-11-27 08:00')).toISOString(),
    });
  });

  test('a successful sync by hand ends the wait, since its session can be used', async () => {
    const plan = await limited();
    plan.begin('manual');
    await plan.clock.advance(RUN_MS);
    expect(plan.scheduler.hold).toBeNull();
    await plan.clock.advance(31 * MINUTE);
    expect(plan.runs.map(([trigger]) => trigger)).toEqual(['startup', 'manual', 'schedule']);
  });
});

describe('a portal that refuses this computer', () => {
  test('is tried once an hour at most, despite restarts, waking, other networks and frequencies', async () => {
    const plan = new TestSchedule(5 * MINUTE);
    plan.scheduler.start();
    plan.outcome = 'failed';
    plan.error = appError('PORTAL_REFUSES_ADDRESS', 'refused');
    plan.inUse = true;
    for (let round = 0; round < 30; round += 1) {
      await plan.clock.advance(7 * MINUTE);
      plan.sleep(MINUTE);
      plan.online = false;
      await plan.clock.advance(10 * SECOND);
      plan.online = true;
      plan.scheduler.setFrequency((5 + (round % 3)) * MINUTE);
      if (round % 4 === 3) {
        plan.scheduler.stop();
        plan.restart().start();
      }
    }
    const gaps = plan.runs.slice(1).map(([, at], index) => at - (plan.runs[index]?.[1] ?? 0));
    // The wall clock advances during sleep, but the monotonic clock does not.
    expect(Math.min(...gaps)).toBeGreaterThan(50 * MINUTE);
    expect(plan.runs.length).toBeGreaterThanOrEqual(3);
    expect(plan.scheduler.hold).toBeNull();
    expect(plan.scheduler.nextAt).toBeGreaterThan(plan.clock.now());
  });

  test('is used as before once it accepts the computer again', async () => {
    const plan = new TestSchedule();
    plan.scheduler.start();
    plan.outcome = 'failed';
    plan.error = appError('PORTAL_REFUSES_ADDRESS', 'refused');
    await plan.clock.advance(MINUTE);
    plan.outcome = 'success';
    plan.error = null;
    await plan.clock.advance(2 * HOUR);
    expect(plan.runs.map(([, at]) => Math.floor(at / MINUTE))).toEqual([0, 60, 89, 119]);
  });

  test('causes no wait over an hour when the clock is set back', async () => {
    const plan = new TestSchedule();
    plan.scheduler.start();
    plan.outcome = 'failed';
    plan.error = appError('PORTAL_REFUSES_ADDRESS', 'refused');
    await plan.clock.advance(MINUTE);
    plan.clock.setWall(plan.clock.now() - 30 * DAY);
    await plan.clock.advance(HOUR + MINUTE);
    expect(plan.runs).toHaveLength(2);
  });
});
