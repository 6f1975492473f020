import { join } from 'node:path';
import { PROJECT } from '../setup/places.mjs';
import { runToEnd } from './run-to-end.mjs';

/** @typedef {import('../setup/set-up.mjs').NodeProgram} NodeProgram */

const VITEST = join(PROJECT, 'node_modules/vitest/vitest.mjs');

/**
 * Runs the benchmark `tests/bench/NAME.bench.ts`, which prints its figures as one JSON value.
 *
 * @param {string} name
 * @param {readonly string[]} args for vitest
 * @param {NodeProgram} node
 */
export function runBenchmark(name, args, node) {
  return vitest([`tests/bench/${name}.bench.ts`, ...args], { BENCHMARKS: '1' }, node);
}

/**
 * Tries the reader on damaged and hostile files for `--minutes N` (default 10).
 *
 * @param {readonly string[]} args
 * @param {NodeProgram} node
 */
export function fuzzReader(args, node) {
  const at = args.indexOf('--minutes');
  const minutes = at === -1 ? 10 : Number(args[at + 1]);
  if (!Number.isFinite(minutes) || minutes <= 0) {
    process.stderr.write('Give a number of minutes, as in: npm run fuzz:read -- --minutes 30\n');
    return Promise.resolve(2);
  }
  return vitest(['tests/reader/fuzz.test.ts'], { FUZZ_SECONDS: String(minutes * 60) }, node);
}

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} more
 * @param {NodeProgram} node
 */
function vitest(args, more, { executable, env }) {
  const shown = ['--disable-console-intercept'];
  return runToEnd(executable, [VITEST, 'run', ...args, ...shown], { ...process.env, ...env, ...more });
}
