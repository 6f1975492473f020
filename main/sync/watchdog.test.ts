import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { HOUR, MINUTE } from '../base/durations';
import { NO_PROGRESS_MS, Watchdog } from './watchdog';

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

test('is quiet as long as there is progress, however long it takes', async () => {
  const clock = new FakeClock();
  let barks = 0;
  const watchdog = new Watchdog(clock, () => (barks += 1));
  for (let step = 0; step < 100; step += 1) {
    await clock.advance(4.9 * MINUTE);
    watchdog.noteProgress();
  }
  expect(barks).toBe(0);
  watchdog.stop();
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
