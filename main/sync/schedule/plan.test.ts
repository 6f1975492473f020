import { expect, test } from 'vitest';
import { MINUTE } from '../../base/durations';
import { dueAfterFailure, openingDueAt, phaseOffsetMs, waitAfterOpening, waitAfterStart } from './plan';

const IDS = Array.from(
  { length: 3_000 },
  (_, index) => `0d1f7c1e-${String(index).padStart(4, '0')}-4000-8000-a0b1c2d3e4f5`,
);

test('each installation has its own offset, spread evenly over a third of the interval', () => {
  const third = 10 * MINUTE;
  const tenths = new Array<number>(10).fill(0);
  for (const id of IDS) {
    const offset = phaseOffsetMs(id, 30 * MINUTE);
    expect(phaseOffsetMs(id, 30 * MINUTE)).toBe(offset);
    const tenth = Math.floor((offset / third) * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  expect(tenths).toHaveLength(10);
  for (const count of tenths) {
    expect(count).toBeGreaterThan(220);
    expect(count).toBeLessThan(380);
  }
});

test('each wait is at most a sixtieth shorter than the interval, and a day spreads laptops over a third of it', () => {
  const waits = IDS.map((id) => waitAfterStart(id, 30 * MINUTE));
  expect(Math.max(...waits)).toBeLessThanOrEqual(30 * MINUTE);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(29.5 * MINUTE);
  const after20 = waits.map((wait) => 20 * wait);
  expect(Math.max(...after20) - Math.min(...after20)).toBeGreaterThan(9.9 * MINUTE);
});

const FAILED = {
  now: 2 * MINUTE,
  nextSlotAt: 30 * MINUTE,
  intervalMs: 30 * MINUTE,
  wasSecondTry: false,
  retryAfter: null,
  random: 0,
};

test.each([0, 0.5, 0.999])('one more try follows within the slot, at a random moment (%d)', (random) => {
  const { dueAt, secondTry } = dueAfterFailure({ ...FAILED, random });
  expect(secondTry).toBe(true);
  expect(dueAt).toBeGreaterThan(FAILED.now + 2 * MINUTE);
  expect(dueAt).toBeLessThan(FAILED.nextSlotAt - 5 * MINUTE);
});

test('laptops that began within two thirds of the interval are spread over all of it by their second sync', () => {
  const intervalMs = 30 * MINUTE;
  const SHARES = Array.from({ length: 3_000 }, (_, index) => index / 3_000);
  const thirds = [0, 0, 0];
  for (const random of SHARES) {
    const first = openingDueAt({ now: 0, intervalMs, inUse: false, lastSuccessAt: -1, random });
    const waitMs = waitAfterOpening(intervalMs, random);
    expect(waitMs).toBeLessThanOrEqual(intervalMs);
    const third = Math.floor((first + waitMs - 20 * MINUTE) / (10 * MINUTE));
    thirds[third] = (thirds[third] ?? 0) + 1;
  }
  expect(thirds).toHaveLength(3);
  for (const count of thirds) {
    expect(Math.abs(count - 1_000)).toBeLessThan(10);
  }
});

test('the second try is followed by the next slot', () => {
  expect(dueAfterFailure({ ...FAILED, wasSecondTry: true })).toEqual({
    dueAt: FAILED.nextSlotAt,
    secondTry: false,
  });
});

test('a run that took its whole slot does not start again at once', () => {
  const { dueAt, secondTry } = dueAfterFailure({ ...FAILED, now: 30 * MINUTE, random: 0 });
  expect(dueAt).toBe(33 * MINUTE);
  expect(secondTry).toBe(false);
});

test('Retry-After sets the time of the second try, or of one after the next slot', () => {
  expect(dueAfterFailure({ ...FAILED, retryAfter: { waitMs: 5 * MINUTE, isMoment: false } })).toEqual({
    dueAt: 7 * MINUTE,
    secondTry: true,
  });
  expect(dueAfterFailure({ ...FAILED, retryAfter: { waitMs: 90 * MINUTE, isMoment: false } })).toEqual({
    dueAt: 32 * MINUTE,
    secondTry: false,
  });
  expect(
    dueAfterFailure({ ...FAILED, wasSecondTry: true, retryAfter: { waitMs: 5 * MINUTE, isMoment: false } })
      .dueAt,
  ).toBe(30 * MINUTE);
});

test('no sync starts exactly at a date in Retry-After, which is the same for all laptops', () => {
  const retryAfter = { waitMs: 5 * MINUTE, isMoment: true };
  expect(dueAfterFailure({ ...FAILED, retryAfter, random: 0 }).dueAt).toBe(7 * MINUTE);
  expect(dueAfterFailure({ ...FAILED, retryAfter, random: 0.5 }).dueAt).toBe(12 * MINUTE);
});
