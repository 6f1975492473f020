/**
 * Runs `npm run lab -- bench`: measures the project part by part and shows all figures in a table.
 * It is a report, not a check: only a failed measurement makes it fail.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { packageForTests } from '../../../scripts/package/dist.mjs';
import { appForTests } from '../../../scripts/process/app.mjs';
import { requestedExitCode, runToEnd } from '../../../scripts/process/programs.mjs';
import { PROJECT } from '../../../scripts/setup/places.mjs';
import { say } from '../../../scripts/setup/say.mjs';
import { readJson } from '../../../scripts/setup/stamp.mjs';
import { BENCHMARKS, replaceReport } from './document.mjs';
import { machineFacts } from './machine.mjs';
import { benchOptions, groupParts } from './options.mjs';
import { formatComparison, missingParts, formatReport } from './report.mjs';

/** @typedef {import('./options.mjs').Part} Part */
/** @typedef {import('./report.mjs').BenchRun} BenchRun */
/** @typedef {{ runtime: import('../../../scripts/setup/electron-runtime.mjs').Runtime, node: import('../../../scripts/setup/set-up.mjs').NodeProgram }} Ready */

const RESULTS = join(PROJECT, 'test-results');

/** @param {readonly string[]} args @param {() => Promise<Ready>} setUp */
export async function runBench(args, setUp) {
  const options = benchOptions(args);
  if (typeof options === 'string') {
    say(options);
    return 2;
  }
  // Read first, so that a wrong name fails at once and not after ten minutes.
  const before = options.compare === null ? null : /** @type {BenchRun} */ (readJson(options.compare));
  const run =
    options.from === null
      ? await measure(options, await setUp())
      : /** @type {BenchRun} */ (readJson(options.from));
  const ended = requestedExitCode();
  if (ended !== null) {
    return ended;
  }
  process.stdout.write(`\n${formatReport(run, false)}\n`);
  const missing = missingParts(run);
  if (options.isWritten && missing.length > 0) {
    say(`The document is left as it is, because these parts are missing: ${missing.join(', ')}`);
  } else if (options.isWritten) {
    const document = join(PROJECT, BENCHMARKS);
    writeFileSync(document, replaceReport(readFileSync(document, 'utf8'), formatReport(run, true)));
    say(`✓ The table is in ${BENCHMARKS}`);
  }
  if (before !== null) {
    process.stdout.write(`\n${formatComparison(before, run)}\n`);
  }
  return run.failed.length === 0 ? 0 : 1;
}

/** @param {import('./options.mjs').BenchOptions} options @param {Ready} ready @returns {Promise<BenchRun>} */
async function measure({ parts, isWhole, isLong }, ready) {
  const app = await appForTests(ready.runtime);
  const env = {
    ...process.env,
    ...app.env,
    BENCHMARKS: '1',
    BENCH_FILES: join(RESULTS, 'bench-files'),
    ...(isLong ? { BENCH_LONG: '1' } : {}),
  };
  if (isLong && parts.some(({ name }) => name === 'weight')) {
    await packageForTests(ready.runtime);
  }
  /** @type {Record<string, number>} */
  const seconds = {};
  /** @type {Map<string, number>} */
  const codes = new Map();
  const fileOf = (/** @type {string} */ name) => join(app.folder, `${name}.json`);
  const startedAt = performance.now();
  for (const group of groupParts(parts)) {
    await Promise.all(
      group.map(async (part) => {
        say(`· ${part.title}`);
        const partStartedAt = performance.now();
        writeFileSync(fileOf(part.name), '');
        codes.set(part.name, await runPart(part, ready, { ...env, BENCH_FIGURES: fileOf(part.name) }));
        seconds[part.name] = (performance.now() - partStartedAt) / 1_000;
      }),
    );
    if (requestedExitCode() !== null) {
      break;
    }
  }
  app.close();
  const measured = parts.map(({ name }) => name).filter((name) => codes.has(name));
  const lines = measured.flatMap((name) => readFileSync(fileOf(name), 'utf8').split('\n').filter(Boolean));
  const run = {
    machine: await machineFacts(ready.runtime.version),
    isLong,
    allSeconds: (performance.now() - startedAt) / 1_000,
    seconds,
    failed: measured.filter((name) => codes.get(name) !== 0),
    figures: /** @type {import('./figures.mjs').Figure[]} */ (lines.map(parsed)),
  };
  const place = join(RESULTS, isWhole ? 'bench.json' : 'bench-parts.json');
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(place, `${JSON.stringify(run, null, 2)}\n`);
  say(`✓ Written to ${place}`);
  return run;
}

/** @param {string} line @returns {unknown} */
function parsed(line) {
  return JSON.parse(line);
}

/** @param {Part} part @param {Ready} ready @param {NodeJS.ProcessEnv} env */
function runPart({ name, runsIn }, { node }, env) {
  if (runsIn === 'node') {
    const vitest = join(PROJECT, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', `tests/bench/${name}`, '--reporter=dot', '--disable-console-intercept'];
    return runToEnd(node.executable, args, { ...env, ...node.env });
  }
  const playwright = join(PROJECT, 'node_modules/playwright/cli.js');
  const args = [playwright, 'test', '-c', 'tests/bench/app', '--reporter=line', `app/${name}.spec.ts`];
  return runToEnd(process.execPath, args, env);
}
