import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { HOUR, MINUTE } from '../../base/durations';
import { LONGEST_RUN_MS, NO_PROGRESS_MS, Watchdog } from './watchdog';

test('the watchdog stops a sync once after five quiet minutes and leaves no timer', async () => {
  const clock = new FakeClock();
  let barks = 0;
  new Watchdog(clock, () => (barks += 1));
  await clock.advance(NO_PROGRESS_MS - 1);
  expect(barks).toBe(0);
  await clock.advance(HOUR);
  expect(barks).toBe(1);
  expect(clock.pendingTimers).toBe(0);
});

test('progress keeps the watchdog quiet, but for two hours at most', async () => {
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

test('time asleep does not count', () => {
  // Simulates systems whose clock runs in sleep while timers stand still.
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

test('a stopped watchdog leaves no timer', () => {
  const clock = new FakeClock();
  new Watchdog(clock, () => undefined).stop();
  expect(clock.pendingTimers).toBe(0);
});

test('dark wakes of a minute do not add up to five minutes without progress', async () => {
  // On macOS the monotonic clock stands still in sleep, so only the wall clock shows it.
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
