import { expect, test } from 'vitest';
import { verdictOf } from './dist.mjs';

const AUDIT = 'Whether known holes are in what ships';
const yes = { question: AUDIT, answer: true };
const no = { question: AUDIT, answer: false };
const silent = { question: AUDIT, answer: null };

test('a release is not made where nobody could be asked, and says so and what helps', () => {
  const { goesOn, lines } = verdictOf([yes, silent], { isRelease: true, isUnasked: false });
  expect(goesOn).toBe(false);
  expect(lines).toEqual([`✗ ${AUDIT} could not be asked`, expect.stringContaining('--unasked')]);
});

test('whoever makes it may answer for it, and a test build goes on, each with one line', () => {
  const line = [`· ${AUDIT} could not be asked`];
  expect(verdictOf([silent], { isRelease: true, isUnasked: true })).toEqual({ goesOn: true, lines: line });
  expect(verdictOf([silent], { isRelease: false, isUnasked: false })).toEqual({ goesOn: true, lines: line });
});

test('a no is a no, and a yes needs no words', () => {
  for (const isRelease of [true, false]) {
    expect(verdictOf([yes, no], { isRelease, isUnasked: true }).goesOn).toBe(false);
    expect(verdictOf([yes, yes], { isRelease, isUnasked: false })).toEqual({ goesOn: true, lines: [] });
  }
});
