import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { countHandles, computeSlope, weighTree } from '../helpers/process-tree';
import { dataFolder } from './launch';
import { TrayApp } from './tray-app';
import { TrayHost, mayHostTray } from './tray-host';

/** The number of syncs, set by `npm run lab -- soak --syncs N`. Without it the test is skipped. */
const SYNCS = Number(process.env['SOAK_SYNCS'] ?? 0);
/** The number of first syncs that do not count, because caches and compiled code grow in them. */
const WARM_UP = 20;
/**
 * The limit of growth in megabytes per sync. The goal is 0.02, but other programs change the
 * proportional memory of shared pages.
 */
const MAX_MEGABYTES_A_SYNC = 0.05;
const DEBUG_PORT = 19_335;

interface Sample {
  readonly sync: number;
  readonly megabytes: number;
  readonly mainMegabytes: number;
  readonly processes: number;
  readonly threads: number;
  readonly descriptors: number;
  /** The number of files in the data folder. */
  readonly files: number;
  /** The number of export files left behind. */
  readonly leftovers: number;
}

test.skip(SYNCS === 0, 'Endurance is tried by npm run lab -- soak');

test('the app in the tray does not grow over many syncs with changing data', async () => {
  test.skip(!mayHostTray(), 'Needs a session bus');
  test.setTimeout(SYNCS * 20_000 + 180_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 300,
    exportDelayMs: 0,
    loadingPanelMs: 20,
  });
  const tray = await TrayHost.start();
  const folder = dataFolder();
  const app = await TrayApp.start(tray, folder, DEBUG_PORT);
  await app.connect(portal.url);
  await app.closeWindow();

  const samples: Sample[] = [];
  for (let sync = 2; sync <= SYNCS; sync += 1) {
    await app.sync();
    const taken = sample(app.pid, folder, sync);
    samples.push(taken);
    process.stdout.write(`${JSON.stringify(taken)}\n`);
  }
  await app.quit();
  tray.close();
  await portal.close();

  const settled = samples.slice(Math.min(WARM_UP, Math.floor(samples.length / 2)));
  const verdict = {
    syncs: SYNCS,
    megabytesASync: slope(settled, ({ megabytes }) => megabytes),
    mainMegabytesASync: slope(settled, ({ mainMegabytes }) => mainMegabytes),
    threads: growth(settled, ({ threads }) => threads),
    descriptors: growth(settled, ({ descriptors }) => descriptors),
    files: growth(settled, ({ files }) => files),
  };
  process.stdout.write(`${JSON.stringify({ soak: verdict })}\n`);
  // A trend over few syncs means nothing.
  if (SYNCS >= 100) {
    expect(verdict.megabytesASync).toBeLessThan(MAX_MEGABYTES_A_SYNC);
  }
  expect(samples.at(-1)?.leftovers).toBe(0);
  // Connections to the portal end some seconds after the sync.
  expect(verdict.threads).toBeLessThanOrEqual(3);
  expect(verdict.descriptors).toBeLessThanOrEqual(3);
  expect(verdict.files).toBeLessThanOrEqual(3);
});

function sample(pid: number, folder: string, sync: number): Sample {
  const { megabytes, members } = weighTree(pid);
  return {
    sync,
    megabytes,
    mainMegabytes: members[0]?.megabytes ?? 0,
    ...countHandles(pid),
    files: readdirSync(folder, { recursive: true }).length,
    leftovers: readdirSync(join(folder, 'exports')).length,
  };
}

function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  return Math.round(computeSlope(samples.map(of)) * 1_000) / 1_000;
}

/** Returns the difference between the medians of the last ten and the first ten samples. */
function growth(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const middle = (some: readonly Sample[]): number =>
    some.map(of).sort((a, b) => a - b)[Math.floor(some.length / 2)] ?? 0;
  return middle(samples.slice(-10)) - middle(samples.slice(0, 10));
}
