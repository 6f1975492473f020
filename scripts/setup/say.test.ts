import { expect, test } from 'vitest';
import { fit, runningLine } from './say.mjs';

test('says how far a step is and for how long it runs', () => {
  expect(runningLine('Fetching', '120 of 196 MB', 5_049)).toBe('· Fetching… 120 of 196 MB, 5.0 s');
  expect(runningLine('Fetching', '', 61_250)).toBe('· Fetching… 61.3 s');
});

test.each([
  ['abcdef', 10, 'abcdef'],
  ['abcdef', 7, 'abcdef'],
  ['abcdef', 6, 'abcd…'],
  ['abcdef', undefined, 'abcdef'],
  ['abcdef', 0, 'abcdef'],
])('keeps %s on one line of a terminal with %s columns', (line, columns, expected) => {
  expect(fit(line, columns)).toBe(expected);
});
