import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../setup/places.mjs';
import { CannotSetUp, say } from '../setup/say.mjs';
import { readJson } from '../setup/stamp.mjs';
import { placeFlags, runToEnd } from './app.mjs';
import { openDisplay } from './display.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** What can be asked for by itself, e.g. `npm test -- --unit`. */
const PARTS = ['--check', '--unit', '--e2e'];

/**
 * Runs all checks, whatever fails on the way, and ends with a line of counts for each test runner.
 *
 * @param {readonly string[]} args
 * @param {import('../setup/set-up.mjs').Ready} runtime
 */
export async function runChecks(args, runtime) {
  const asked = PARTS.filter((part) => args.includes(part));
  const wants = (/** @type {string} */ part) => asked.length === 0 || asked.includes(part);
  const rest = args.filter((argument) => !PARTS.includes(argument));
  if (runtime.sqliteHost !== 'node') {
    throw new CannotSetUp(
      `The tests open the database in Node ${process.versions.node}, for which it must be compiled. Use Node 24, or install a compiler (Debian: apt-get install -y python3 g++ make) and run the command again.`,
    );
  }
  const results = mkdtempSync(join(tmpdir(), 'archibald-checks-'));
  const failures = [];
  /** @type {string[]} */
  const counts = [];
  if (wants('--check')) {
    failures.push(...(await staticChecks()));
  }
  if (wants('--unit')) {
    const file = join(results, 'vitest.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await tool('vitest/vitest.mjs', ['run', ...reporters, ...rest], process.env);
    const count = vitestCounts(file);
    counts.push(line('vitest', count));
    failures.push(...(code === 0 && isGood(count) ? [] : ['vitest']));
  }
  if (wants('--e2e')) {
    const file = join(results, 'playwright.json');
    const display = await openDisplay();
    const env = {
      ...process.env,
      ...display.env,
      E2E_ELECTRON: runtime.executable,
      E2E_FLAGS: placeFlags(display.isVirtual).join(' '),
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    };
    const code = await tool('playwright/cli.js', ['test', '--reporter=list,json', ...rest], env);
    display.close();
    const count = playwrightCounts(file);
    counts.push(line('playwright', count));
    failures.push(...(code === 0 && isGood(count) ? [] : ['playwright']));
  }
  rmSync(results, { recursive: true, force: true });
  const summary = failures.length === 0 ? 'All checks passed' : `Failed: ${failures.join(', ')}`;
  process.stdout.write(
    `\n${summary} (Electron ${runtime.version}, ${runtime.kind}; Node ${process.versions.node})\n${counts.join('\n')}\n`,
  );
  return failures.length === 0 ? 0 : 1;
}

async function staticChecks() {
  const failed = [];
  /** @type {readonly (readonly [string, string, readonly string[]])[]} */
  const checks = [
    ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
    [
      'lint',
      'eslint/bin/eslint.js',
      ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint'],
    ],
    ['types of main', 'typescript/bin/tsc', ['-p', 'tsconfig.node.json']],
    ['types of renderer', 'typescript/bin/tsc', ['-p', 'tsconfig.web.json']],
  ];
  for (const [name, script, args] of checks) {
    const code = await tool(script, args, process.env);
    say(`${code === 0 ? '✓' : '✗'} ${name}`);
    if (code !== 0) {
      failed.push(name);
    }
  }
  return failed;
}

/**
 * @param {string} script in node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function tool(script, args, env) {
  return runToEnd(process.execPath, [join(PROJECT, 'node_modules', script), ...args], env);
}

/** A runner that ran nothing has shown nothing. @param {Counts} counts */
function isGood({ passed, failed }) {
  return passed > 0 && failed === 0;
}

/**
 * @param {string} runner
 * @param {Counts} counts
 */
export function line(runner, { passed, failed }) {
  return `${runner}: ${passed} passed, ${failed} failed`;
}

/**
 * @param {string} file
 * @returns {Counts}
 */
function vitestCounts(file) {
  const report = readReport(file);
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
}

/**
 * @param {string} file
 * @returns {Counts}
 */
function playwrightCounts(file) {
  const stats = readReport(file)?.stats;
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) };
}

/**
 * @typedef {object} Report
 * @property {number} [numPassedTests]
 * @property {number} [numFailedTests]
 * @property {{ expected: number, unexpected: number, flaky: number }} [stats]
 */

/**
 * @param {string} file
 * @returns {Report | null} null when the runner did not get as far as writing it
 */
function readReport(file) {
  try {
    return /** @type {Report} */ (readJson(file));
  } catch {
    return null;
  }
}
