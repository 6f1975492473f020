import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsLine, readReport, vitestCounts } from '../checks/counts.mjs';
import { placeFlags } from '../process/app.mjs';
import { openDisplay } from '../process/display.mjs';
import { runToEnd } from '../process/run-to-end.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';

/** @typedef {import('../setup/set-up.mjs').NodeProgram} NodeProgram */

/**
 * @typedef {object} FaultReport
 * @property {readonly { assertionResults: readonly FaultResult[] }[]} testResults
 */

/**
 * @typedef {object} FaultResult
 * @property {string} status
 * @property {string} title
 * @property {readonly string[]} ancestorTitles
 */

const FILES = ['laboratory', 'real-portal', 'key-store'].map((name) => `tests/faults/${name}.test.ts`);

/**
 * Runs every row of the fault laboratory, the slow ones in the real app as well, and prints the whole table.
 *
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @param {NodeProgram} node
 */
export async function runFaults(runtime, { executable, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'archibald-faults-'));
  const file = join(folder, 'report.json');
  const display = await openDisplay();
  say('· Running the fault laboratory (some minutes)…');
  try {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
    const code = await runToEnd(
      executable,
      [join(PROJECT, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...FILES],
      {
        ...process.env,
        ...env,
        ...display.env,
        E2E_ELECTRON: runtime.executable,
        E2E_FLAGS: placeFlags(display.isVirtual).join(' '),
      },
    );
    const report = readReport(file);
    printTable(/** @type {FaultReport | null} */ (report));
    const counts = vitestCounts(
      /** @type {import('../checks/counts.mjs').VitestReport | null} */ (/** @type {unknown} */ (report)),
      code,
    );
    process.stdout.write(`${countsLine('faults', counts)}\n`);
    return code;
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {FaultReport | null} report */
function printTable(report) {
  const rows = (report?.testResults ?? []).flatMap(({ assertionResults }) => assertionResults);
  for (const { status, title, ancestorTitles } of rows) {
    const mark = status === 'passed' ? 'pass' : status === 'failed' ? 'FAIL' : 'not here';
    const [, number = '', name = title] = /^(\d+) (.*)$/.exec(title) ?? [];
    process.stdout.write(
      `${mark.padEnd(9)}${number.padStart(4)}  ${ancestorTitles.join(' ').padEnd(28)}${name}\n`,
    );
  }
}
