/**
 * `npm run bench`: measures the project by parts, one after the other, and shows all figures in one table. It is a report,
 * not a check: a missed goal or a worse figure is shown, and only what could not be measured makes it fail.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runDist } from '../../../scripts/package/dist.mjs';
import { placeFlags } from '../../../scripts/process/app.mjs';
import { openDisplay } from '../../../scripts/process/display.mjs';
import { runToEnd } from '../../../scripts/process/run-to-end.mjs';
import { exitCodeOf, receivedSignal } from '../../../scripts/process/signals.mjs';
import { PROJECT } from '../../../scripts/setup/places.mjs';
import { say } from '../../../scripts/setup/say.mjs';
import { machineFacts } from './machine.mjs';
import { benchOptions } from './options.mjs';
import { groupsOf } from './parts.mjs';
import { comparisonOf, reportOf } from './report.mjs';

/** @typedef {import('./options.mjs').BenchOptions} BenchOptions */
/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {import('./report.mjs').BenchRun} BenchRun */
/** @typedef {{ runtime: import('../../../scripts/setup/electron-runtime.mjs').Runtime, node: import('../../../scripts/setup/set-up.mjs').NodeProgram }} Ready */

const RESULTS = join(PROJECT, 'test-results');

/**
 * @param {readonly string[]} args
 * @param {() => Promise<Ready>} setUp
 */
export async function runBench(args, setUp) {
  const options = benchOptions(args);
  if (typeof options === 'string') {
    say(options);
    return 2;
  }
  // Read first: a wrong name must not come to light after ten minutes.
  const before = options.compare === null ? null : readRun(options.compare);
  const run = options.from === null ? await measure(options, await setUp()) : readRun(options.from);
  const signal = receivedSignal();
  if (signal !== null) {
    return exitCodeOf(signal);
  }
  process.stdout.write(`\n${reportOf(run, options.isMarkdown)}\n`);
  if (before !== null) {
    process.stdout.write(`\n${comparisonOf(before, run)}\n`);
  }
  return run.failed.length === 0 ? 0 : 1;
}

/**
 * @param {BenchOptions} options
 * @param {Ready} ready
 * @returns {Promise<BenchRun>}
 */
async function measure({ parts, isWhole, isLong }, ready) {
  const folder = mkdtempSync(join(tmpdir(), 'archibald-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const display = await openDisplay();
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...display.env,
    BENCHMARKS: '1',
    BENCH_FILES: join(RESULTS, 'bench-files'),
    ...(isLong ? { BENCH_LONG: '1' } : {}),
    E2E_ELECTRON: ready.runtime.executable,
    E2E_FOLDER: folder,
    E2E_FLAGS: placeFlags(display.isVirtual).join(' '),
  };
  /** @type {Record<string, number>} */
  const seconds = {};
  const failed = [];
  const figures = [];
  if (isLong && parts.some(({ name }) => name === 'weight')) {
    await runDist([], ready.runtime, { isUnpackedOnly: true, isForTest: true });
  }
  /** @param {Part} part */
  const measurePart = async (part) => {
    say(`· ${part.title}`);
    const startedAt = performance.now();
    const file = join(folder, `${part.name}.json`);
    writeFileSync(file, '');
    const code = await runPart(part, ready, { ...process.env, ...env, BENCH_FIGURES: file });
    seconds[part.name] = (performance.now() - startedAt) / 1_000;
    return code;
  };
  /** @type {Map<string, number>} */
  const codes = new Map();
  const startedAt = performance.now();
  for (const group of groupsOf(parts)) {
    await Promise.all(group.map(async (part) => codes.set(part.name, await measurePart(part))));
    if (receivedSignal() !== null) {
      break;
    }
  }
  for (const { name } of parts.filter((part) => codes.has(part.name))) {
    const measured = readFileSync(join(folder, `${name}.json`), 'utf8')
      .split('\n')
      .filter(Boolean);
    for (const line of measured) {
      figures.push(/** @type {import('./figures.mjs').Figure} */ (JSON.parse(line)));
    }
    if (codes.get(name) !== 0) {
      failed.push(name);
    }
  }
  display.close();
  const allSeconds = (performance.now() - startedAt) / 1_000;
  const machine = await machineFacts(ready.runtime.version);
  const run = { machine, isLong, allSeconds, seconds, failed, figures };
  const place = join(RESULTS, isWhole ? 'bench.json' : 'bench-parts.json');
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(place, `${JSON.stringify(run, null, 2)}\n`);
  say(`✓ Written to ${place}`);
  return run;
}

/**
 * @param {Part} part
 * @param {Ready} ready
 * @param {NodeJS.ProcessEnv} env
 */
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

/**
 * @param {string} file
 * @returns {BenchRun}
 */
function readRun(file) {
  const run = /** @type {unknown} */ (JSON.parse(readFileSync(file, 'utf8')));
  return /** @type {BenchRun} */ (run);
}
