import { afterEach, describe, expect, test } from 'vitest';
import { TestSchedule, RUN_MS } from '../../../tests/helpers/schedule';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/durations';
import { pauseFrom } from './pause';

function started(): TestSchedule {
  const plan = new TestSchedule();
  plan.scheduler.start();
  return plan;
}

describe.each([{ isReported: true }, { isReported: false }])(
  'sleep, reported by the system: $isReported',
  ({ isReported }) => {
    test('is followed by a single sync if one was due, however many intervals passed', async () => {
      const plan = started();
      await plan.clock.advance(MINUTE);
      plan.sleep(8 * HOUR, { isReported });
      await plan.clock.advance(11 * MINUTE);
      expect(plan.runs.map(([trigger]) => trigger)).toEqual(['startup', 'resume']);
      await plan.clock.advance(18 * MINUTE);
      expect(plan.runs).toHaveLength(2);
    });

    test('is followed by no sync if none was due', async () => {
      const plan = started();
      await plan.clock.advance(MINUTE);
      const { nextAt } = plan.scheduler;
      plan.sleep(10 * MINUTE, { isReported });
      await plan.clock.advance(10 * MINUTE);
      expect(plan.runs).toHaveLength(1);
      expect(plan.scheduler.nextAt).toBe(nextAt);
    });

    test('a hundred times causes exactly a hundred syncs, with one timer', async () => {
      const plan = started();
      await plan.clock.advance(MINUTE);
      for (let cycle = 0; cycle < 100; cycle += 1) {
        plan.sleep((31 + (cycle % 7) * 40) * MINUTE, { isReported });
        await plan.clock.advance(11 * MINUTE);
        expect(plan.runs).toHaveLength(2 + cycle);
      }
      expect(plan.clock.pendingTimers).toBe(1);
    });
  },
);

test('no sync starts between sleep and waking, even if timers still run', async () => {
  const plan = started();
  await plan.clock.advance(29 * MINUTE);
  plan.scheduler.noteSuspend();
  await plan.clock.advance(80 * SECOND);
  expect(plan.runs).toHaveLength(1);
  plan.inUse = true;
  plan.scheduler.noteResume();
  expect(plan.runs).toHaveLength(2);
});

test('a lost waking event does not stop syncing for good', async () => {
  const plan = started();
  await plan.clock.advance(MINUTE);
  plan.scheduler.noteSuspend();
  await plan.clock.advance(40 * MINUTE);
  expect(plan.runs).toHaveLength(2);
});

test('dark wakes do not add up to waking, however many there are in a night', async () => {
  const plan = started();
  plan.random = 0;
  await plan.clock.advance(MINUTE);
  plan.scheduler.noteSuspend();
  for (let wake = 0; wake < 60; wake += 1) {
    // During sleep the timers stand still, but the wall clock does not.
    plan.clock.setWall(plan.clock.now() + 15 * MINUTE);
    await plan.clock.advance(2 * MINUTE);
  }
  expect(plan.runs).toHaveLength(1);
  plan.inUse = true;
  plan.scheduler.noteResume();
  expect(plan.runs.map(([trigger]) => trigger)).toEqual(['startup', 'resume']);
});

test('a sync interrupted by sleep is due again on waking', async () => {
  const plan = started();
  plan.hangs = true;
  await plan.clock.advance(10 * SECOND);
  plan.scheduler.noteSuspend();
  plan.end('interrupted');
  plan.clock.setWall(plan.clock.now() + 8 * HOUR);
  plan.inUse = true;
  plan.scheduler.noteResume();
  expect(plan.runs.map(([trigger]) => trigger)).toEqual(['startup', 'resume']);
});

test('the network may take two minutes after waking; later it counts as online again', async () => {
  for (const [delayMs, trigger] of [
    [90 * SECOND, 'resume'],
    [5 * MINUTE, 'online'],
  ] as const) {
    const plan = started();
    await plan.clock.advance(MINUTE);
    plan.online = false;
    plan.inUse = true;
    plan.sleep(8 * HOUR);
    await plan.clock.advance(delayMs);
    expect(plan.runs).toHaveLength(1);
    plan.online = true;
    await plan.clock.advance(5 * SECOND);
    expect(plan.runs.map(([name]) => name)).toEqual(['startup', trigger]);
  }
});

