import { expect, test } from 'vitest';
import { numbersIn } from './trials.mjs';

test.each([
  [[], {}],
  [['--kills', '200'], { kills: '200' }],
  [['--kills', '5', '--seed=7'], { kills: '5', seed: '7' }],
  [['--kills', 'many'], null],
  [['--kills'], null],
  [['--flips', '3'], null],
  [['3'], null],
])('reads %j', (args, values) => {
  const read = numbersIn(args, ['kills', 'seed']);
  expect(read === null ? null : { ...read }).toEqual(values);
});
