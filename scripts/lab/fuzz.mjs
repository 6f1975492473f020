import { join } from 'node:path';
import { runToEnd } from '../process/run-to-end.mjs';
import { PROJECT } from '../setup/places.mjs';

/** @typedef {import('../setup/set-up.mjs').NodeProgram} NodeProgram */

const VITEST = join(PROJECT, 'node_modules/vitest/vitest.mjs');

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
  const vitest = [VITEST, 'run', 'tests/reader/fuzz.test.ts', '--disable-console-intercept'];
  return runToEnd(node.executable, vitest, {
    ...process.env,
    ...node.env,
    FUZZ_SECONDS: String(minutes * 60),
  });
}
