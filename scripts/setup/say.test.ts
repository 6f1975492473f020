import { expect, test } from 'vitest';
import { fit } from './say.mjs';

test.each([
  ['abcdef', 10, 'abcdef'],
  ['abcdef', 7, 'abcdef'],
  ['abcdef', 6, 'abcd…'],
  ['abcdef', undefined, 'abcdef'],
  ['abcdef', 0, 'abcdef'],
])('the line %s fits a terminal with %s columns', (line, columns, expected) => {
  expect(fit(line, columns)).toBe(expected);
});
