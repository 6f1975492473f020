import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { HOUR, MINUTE } from '../../base/durations';
import { LONGEST_RUN_MS, NO_PROGRESS_MS, Watchdog } from './watchdog';

test('barks once after five quiet minutes, and leaves no timer', async () => {
  const clock = new FakeClock();
  let barks = 0;
  new Watchdog(clock, () => (barks += 1));
  await clock.advance(NO_PROGRESS_MS - 1);
  expect(barks).toBe(0);
  await clock.advance(HOUR);
  expect(barks).toBe(1);
  expect(clock.pendingTimers).toBe(0);
});

test('is quiet as long as there is progress, but for two hours at most', async () => {
  const clock = new FakeClock();
  let barks = 0;
  const watchdog = new Watchdog(clock, () => (barks += 1));
  for (let step = 1; step * 4.9 * MINUTE < LONGEST_RUN_MS; step += 1) {
    await clock.advance(4.9 * MINUTE);
    watchdog.noteProgress();
  }
  expect(barks).toBe(0);
  await clock.advance(4.9 * MINUTE);
  expect(barks).toBe(1);
  expect(clock.pendingTimers).toBe(0);
});

test('does not count the time that the computer slept', () => {
  // A clock that goes on in sleep while timers stand still, as on some systems.
  let now = 0;
  let timer = (): void => undefined;
  const clock = {
    now: () => now,
    monotonicMs: () => now,
    setTimer(_delayMs: number, callback: () => void) {
      timer = callback;
      return () => undefined;
    },
  };
  let barks = 0;
  new Watchdog(clock, () => (barks += 1));
  now += 8 * HOUR;
  timer();
  expect(barks).toBe(0);
});

test('leaves no timer when it is stopped', () => {
  const clock = new FakeClock();
  new Watchdog(clock, () => undefined).stop();
  expect(clock.pendingTimers).toBe(0);
});

test('dark wakes of a minute do not add up to five minutes without progress', async () => {
  // A clock that stands still in sleep, as on macOS: only the wall clock tells.
  const clock = new FakeClock();
  let barks = 0;
  new Watchdog(clock, () => (barks += 1));
  for (let wake = 0; wake < 20; wake += 1) {
    await clock.advance(MINUTE);
    clock.setWall(clock.now() + HOUR);
  }
  expect(barks).toBe(0);
  await clock.advance(NO_PROGRESS_MS + MINUTE);
  expect(barks).toBe(1);
});
