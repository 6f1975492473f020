import { expect, test } from 'vitest';
import { HOURS_DEFAULT, workingHoursSchema } from '../../../preload/contract';
import { parseTimeOfDay, findHoursProblem } from './hours-problem';

test.each([
  [{}, null],
  [{ days: [] }, 'days'],
  [{ from: '' }, 'time'],
  [{ to: '' }, 'time'],
  [{ to: '24:00' }, 'time'],
  [{ from: '8:00' }, 'time'],
  [{ from: '19:00' }, 'order'],
  [{ from: '22:00', to: '06:00' }, 'order'],
])('hours with %j have the problem %s, as in the schema of main', (part, problem) => {
  const hours = { ...HOURS_DEFAULT, ...part };
  expect(findHoursProblem(hours)).toBe(problem);
  expect(workingHoursSchema.safeParse(hours).success).toBe(problem === null);
});

test.each([
  ['8', '08:00'],
  ['8:30', '08:30'],
  [' 19.30 ', '19:30'],
  ['07:05', '07:05'],
  ['late', 'late'],
  ['', ''],
])('parseTimeOfDay turns %j into %j', (typed, time) => {
  expect(parseTimeOfDay(typed)).toBe(time);
});
