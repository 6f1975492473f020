import { expect, test } from 'vitest';
import { parseVariables } from './lab.mjs';

const KNOWN = { kills: ['CRASH_KILLS', '200'], seed: ['CRASH_SEED'] } as const;

test('whole numbers become the variables that the tests read', () => {
  expect(parseVariables(['--kills', '5', '--seed=0'], KNOWN)).toEqual({ CRASH_KILLS: '5', CRASH_SEED: '0' });
  expect(parseVariables([], KNOWN)).toEqual({ CRASH_KILLS: '200' });
});

test.each([['--kills'], ['--kills', 'many'], ['--kills', '-1'], ['--kill', '5'], ['5']])(
  'invalid options are refused: %s %s',
  (...args) => {
    expect(parseVariables(args, KNOWN)).toBeNull();
  },
);
