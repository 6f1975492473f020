import { join } from 'node:path';
import { packageForTests } from '../package/dist.mjs';
import { appForTests } from '../process/app.mjs';
import { testWorkers } from '../process/display.mjs';
import { memoryFolder } from '../process/memory-folder.mjs';
import { requestedExitCode, run, runToEnd } from '../process/programs.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { isGood, playwrightCounts, readReport, vitestCounts } from './counts.mjs';

/** @typedef {import('../setup/set-up.mjs').NodeProgram} NodeProgram */
/** @typedef {import('../setup/electron-runtime.mjs').Runtime} Runtime */

/** The parts that can run alone, e.g. `npm test -- --unit main/sync`. */
const PARTS = ['--check', '--unit', '--e2e'];
/** Runs only the fast static checks and the tests of the project `quick` in vitest.config.mts. */
const QUICK = '--quick';

/** The folder where the static checks keep their results, to skip unchanged files. */
const CACHE = 'node_modules/.cache';

/**
 * The static checks, the longest first. The options of oxlint, such as types, are in .oxlintrc.json.
 */
const STATIC_CHECKS = {
  'lint and types': 'node_modules/oxlint/bin/oxlint',
  format: `node_modules/prettier/bin/prettier.cjs . --check --log-level warn --cache --cache-location ${CACHE}/prettier/.prettier-cache`,
  'project rules': `node_modules/eslint/bin/eslint.js . --max-warnings 0 --cache --cache-location ${CACHE}/eslint`,
  'unused code and circular imports':
    'node_modules/knip/bin/knip.js --include files,exports,types,dependencies,unlisted,cycles --no-progress',
  prose: 'scripts/checks/prose.mjs',
};
/** @type {readonly (keyof typeof STATIC_CHECKS)[]} */
const QUICK_CHECKS = ['lint and types', 'format', 'prose'];

/**
 * The failed parts by name, the lines about failed tests and checks, and the lines with counts.
 * @typedef {Readonly<Record<'failed' | 'names' | 'counts', readonly string[]>>} Outcome
 */

/**
 * Runs all or the requested checks, continues after failures, and prints each runner's counts.
 * @param {readonly string[]} args parts to run; other arguments go to the test runners
 * @param {Runtime} runtime @param {NodeProgram} node
 */
export async function runChecks(args, runtime, node) {
  const isQuick = args.includes(QUICK);
  const asked = PARTS.filter((part) => (isQuick ? part !== '--e2e' : args.includes(part)));
  const isWanted = (/** @type {string} */ part) => asked.length === 0 || asked.includes(part);
  const rest = args.filter((argument) => ![...PARTS, QUICK].includes(argument));
  const app = await appForTests(runtime, isWanted('--e2e') ? testWorkers() : 0);
  const chosen = isQuick && rest.length === 0 ? ['--project', 'quick'] : rest;
  const unit = isWanted('--unit') ? unitTests(node, app.folder, chosen) : null;
  const found = isWanted('--check') ? staticChecks(isQuick, unit) : null;
  const outcomes = (await Promise.all([found, unit])).filter((outcome) => outcome !== null);
  if (isWanted('--e2e')) {
    outcomes.push(await endToEndTests(runtime, app, rest));
  }
  const all = (/** @type {keyof Outcome} */ key) => outcomes.flatMap((outcome) => outcome[key]);
  const failed = all('failed');
  const summary = failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`;
  const place = `Electron ${runtime.version}, ${runtime.kind}; Node ${process.versions.node}`;
  process.stdout.write(`\n${[...all('names'), `${summary} (${place})`, ...all('counts')].join('\n')}\n`);
  return failed.length === 0 ? 0 : 1;
}

/**
 * Runs the static checks: one at a time during the unit tests, then two, as small computers have
 * two cores.
 * @param {boolean} isQuick @param {Promise<unknown> | null} unit the unit tests
 * @returns {Promise<Outcome>}
 */
async function staticChecks(isQuick, unit) {
  /** @type {string[]} */
  const failed = [];
  /** @type {string[]} */
  const names = [];
  const waiting = Object.entries(STATIC_CHECKS).filter(
    ([name]) => !isQuick || QUICK_CHECKS.some((one) => one === name),
  );
  const inTurn = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, line] = next;
      const startedAt = performance.now();
      const [script = '', ...args] = line.split(' ');
      const path = join(PROJECT, script);
      const { code, output } = await run(process.execPath, [path, ...args], { cwd: PROJECT });
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      say(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (code !== 0) {
        failed.push(name);
        // This output is printed at the end, because that of the unit tests would hide it.
        names.push(output.trimEnd());
      }
    }
  };
  await Promise.all([inTurn(), Promise.resolve(unit).then(inTurn)]);
  return { failed, names, counts: [] };
}

/** @param {NodeProgram} node @param {string} folder for the report @param {readonly string[]} rest */
async function unitTests(node, folder, rest) {
  const file = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const inMemory = memoryFolder();
  const env = inMemory === null ? node.env : { ...node.env, TMPDIR: inMemory };
  const code = await tool(node.executable, ['vitest/vitest.mjs', 'run', ...reporters, ...rest], env);
  const report = /** @type {import('./counts.mjs').VitestReport | null} */ (readReport(file));
  return outcome('vitest', vitestCounts(report, code));
}

/** @param {Runtime} runtime @param {Awaited<ReturnType<typeof appForTests>>} app @param {readonly string[]} rest */
async function endToEndTests(runtime, app, rest) {
  const file = join(app.folder, 'playwright.json');
  // Packaging is skipped if only other tests are named, and on systems other than Linux.
  const isWanted = rest.length === 0 || rest.some((name) => /packaged|updates/.test(name));
  const isPackaged = process.platform === 'linux' && isWanted && (await packageForTests(runtime)) === 0;
  const code = await tool(process.execPath, ['playwright/cli.js', 'test', '--reporter=list,json', ...rest], {
    ...app.env,
    E2E_WORKERS: String(testWorkers()),
    E2E_PACKAGED: isPackaged ? join(PROJECT, 'dist/linux-unpacked') : '',
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  app.close();
  const report = /** @type {import('./counts.mjs').PlaywrightReport | null} */ (readReport(file));
  return outcome('playwright', playwrightCounts(report, code));
}

/** @param {string} runner @param {import('./counts.mjs').Counts} counts @returns {Outcome} */
function outcome(runner, counts) {
  return {
    failed: isGood(counts) ? [] : [runner],
    names: counts.names.map((name) => `✗ ${name}`),
    counts: [`${runner}: ${counts.passed} passed, ${counts.failed} failed`],
  };
}

/**
 * Runs a test runner and returns its exit code. After a signal to end, this process ends too,
 * because the test results are then meaningless.
 * @param {string} executable @param {readonly string[]} args @param {NodeJS.ProcessEnv} env
 */
async function tool(executable, [script = '', ...args], env) {
  const path = join(PROJECT, 'node_modules', script);
  const code = await runToEnd(executable, [path, ...args], { ...process.env, ...env });
  const ended = requestedExitCode();
  if (ended !== null) {
    process.exit(ended);
  }
  return code;
}