test.each([10 * DAY, 400 * DAY])(
  'a clock set back by %d ms causes no storm and no wait over an interval',
  async (backMs) => {
    const plan = started();
    await plan.clock.advance(MINUTE);
    plan.clock.setWall(plan.clock.now() - backMs);
    await plan.clock.advance(31 * MINUTE);
    expect(plan.runs).toHaveLength(2);
    await plan.clock.advance(5 * HOUR);
    expect(plan.runs.length).toBeGreaterThanOrEqual(11);
    expect(plan.runs.length).toBeLessThanOrEqual(13);
  },
);

test('a clock set back during a sync delays the next one by no more than an interval', async () => {
  const plan = started();
  plan.hangs = true;
  await plan.clock.advance(10 * SECOND);
  plan.clock.setWall(plan.clock.now() - 10 * DAY);
  await plan.clock.advance(MINUTE);
  plan.hangs = false;
  plan.end('success');
  await plan.clock.advance(31 * MINUTE);
  expect(plan.runs).toHaveLength(2);
});

test('a clock set back while the app is closed does not delay the first sync', async () => {
  const plan = started();
  await plan.clock.advance(HOUR);
  plan.scheduler.stop();
  plan.clock.setWall(plan.clock.now() - 30 * DAY);
  plan.restart().start();
  await plan.clock.advance(5 * SECOND + RUN_MS);
  expect(plan.runs.at(-1)?.[0]).toBe('startup');
  await plan.clock.advance(HOUR);
  expect(plan.runs).toHaveLength(6);
});

test('a clock set forward by days causes one sync, then one per interval', async () => {
  const plan = started();
  await plan.clock.advance(MINUTE);
  plan.clock.setWall(plan.clock.now() + 10 * DAY);
  await plan.clock.advance(11 * MINUTE);
  expect(plan.runs).toHaveLength(2);
  await plan.clock.advance(25 * MINUTE);
  expect(plan.runs).toHaveLength(3);
});

describe('in Rome', () => {
  const zone = process.env['TZ'];
  const setZone = (name: string | undefined): void => {
    if (name === undefined) {
      delete process.env['TZ'];
    } else {
      process.env['TZ'] = name;
    }
  };
  afterEach(() => setZone(zone));

  test.each([
    ['29 March 2026', Date.UTC(2026, 2, 28, 23), 23],
    ['25 October 2026', Date.UTC(2026, 9, 24, 22), 25],
  ])('the night to %s has as many syncs as its hours hold', async (_day, midnight, hours) => {
    setZone('Europe/Rome');
    const plan = new TestSchedule();
    plan.clock.setWall(midnight);
    expect(new Date(midnight).getHours()).toBe(0);
    plan.lastSuccessAt = midnight;
    plan.scheduler.start();
    await plan.clock.advance(hours * HOUR);
    expect(new Date(plan.clock.now()).getHours()).toBe(0);
    const gaps = plan.runs.slice(1).map(([, at], index) => at - (plan.runs[index]?.[1] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([plan.waitMs]));
    expect(plan.runs).toHaveLength(Math.ceil((hours * HOUR - 5 * SECOND) / plan.waitMs));
  });

  test.each([
    ['28 March', Date.UTC(2026, 2, 28, 15), Date.UTC(2026, 2, 29, 6)],
    ['24 October', Date.UTC(2026, 9, 24, 15), Date.UTC(2026, 9, 25, 7)],
    ['an ordinary day, just after midnight', Date.UTC(2026, 10, 22, 23, 1), Date.UTC(2026, 10, 24, 7)],
  ])('a pause until tomorrow, set on %s, ends at 8:00 local time', (_day, now, until) => {
    setZone('Europe/Rome');
    expect(pauseFrom(now, 'tomorrow')).toEqual({ setAt: now, until });
    expect(new Date(until).getHours()).toBe(8);
  });

  test('another time zone does not change the due time of the next sync', async () => {
    setZone('Europe/Rome');
    const plan = started();
    await plan.clock.advance(MINUTE);
    const { nextAt } = plan.scheduler;
    setZone('America/New_York');
    plan.scheduler.look();
    expect(plan.scheduler.nextAt).toBe(nextAt);
    expect(plan.runs).toHaveLength(1);
  });
});
