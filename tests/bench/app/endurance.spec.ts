/** Measures the change of memory, handles and files over many syncs with changing customers. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { test } from 'playwright/test';
import { connect } from '../../e2e/connected';
import { dataFolder, launch, quit } from '../../e2e/launch';
import { weighTree } from '../../helpers/process-tree';
import { record, write } from '../record';
import { createFigure, computeTheilSenSlope } from '../report/figures.mjs';
import { syncedAfter, syncNow } from './app-window';
import { startBenchPortal } from './bench-portal';

/** The first syncs, which are not measured because caches and compiled code grow in them. */
const WARM_UP = 25;
const SYNCS = 40;
const CUSTOMERS = 300;
const GOAL_SLOPE_MB = 0.02;

interface Sample {
  readonly mainMegabytes: number;
  readonly windowMegabytes: number;
  readonly handles: number;
  readonly files: number;
}

test('many syncs', async () => {
  test.skip(process.platform !== 'linux', 'needs Linux');
  const portal = await startBenchPortal(CUSTOMERS, 4);
  const folder = dataFolder();
  const { app, page } = await launch(folder, ['--js-flags=--expose-gc']);
  await connect(page, portal);
  await syncedAfter(page, 0);
  const samples: Sample[] = [];
  for (let sync = 1; sync < WARM_UP + SYNCS; sync += 1) {
    await syncNow(page);
    if (sync >= WARM_UP) {
      samples.push(await sample(app, page, folder));
    }
  }
  await quit(app);
  await portal.close();

  for (const [name, values] of [
    ['Main’s memory', samples.map(({ mainMegabytes }) => mainMegabytes)],
    ['The window’s memory', samples.map(({ windowMegabytes }) => windowMegabytes)],
  ] as const) {
    const { median, lowQuarter, highQuarter } = computeTheilSenSlope(values);
    const about = {
      title: `${name}, growth with each sync, over ${values.length}`,
      unit: 'MB',
      goal: GOAL_SLOPE_MB,
      comparedWith: 'median of the slopes between all pairs, with their quarters',
    };
    write({ ...createFigure(about, [median]), low: lowQuarter, high: highQuarter, n: values.length });
  }
  record(
    {
      title: 'Open handles of main more than at first',
      goal: 3,
      comparedWith: atFirst(samples),
    },
    samples.slice(-5).map(({ handles }) => handles - (samples[0]?.handles ?? 0)),
  );
  record(
    { title: 'Files left in the folder of exports', goal: 0 },
    samples.slice(-5).map(({ files }) => files),
  );
});

function atFirst([first]: readonly Sample[]): string {
  return `at first ${first?.handles ?? 0}`;
}

async function sample(app: ElectronApplication, page: Page, folder: string): Promise<Sample> {
  await page.evaluate(() => (globalThis as { gc?: () => void }).gc?.());
  await app.evaluate(() => (globalThis as { gc?: () => void }).gc?.());
  const pid = app.process().pid ?? 0;
  const tree = weighTree(pid).members;
  const megabytes = (kind: string): number =>
    tree.filter((one) => one.role === kind).reduce((sum, one) => sum + one.megabytes, 0);
  const exports = join(folder, 'exports');
  return {
    mainMegabytes: megabytes('main'),
    windowMegabytes: megabytes('renderer'),
    handles: readdirSync(`/proc/${pid}/fd`).length,
    files: existsSync(exports) ? readdirSync(exports).length : 0,
  };
}
