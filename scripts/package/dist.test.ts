import { expect, test } from 'vitest';
import { decide } from './dist.mjs';

const AUDIT = 'Known vulnerabilities in the shipped packages';
const yes = { question: AUDIT, answer: true };
const no = { question: AUDIT, answer: false };
const silent = { question: AUDIT, answer: null };

test('a release without an answer is stopped, and the remedy is named', () => {
  const { mayContinue, lines } = decide([yes, silent], { isRelease: true, isUnattended: false });
  expect(mayContinue).toBe(false);
  expect(lines).toEqual([`✗ ${AUDIT} could not be checked`, expect.stringContaining('--unasked')]);
});

test('an overridden release and a test build continue, each with one line', () => {
  const line = [`· ${AUDIT} could not be checked`];
  expect(decide([silent], { isRelease: true, isUnattended: true })).toEqual({
    mayContinue: true,
    lines: line,
  });
  expect(decide([silent], { isRelease: false, isUnattended: false })).toEqual({
    mayContinue: true,
    lines: line,
  });
});

test('a negative answer always stops the build, and positive ones print nothing', () => {
  for (const isRelease of [true, false]) {
    expect(decide([yes, no], { isRelease, isUnattended: true }).mayContinue).toBe(false);
    expect(decide([yes, yes], { isRelease, isUnattended: false })).toEqual({ mayContinue: true, lines: [] });
  }
});
