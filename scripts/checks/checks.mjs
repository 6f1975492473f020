import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDist } from '../package/dist.mjs';
import { placeFlags } from '../process/app.mjs';
import { openDisplays, workersAtOnce } from '../process/display.mjs';
import { memoryFolder } from '../process/memory-folder.mjs';
import { run } from '../process/processes.mjs';
import { runToEnd } from '../process/run-to-end.mjs';
import { exitCodeOf, receivedSignal } from '../process/signals.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import {
  countsLine,
  isGood,
  playwrightCounts,
  playwrightFailures,
  readReport,
  vitestCounts,
  vitestFailures,
} from './counts.mjs';

/** @typedef {import('../setup/set-up.mjs').NodeProgram} NodeProgram */

/** What can be asked for by itself, e.g. `npm test -- --unit main/sync`. */
const PARTS = ['--check', '--unit', '--e2e'];
/** Leaves out what takes long: all that is no static check and no unit test, which lies beside its source. */
const QUICK = '--quick';
const UNIT_FOLDERS = ['main/', 'preload/', 'renderer/', 'scripts/'];

/** What the static checks know of files that have not changed since the last time. */
const CACHE = 'node_modules/.cache';
const TYPESCRIPT = 'typescript/bin/tsc';

/** @type {(part: string) => readonly string[]} */
const typesOf = (part) => [
  ...['-p', `tsconfig.${part}.json`],
  ...['--incremental', '--tsBuildInfoFile', `${CACHE}/tsc/${part}.tsbuildinfo`],
];

/** The longest first. @type {readonly (readonly [name: string, script: string, args: readonly string[]])[]} */
const STATIC_CHECKS = [
  [
    'lint',
    'eslint/bin/eslint.js',
    ['.', '--max-warnings', '0', '--cache', '--cache-location', `${CACHE}/eslint`],
  ],
  ['types of main', TYPESCRIPT, typesOf('node')],
  ['types of renderer', TYPESCRIPT, typesOf('web')],
  [
    'format',
    'prettier/bin/prettier.cjs',
    [
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      `${CACHE}/prettier/.prettier-cache`,
      '.',
    ],
  ],
];

/**
 * @typedef {object} Outcome
 * @property {readonly string[]} failed names of what failed
 * @property {readonly string[]} names lines that name the tests that failed, and what the static checks found
 * @property {readonly string[]} counts lines of counts
 */

/**
 * Runs all checks, or those asked for, whatever fails on the way, and ends with a line of counts for each test runner.
 *
 * @param {readonly string[]} args parts to run; what else there is goes to the test runners
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @param {NodeProgram} node
 */
