import { expect, test } from 'vitest';
import { PARTS, benchOptions } from './options.mjs';

test('everything is measured by default', () => {
  expect(benchOptions([])).toEqual({
    parts: PARTS,
    isWhole: true,
    isLong: false,
    isWritten: false,
    compare: null,
    from: null,
  });
});

test('the named parts are measured in their own order', () => {
  const options = benchOptions(['--only', 'search, read', '--long', '--compare', 'old.json']);
  expect(options).toMatchObject({ isWhole: false, isLong: true, compare: 'old.json' });
  expect(typeof options === 'string' ? [] : options.parts.map(({ name }) => name)).toEqual([
    'read',
    'search',
  ]);
});

test.each([
  [['--only', 'read,speed']],
  [['--fast']],
  [['--compare']],
  [['read']],
  [['--write', '--only', 'read']],
])('the valid options are named for %j', (args) => {
  expect(benchOptions(args)).toMatch(/[Gg]ive/);
});
