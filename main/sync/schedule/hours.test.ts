import { expect, test } from 'vitest';
import { HOURS_DEFAULT } from '../../../preload/contract';
import { useRomeTime, rome } from '../../../tests/helpers/rome';
import { DAY, MINUTE } from '../../base/durations';
import { isOpen, opensAt } from './hours';

useRomeTime();

test.each([
  ['Monday as they begin', '2026-11-23 08:00', true],
  ['Monday a minute before', '2026-11-23 07:59', false],
  ['Friday in their last minute', '2026-11-27 18:59', true],
  ['Friday as they end', '2026-11-27 19:00', false],
  ['Saturday at noon', '2026-11-28 12:00', false],
  ['Sunday at noon', '2026-11-29 12:00', false],
])('the default hours open and close as set on %s', (_when, at, expected) => {
  expect(isOpen(HOURS_DEFAULT, rome(at))).toBe(expected);
  expect(isOpen('always', rome(at))).toBe(true);
  expect(opensAt('always', rome(at))).toBeNull();
});

test.each([
  ['2026-11-23 03:00', '2026-11-23 08:00'],
  ['2026-11-23 19:00', '2026-11-24 08:00'],
  ['2026-11-27 19:30', '2026-11-30 08:00'],
  ['2026-12-31 23:59', '2027-01-01 08:00'],
])('after %s the hours begin %s', (at, opening) => {
  expect(opensAt(HOURS_DEFAULT, rome(at))).toBe(rome(opening));
});

test('a single day of the week recurs after seven days', () => {
  const hours = { days: [1], from: '09:00', to: '10:00' };
  expect(opensAt(hours, rome('2026-11-23 10:00'))).toBe(rome('2026-11-30 09:00'));
  expect(opensAt({ ...hours, days: [7] }, rome('2026-11-23 10:00'))).toBe(rome('2026-11-29 09:00'));
});

test('hours that end minutes before midnight begin again at midnight', () => {
  const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:30' };
  expect(opensAt(hours, rome('2026-11-23 23:40'))).toBe(rome('2026-11-24 00:00'));
});

test.each([
  ['is set forward', '2026-03-28 20:00', '2026-03-29 08:00', 11],
  ['is set back', '2026-10-24 20:00', '2026-10-25 08:00', 13],
])('the hours begin at the same local time after the night in which the clock %s', (_how, at, opening, h) => {
  const hours = { ...HOURS_DEFAULT, days: [6, 7] };
  expect(opensAt(hours, rome(at))).toBe(rome(opening));
  expect((rome(opening) - rome(at)) / (60 * MINUTE)).toBe(h);
});

test('a time of day skipped by the clock change opens at the jump', () => {
  const hours = { days: [7], from: '02:30', to: '06:00' };
  // The clock jumps from 2 to 3 a.m.
  const leap = Date.UTC(2026, 2, 29, 1);
  expect(opensAt(hours, rome('2026-03-29 00:10'))).toBe(leap);
  expect(isOpen(hours, leap)).toBe(true);
  expect(isOpen(hours, leap - 1)).toBe(false);
});

test('a time of day that occurs twice opens twice', () => {
  const hours = { days: [7], from: '02:30', to: '06:00' };
  const first = Date.UTC(2026, 9, 25, 0, 30);
  expect(opensAt(hours, first - 20 * MINUTE)).toBe(first);
  // Half an hour later it is 2 a.m. again.
  expect(opensAt(hours, first + 40 * MINUTE)).toBe(first + 60 * MINUTE);
});

test('the reported opening is the first open moment after any closed one', () => {
  const hours = { days: [1, 3, 7], from: '07:15', to: '12:45' };
  for (let at = rome('2026-03-20 00:00'); at < rome('2026-04-03 00:00'); at += 97 * MINUTE) {
    const opening = opensAt(hours, at);
    expect(opening === null).toBe(isOpen(hours, at));
    if (opening !== null) {
      expect(opening - at).toBeLessThan(7 * DAY);
      expect(isOpen(hours, opening)).toBe(true);
      for (let closed = at; closed < opening; closed += 29 * MINUTE) {
        expect(isOpen(hours, closed)).toBe(false);
      }
    }
  }
});

test('hours removed by a clock change begin a week later, and nothing throws', () => {
  const hours = { days: [7], from: '02:00', to: '03:00' };
  const leapNight = rome('2026-03-29 01:30');
  expect(opensAt(hours, leapNight)).toBe(rome('2026-04-05 02:00'));
  // On the next Sunday the clock change skips the hours, so they open in two weeks.
  expect(opensAt(hours, rome('2026-03-22 20:00'))).toBe(rome('2026-04-05 02:00'));
  expect(opensAt({ ...hours, from: '02:15', to: '02:45' }, leapNight)).toBe(rome('2026-04-05 02:15'));
});

test('hours of one hour have an opening in every night of a year, in every zone', () => {
  for (const zone of ['Europe/Rome', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago']) {
    process.env['TZ'] = zone;
    for (let hour = 0; hour < 24; hour += 1) {
      const two = (value: number): string => String(value).padStart(2, '0');
      const hours = { days: [7], from: `${two(hour)}:00`, to: `${two(hour)}:59` };
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 5.1 * DAY) {
        const opening = opensAt(hours, at);
        expect(opening === null || isOpen(hours, opening)).toBe(true);
      }
    }
  }
});
