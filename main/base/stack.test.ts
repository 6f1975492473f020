import { expect, test } from 'vitest';
import { stackOf } from './stack';

test('the stack keeps names and places, and neither message nor folders', () => {
  const error = new TypeError('Mario Rossi, VAT 01234567890');
  const line = stackOf(error);
  expect(line).toMatch(/^TypeError at .*\(stack\.test\.ts:\d+:\d+\)/);
  expect(line).not.toMatch(/Rossi|01234567890|\/main\/|\n/);
});

test('a path with blanks and backslashes loses its folders', () => {
  const error = new Error('held');
  error.stack =
    'Error: held\n    at open (C:\\Users\\Anna Bianchi\\app\\index.js:3:1)\n    at file:///home/anna/x.js:1:2';
  expect(stackOf(Object.assign(error, { code: 'EBUSY' }))).toBe(
    'Error (EBUSY) at open (index.js:3:1) at (x.js:1:2)',
  );
});

test('something thrown that is no error is named by its type alone', () => {
  expect(stackOf('secret')).toBe('a thrown string');
});