export async function runChecks(args, runtime, node) {
  const isQuick = args.includes(QUICK);
  const asked = PARTS.filter((part) => (isQuick ? part !== '--e2e' : args.includes(part)));
  const isWanted = (/** @type {string} */ part) => asked.length === 0 || asked.includes(part);
  const rest = args.filter((argument) => ![...PARTS, QUICK].includes(argument));
  const results = mkdtempSync(join(tmpdir(), 'archibald-checks-'));
  process.once('exit', () => rmSync(results, { recursive: true, force: true }));
  // One after the other on one core, beside the unit tests: a static check waits for nothing.
  const found = isWanted('--check') ? staticChecks() : null;
  /** @type {Outcome[]} */
  const outcomes = [];
  if (isWanted('--unit')) {
    const chosen = isQuick && rest.length === 0 ? UNIT_FOLDERS : rest;
    outcomes.push(await unitTests(node, join(results, 'vitest.json'), chosen));
    endIfAsked();
  }
  if (found !== null) {
    outcomes.unshift(await found);
  }
  if (isWanted('--e2e')) {
    outcomes.push(await endToEndTests(runtime, results, rest));
    endIfAsked();
  }
  const failed = outcomes.flatMap((outcome) => outcome.failed);
  const summary = failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`;
  const place = `Electron ${runtime.version}, ${runtime.kind}; Node ${process.versions.node}`;
  const names = outcomes.flatMap((outcome) => outcome.names);
  const counts = outcomes.flatMap((outcome) => outcome.counts);
  process.stdout.write(`\n${[...names, `${summary} (${place})`, ...counts].join('\n')}\n`);
  return failed.length === 0 ? 0 : 1;
}

/** A runner that a signal has ended says nothing of the tests; what else runs ends with this process. */
function endIfAsked() {
  const signal = receivedSignal();
  if (signal !== null) {
    process.exit(exitCodeOf(signal));
  }
}

/** @returns {Promise<Outcome>} */
async function staticChecks() {
  const failed = [];
  const names = [];
  for (const [name, script, args] of STATIC_CHECKS) {
    const startedAt = performance.now();
    const { code, output } = await run(process.execPath, [join(PROJECT, 'node_modules', script), ...args], {
      cwd: PROJECT,
    });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    say(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (code !== 0) {
      failed.push(name);
      // Among what the unit tests print it would be lost.
      names.push(output.trimEnd());
    }
  }
  return { failed, names, counts: [] };
}

/**
 * @param {NodeProgram} node
 * @param {string} file for the report
 * @param {readonly string[]} rest
 * @returns {Promise<Outcome>}
 */
async function unitTests(node, file, rest) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const folder = memoryFolder();
  const env = folder === null ? node.env : { ...node.env, TMPDIR: folder };
  const code = await tool('vitest/vitest.mjs', ['run', ...reporters, ...rest], { ...node, env });
  const report = /** @type {import('./counts.mjs').VitestReport | null} */ (readReport(file));
  return outcome('vitest', vitestCounts(report, code), vitestFailures(report));
}

/**
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @param {string} folder for the report and what the tests leave; removed at the end
 * @param {readonly string[]} rest
 * @returns {Promise<Outcome>}
 */
async function endToEndTests(runtime, folder, rest) {
  const file = join(folder, 'playwright.json');
  const workers = workersAtOnce();
  const displays = await openDisplays(workers);
  const env = {
    ...displays.env,
    E2E_WORKERS: String(workers),
    E2E_ELECTRON: runtime.executable,
    E2E_FOLDER: folder,
    E2E_PACKAGED: await packagedApp(runtime, rest),
    E2E_FLAGS: placeFlags(displays.isVirtual).join(' '),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  };
  const args = ['test', '--reporter=list,json', ...rest];
  const code = await tool('playwright/cli.js', args, { executable: process.execPath, env });
  displays.close();
  const report = /** @type {import('./counts.mjs').PlaywrightReport | null} */ (readReport(file));
  return outcome('playwright', playwrightCounts(report, code), playwrightFailures(report));
}

/**
 * Packages the app for the test of it, on systems where that needs nothing more; gives its folder, '' for none.
 *
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @param {readonly string[]} rest what else was asked for: a single test need not wait for it
 */
async function packagedApp(runtime, rest) {
  const isWanted = rest.length === 0 || rest.some((name) => ['packaged', 'updates'].includes(name));
  if (process.platform !== 'linux' || !isWanted) {
    return '';
  }
  const code = await runDist([], runtime, { isUnpackedOnly: true, isForTest: true });
  return code === 0 ? join(PROJECT, 'dist/linux-unpacked') : '';
}

/**
 * @param {string} runner
 * @param {import('./counts.mjs').Counts} counts
 * @param {readonly string[]} failures
 * @returns {Outcome}
 */
function outcome(runner, counts, failures) {
  const names = failures.map((name) => `✗ ${name}`);
  return { failed: isGood(counts) ? [] : [runner], names, counts: [countsLine(runner, counts)] };
}

/**
 * @param {string} script in node_modules
 * @param {readonly string[]} args
 * @param {NodeProgram} [program]
 */
function tool(script, args, { executable, env } = { executable: process.execPath, env: {} }) {
  return runToEnd(executable, [join(PROJECT, 'node_modules', script), ...args], { ...process.env, ...env });
}
