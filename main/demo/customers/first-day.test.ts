import { expect, test } from 'vitest';
import { DEMO_DEFAULTS } from '../options';
import { printedRows } from '../pdf/printed-rows';
import { shiftDay } from './first-day';

test.each<[string | null, string | null, string | null]>([
  ['2026-01-08', null, '2026-01-08'],
  [null, '2026-11-29', null],
  ['2026-01-08', '2026-11-29', '2026-11-25'],
  ['2026-01-14', '2026-11-29', '2026-12-01'],
  ['2026-01-08', '2027-01-02', '2027-01-01'],
  ['2025-12-20', '2027-03-01', '2026-12-20'],
  ['2023-02-28', '2026-11-29', '2023-02-28'],
])('the day %j becomes, for %j, %j', (day, firstDay, expected) => {
  expect(shiftDay(day, firstDay)).toBe(expected);
});

test('a demo of any day has customers with orders in the six months before it, and none after it', () => {
  for (const [firstDay, sixMonthsBefore] of [
    ['2026-11-29', '2026-05-29'],
    ['2027-01-02', '2026-07-02'],
    ['2031-06-15', '2030-12-15'],
  ] as const) {
    const days = printedRows({ ...DEMO_DEFAULTS, firstDay }, 1).flatMap(
      ({ lastOrderDate }) => lastOrderDate ?? [],
    );
    expect(days.filter((day) => day >= sixMonthsBefore).length).toBeGreaterThan(10);
    expect(days.filter((day) => day > firstDay)).toEqual([]);
  }
});
