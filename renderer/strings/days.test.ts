import { expect, test } from 'vitest';
import { daysAfter, localDay, monthAfter, nextWorkday } from './days';

test('daysAfter and monthAfter cross months and years, whatever the clock does that night', () => {
  expect(daysAfter('2026-10-24', 1)).toBe('2026-10-25');
  expect(daysAfter('2026-10-25', 1)).toBe('2026-10-26');
  expect(daysAfter('2026-12-28', 7)).toBe('2027-01-04');
});

test('monthAfter returns the same day or the last day of the month', () => {
  expect(monthAfter('2026-11-26')).toBe('2026-12-26');
  expect(monthAfter('2026-12-31')).toBe('2027-01-31');
  expect(monthAfter('2027-01-31')).toBe('2027-02-28');
  expect(monthAfter('2028-01-30')).toBe('2028-02-29');
});

test('a weekend day becomes the following Monday', () => {
  expect(nextWorkday('2026-11-27')).toBe('2026-11-27');
  expect(nextWorkday('2026-11-28')).toBe('2026-11-30');
  expect(nextWorkday('2026-11-29')).toBe('2026-11-30');
  expect(nextWorkday('2027-01-02')).toBe('2027-01-04');
});

test('localDay uses the time zone of the computer', () => {
  expect(localDay(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
});
