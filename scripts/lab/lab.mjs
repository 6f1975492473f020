/** The laboratory: stress tests and pictures. `npm run lab` lists them. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runChecks } from '../checks/checks.mjs';
import { appForTests } from '../process/app.mjs';
import { runToEnd } from '../process/programs.mjs';
import { PROJECT } from '../setup/places.mjs';
import { setUpAll, setUpDatabase } from '../setup/set-up.mjs';

/**
 * @typedef {object} Work
 * @property {string} about the description in the list of jobs
 * @property {string} [playwright] the spec to run in the real app
 * @property {readonly string[]} [vitest] the tests to run, or the beginnings of their names
 * @property {boolean} [needsApp] whether these tests start the real app
 * @property {Readonly<Record<string, readonly [variable: string, otherwise?: string]>>} [options] whole numbers, each with
 *   the environment variable that the test reads, and the default value
 * @property {() => Promise<number>} [run] runs the job in another way and returns the exit code
 */

const VERBOSE = ['--reporter=verbose', '--disable-console-intercept'];

/** @type {Readonly<Record<string, Work>>} */
const WORKS = {
  app: {
    about: 'runs all end-to-end tests in their long form: each variant of the portal, each look of a screen',
    async run() {
      const { runtime, node } = await setUpAll({ isNodeWanted: true });
      return runChecks(['--e2e'], runtime, node);
    },
  },
  soak: {
    about: 'runs the app over many syncs in the tray and fails when memory, processes, threads or files grow',
    playwright: 'soak',
    options: { syncs: ['SOAK_SYNCS', '200'] },
  },
  faults: {
    about:
      'runs every row of the fault laboratory, the portal’s pages in the real app; fails each database call',
    vitest: ['laboratory', 'real-portal', 'key-store', 'nth-call'].map(
      (name) => `tests/faults/${name}.test.ts`,
    ),
    needsApp: true,
  },
  crash: {
    about: 'kills real syncs at random moments and checks the remaining data',
    vitest: ['tests/faults/crash.test.ts'],
    options: { kills: ['CRASH_KILLS', '200'], seed: ['CRASH_SEED'] },
  },
  histories: {
    about: 'plays random days of the agent over ports that break, hang or answer late',
    vitest: ['main/sync/throwing-ports.test.ts'],
    options: { count: ['SYNC_HISTORIES', '3000'], seed: ['SYNC_SEED', '1'] },
  },
  'bit-rot': {
    about: 'flips bits of the cache and truncates it',
    vitest: ['tests/faults/bit-rot.test.ts'],
    options: { trials: ['BIT_ROT_TRIALS', '1000'], seed: ['BIT_ROT_SEED'] },
  },
  fuzz: {
    about: 'tries the reader on damaged and hostile files',
    vitest: ['tests/reader/fuzz.test.ts'],
    options: { minutes: ['FUZZ_MINUTES', '10'] },
  },
  exports: {
    about: 'reads randomly generated exports and every sample and compares each with its expected result',
    vitest: ['tests/reader/generated.test.ts', 'main/pdf/read-export.samples.test.ts'],
    options: { count: ['READER_EXPORTS', '1000'], seed: ['READER_SEED', '1'] },
  },
  fleet: {
    about: 'simulates a thousand laptops on one portal and prints the figures',
    vitest: ['tests/fleet/fleet.test.ts'],
    options: { laptops: ['FLEET_LAPTOPS', '1000'] },
  },
  pictures: { about: 'takes README’s picture of the window again', playwright: 'pictures' },
  icons: { about: 'draws the icons again from their shapes', playwright: 'icons' },
};

/**
 * Runs a job, or lists all jobs. Returns 2 for an unknown name or invalid options.
 * @param {readonly string[]} args
 */
export async function runLab([name = '', ...args]) {
  const work = Object.hasOwn(WORKS, name) ? WORKS[name] : undefined;
  if (work === undefined) {
    process.stdout.write(`npm run lab -- NAME\n${Object.entries(WORKS).map(lineOf).join('')}`);
    return name === '' ? 0 : 2;
  }
  const variables = parseVariables(args, work.options ?? {});
  if (variables === null) {
    process.stderr.write(lineOf([name, work]));
    return 2;
  }
  Object.assign(process.env, variables, { LAB: name });
  return work.run?.() ?? runWork(work);
}

/** @param {[string, Work]} entry */
function lineOf([name, { about, options = {} }]) {
  const numbers = Object.entries(options).map(([option, [, usual = 'N']]) => ` [--${option} ${usual}]`);
  return `  ${name}${numbers.join('')}: ${about}\n`;
}

/**
 * Returns the variables of the options, or null for invalid options.
 * @param {readonly string[]} args @param {NonNullable<Work['options']>} known
 * @returns {NodeJS.ProcessEnv | null}
 */
export function parseVariables(args, known) {
  const text = /** @type {const} */ ({ type: 'string' });
  const options = Object.fromEntries(Object.keys(known).map((name) => [name, text]));
  try {
    const { values } = parseArgs({ args: [...args], options });
    const pairs = Object.entries(known).flatMap(([name, [variable, usual]]) => {
      const value = values[name] ?? usual;
      return value === undefined ? [] : [/** @type {const} */ ([variable, value])];
    });
    return pairs.every(([, value]) => /^\d{1,9}$/.test(value)) ? Object.fromEntries(pairs) : null;
  } catch {
    return null;
  }
}

/** @param {Work} work */
async function runWork({ vitest = [], playwright, needsApp = playwright !== undefined }) {
  const ready = needsApp ? await setUpAll({ isNodeWanted: true }) : { node: await setUpDatabase() };
  const app = 'runtime' in ready ? await appForTests(ready.runtime) : null;
  const [executable, script, ...args] =
    playwright === undefined
      ? [ready.node.executable, 'vitest/vitest.mjs', 'run', ...vitest, ...VERBOSE]
      : [process.execPath, 'playwright/cli.js', 'test', '--reporter=line', `tests/e2e/${playwright}.spec.ts`];
  const env = {
    ...process.env,
    ...(playwright === undefined ? ready.node.env : {}),
    ...app?.env,
  };
  const path = join(PROJECT, 'node_modules', script);
  return runToEnd(executable, [path, ...args], env).finally(() => app?.close());
}
