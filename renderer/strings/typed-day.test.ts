import { expect, test } from 'vitest';
import { completeTypedDay, parseFullDay } from './typed-day';

const TODAY = '2026-11-28';

test.each([
  ['05/12/2026', '2026-12-05'],
  ['5/12/2026', '2026-12-05'],
  ['5.12.2026', '2026-12-05'],
  ['05-12-2026', '2026-12-05'],
  [' 5 12 2026 ', '2026-12-05'],
  ['2026-12-05', '2026-12-05'],
  ['29/02/2028', '2028-02-29'],
])('parseFullDay parses %j', (text, day) => {
  expect(parseFullDay(text, TODAY)).toBe(day);
  expect(completeTypedDay(text, TODAY)).toBe(day);
});

test.each(['', '0', '05', '05/1', '05/12', '05/12/', '05/12/2', '05/12/20', '05/12/202', '05/12/20266'])(
  'parseFullDay ignores the unfinished input %j',
  (text) => {
    expect(parseFullDay(text, TODAY)).toBeNull();
  },
);

test.each([
  '31/06/2026',
  '29/02/2027',
  '00/12/2026',
  '05/13/2026',
  '05/12/0202',
  '05/12/1926',
  '05/12/2126',
  'domani',
])('parseFullDay and completeTypedDay reject %j', (text) => {
  expect(parseFullDay(text, TODAY)).toBeNull();
  expect(completeTypedDay(text, TODAY)).toBeNull();
});

test.each([
  ['5/12', '2026-12-05'],
  ['5/12/', '2026-12-05'],
  ['28/11', '2026-11-28'],
  ['5/1', '2027-01-05'],
  ['29/2', null],
  ['5/12/26', '2026-12-05'],
  ['5.1.27', '2027-01-05'],
  ['31/6', null],
  ['5', null],
  ['', null],
])('completeTypedDay completes %j to %j', (text, day) => {
  expect(completeTypedDay(text, TODAY)).toBe(day);
});
