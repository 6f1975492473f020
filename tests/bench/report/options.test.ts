import { expect, test } from 'vitest';
import { PARTS, askedParts } from './options.mjs';

test('everything is measured by default', () => {
  expect(askedParts([])).toEqual(PARTS);
});

test('the named parts are measured in their own order', () => {
  const parts = askedParts(['--only', 'search, read']);
  expect(parts).toEqual(PARTS.filter(({ name }) => ['read', 'search'].includes(name)));
});

test.each([[['--only', 'read,speed']], [['--only']], [['--fast']], [['read']]])(
  'the valid options are named for %j',
  (args) => {
    expect(askedParts(args)).toMatch(/^Give nothing, or --only with some of read,/);
  },
);
