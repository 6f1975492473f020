import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runToEnd } from '../process/run-to-end.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';

/** @typedef {import('../setup/set-up.mjs').NodeProgram} NodeProgram */

/**
 * A fault test in its long form.
 *
 * @typedef {object} Trial
 * @property {string} test
 * @property {string} count the option that says how often, and its default
 * @property {string} otherwise
 * @property {string} variables the beginning of the environment variables that the test reads
 */

/** @type {Readonly<Record<'crash' | 'bit-rot', Trial>>} */
const TRIALS = {
  crash: { test: 'tests/faults/crash.test.ts', count: 'kills', otherwise: '200', variables: 'CRASH' },
  'bit-rot': {
    test: 'tests/faults/bit-rot.test.ts',
    count: 'trials',
    otherwise: '1000',
    variables: 'BIT_ROT',
  },
};

/**
 * Runs a fault test as often as is asked, from a seed if one is given; gives the exit code, 2 for options that make no
 * sense.
 *
 * @param {'crash' | 'bit-rot'} name
 * @param {readonly string[]} args
 * @param {NodeProgram} node
 */
export function runTrials(name, args, { executable, env }) {
  const { test, count, otherwise, variables } = TRIALS[name];
  const values = numbersIn(args, [count, 'seed']);
  if (values === null) {
    say(`Give --${count} N, --seed N or nothing`);
    return Promise.resolve(2);
  }
  const { seed } = values;
  const vitest = [join(PROJECT, 'node_modules/vitest/vitest.mjs'), 'run', test];
  return runToEnd(executable, vitest, {
    ...process.env,
    ...env,
    [`${variables}_${count.toUpperCase()}`]: values[count] ?? otherwise,
    ...(seed === undefined ? {} : { [`${variables}_SEED`]: seed }),
  });
}

/**
 * The values of options that are whole numbers, or null when others are given.
 *
 * @param {readonly string[]} args
 * @param {readonly string[]} names
 * @returns {Record<string, string | undefined> | null}
 */
export function numbersIn(args, names) {
  /** @type {Record<string, { type: 'string' }>} */
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  try {
    const values = /** @type {Record<string, string>} */ (parseArgs({ args: [...args], options }).values);
    return Object.values(values).every((value) => /^\d{1,9}$/.test(value)) ? values : null;
  } catch {
    return null;
  }
}
