/**
 * Runs `npm run bench`: measures the project part by part and shows all figures in a table. A run
 * of all parts writes the table into docs/benchmarks.md. A missed goal does not make the run fail,
 * but a failed measurement does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { appForTests } from '../../../scripts/process/app.mjs';
import { requestedExitCode, runToEnd } from '../../../scripts/process/programs.mjs';
import { PROJECT } from '../../../scripts/setup/places.mjs';
import { say } from '../../../scripts/setup/say.mjs';
import { setUpAll } from '../../../scripts/setup/set-up.mjs';
import { BENCHMARKS, replaceReport } from './document.mjs';
import { machineFacts } from './machine.mjs';
import { PARTS, askedParts, groupParts } from './options.mjs';
import { formatReport, isComplete } from './report.mjs';

/** @typedef {import('./options.mjs').Part} Part */

/** @param {readonly string[]} args */
export async function runBench(args) {
  const parts = askedParts(args);
  if (typeof parts === 'string') {
    say(parts);
    return 2;
  }
  const run = await measure(parts);
  const ended = requestedExitCode();
  if (ended !== null) {
    return ended;
  }
  process.stdout.write(`\n${formatReport(run, false)}\n`);
  if (isComplete(run)) {
    const document = join(PROJECT, BENCHMARKS);
    writeFileSync(document, replaceReport(readFileSync(document, 'utf8'), formatReport(run, true)));
    say(`✓ The table is in ${BENCHMARKS}`);
  } else if (parts.length === PARTS.length) {
    say(`${BENCHMARKS} is left as it is, because not every part could be measured`);
  }
  return run.parts.some(({ hasFailed }) => hasFailed) ? 1 : 0;
}

/** @param {readonly Part[]} parts @returns {Promise<import('./report.mjs').BenchRun>} */
async function measure(parts) {
  const { runtime, node } = await setUpAll({ isNodeWanted: true });
  const app = await appForTests(runtime);
  const env = { ...process.env, ...app.env, BENCHMARKS: '1' };
  const startedAt = performance.now();
  /** @type {import('./report.mjs').MeasuredPart[]} */
  const measured = [];
  for (const group of groupParts(parts)) {
    await Promise.all(
      group.map(async (part) => {
        say(`· ${part.title}`);
        const partStartedAt = performance.now();
        const file = join(app.folder, `${part.name}.jsonl`);
        writeFileSync(file, '');
        const code = await runPart(part, node, { ...env, BENCH_FIGURES: file });
        const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
        measured.push({
          ...part,
          seconds: (performance.now() - partStartedAt) / 1_000,
          hasFailed: code !== 0,
          figures: /** @type {import('./figures.mjs').Figure[]} */ (lines.map(parsed)),
        });
      }),
    );
    if (requestedExitCode() !== null) {
      break;
    }
  }
  app.close();
  return {
    machine: await machineFacts(runtime.version),
    allSeconds: (performance.now() - startedAt) / 1_000,
    parts: PARTS.flatMap(({ name }) => measured.filter((part) => part.name === name)),
  };
}

/** @param {string} line @returns {unknown} */
function parsed(line) {
  return JSON.parse(line);
}

/**
 * @param {Part} part @param {import('../../../scripts/setup/set-up.mjs').NodeProgram} node
 * @param {NodeJS.ProcessEnv} env
 */
function runPart({ name, runsIn }, node, env) {
  if (runsIn === 'node') {
    const vitest = join(PROJECT, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', `tests/bench/${name}`, '--reporter=dot', '--disable-console-intercept'];
    return runToEnd(node.executable, args, { ...env, ...node.env });
  }
  const playwright = join(PROJECT, 'node_modules/playwright/cli.js');
  const args = [playwright, 'test', '-c', 'tests/bench/app', '--reporter=line', `app/${name}.spec.ts`];
  return runToEnd(process.execPath, args, env);
}
