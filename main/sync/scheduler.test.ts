import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { DAY, HOUR, MINUTE, SECOND } from '../base/durations';
import { SyncScheduler } from './scheduler';

interface Plan {
  readonly clock: FakeClock;
  readonly scheduler: SyncScheduler;
  /** Trigger and time since the start, in milliseconds, of each sync that became due. */
  readonly due: [string, number][];
}

function aPlan(frequencyMs = 30 * MINUTE): Plan {
  const clock = new FakeClock();
  const due: [string, number][] = [];
  const scheduler = new SyncScheduler({
    clock,
    frequencyMs,
    onDue: (trigger) => void due.push([trigger, clock.monotonicMs()]),
    onPlanChanged: () => undefined,
  });
  scheduler.start();
  return { clock, scheduler, due };
}

test('syncs 5 s after the start and every interval from then on', async () => {
  const { clock, due } = aPlan();
  await clock.advance(5 * SECOND - 1);
  expect(due).toEqual([]);
  await clock.advance(1 + HOUR);
  expect(due).toEqual([
    ['startup', 5 * SECOND],
    ['schedule', 5 * SECOND + 30 * MINUTE],
    ['schedule', 5 * SECOND + 60 * MINUTE],
  ]);
});

test('counts from the last start, also of a sync started by hand', async () => {
  const { clock, scheduler, due } = aPlan();
  await clock.advance(10 * MINUTE);
  scheduler.noteRunStarted();
  await clock.advance(30 * MINUTE - 1);
  expect(due).toHaveLength(1);
  await clock.advance(1);
  expect(due[1]).toEqual(['schedule', 40 * MINUTE]);
});

test('applies a new frequency at once, without an extra sync unless one is due', async () => {
  const { clock, scheduler, due } = aPlan();
  await clock.advance(10 * MINUTE);
  scheduler.setFrequency(60 * MINUTE);
  expect(scheduler.nextAt).toBe(clock.now() - 10 * MINUTE + 5 * SECOND + 60 * MINUTE);
  await clock.advance(30 * MINUTE);
  expect(due).toHaveLength(1);
  scheduler.setFrequency(5 * MINUTE);
  await clock.advance(0);
  expect(due).toHaveLength(2);
});

test('keeps the first sync where it is when the frequency changes before it', async () => {
  const { clock, scheduler, due } = aPlan();
  scheduler.setFrequency(5 * MINUTE);
  await clock.advance(5 * SECOND);
  expect(due).toEqual([['startup', 5 * SECOND]]);
});

test('syncs once after a night of sleep, not once for each interval', async () => {
  const { clock, scheduler, due } = aPlan();
  await clock.advance(MINUTE);
  clock.setWall(clock.now() + 8 * HOUR);
  scheduler.look();
  scheduler.look();
  expect(due).toHaveLength(2);
  await clock.advance(29 * MINUTE);
  expect(due).toHaveLength(2);
});

test('notices sleep within half a minute even when nobody tells', async () => {
  const { clock, due } = aPlan();
  await clock.advance(MINUTE);
  clock.setWall(clock.now() + 8 * HOUR);
  await clock.advance(30 * SECOND);
  expect(due).toHaveLength(2);
});

test('waits no longer than an interval when the clock is set back by days', async () => {
  const { clock, due } = aPlan();
  await clock.advance(MINUTE);
  clock.setWall(clock.now() - 10 * DAY);
  await clock.advance(31 * MINUTE);
  expect(due).toHaveLength(2);
});

test('plans nothing and leaves no timer once stopped', async () => {
  const { clock, scheduler, due } = aPlan();
  scheduler.stop();
  expect(clock.pendingTimers).toBe(0);
  scheduler.noteRunStarted();
  scheduler.setFrequency(5 * MINUTE);
  await clock.advance(HOUR);
  expect(due).toEqual([]);
  expect(scheduler.nextAt).toBeNull();
});
