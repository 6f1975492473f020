import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { Bridge } from '../../preload/contract';
import { command, dataFolder, launch, quit } from './launch';

/** `npm run soak -- --syncs N` sets it; elsewhere this is left out. */
const SYNCS = Number(process.env['SOAK_SYNCS'] ?? 0);
/** Caches and compiled code grow at first; what counts is what comes after. */
const WARM_UP = 20;
const MOST_GROWTH = 0.1;

interface WithBridge {
  readonly archibald: Bridge;
}

interface Sample {
  readonly sync: number;
  readonly mainMegabytes: number;
  readonly windowMegabytes: number;
  readonly windows: number;
  readonly resources: number;
  readonly threads: number;
  readonly files: number;
}

test.skip(SYNCS === 0, 'Endurance is tried by npm run soak');

test('stays as it is over many syncs with changing data', async () => {
  test.setTimeout(SYNCS * 20_000 + 120_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 300,
    exportDelayMs: 0,
    loadingPanelMs: 20,
  });
  const folder = dataFolder();
  const { app, page } = await launch(folder, ['--js-flags=--expose-gc']);
  await command(page, 'connection:connect', { portalUrl: portal.url, user: 'demo', password: 'demo' });
  await ended(page, 1);

  const samples: Sample[] = [];
  for (let sync = 2; sync <= SYNCS; sync += 1) {
    await command(page, 'sync:start');
    expect(await ended(page, sync), `sync ${sync}`).toBe('success');
    const taken = await sample(app, page, folder, sync);
    samples.push(taken);
    process.stdout.write(`${JSON.stringify(taken)}\n`);
  }
  await quit(app);
  await portal.close();

  const settled = samples.slice(Math.min(WARM_UP, Math.floor(samples.length / 2)));
  const verdict = {
    syncs: SYNCS,
    mainGrowth: growth(settled, ({ mainMegabytes }) => mainMegabytes),
    windowGrowth: growth(settled, ({ windowMegabytes }) => windowMegabytes),
  };
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
  const [first] = settled;
  const last = settled.at(-1);
  expect(verdict.mainGrowth).toBeLessThan(MOST_GROWTH);
  expect(verdict.windowGrowth).toBeLessThan(MOST_GROWTH);
  expect(last?.windows).toBe(1);
  expect(last?.files).toBe(0);
  // Connections of the portal end some seconds after it was left.
  expect(last?.resources ?? 0).toBeLessThanOrEqual((first?.resources ?? 0) + 3);
  expect(last?.threads ?? 0).toBeLessThanOrEqual((first?.threads ?? 0) + 3);
});

/** Waits until so many runs have ended; gives the outcome of the last. */
async function ended(page: Page, count: number): Promise<string | null> {
  return page.evaluate(async (wanted) => {
    for (;;) {
      const status = await (window as unknown as WithBridge).archibald.invoke('sync:status');
      if (status.ok && status.value.running === null && status.value.metrics.totalSyncs >= wanted) {
        return status.value.metrics.lastResult?.outcome ?? null;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, count);
}

async function sample(app: ElectronApplication, page: Page, folder: string, sync: number): Promise<Sample> {
  await page.evaluate(() => (globalThis as { gc?: () => void }).gc?.());
  const exports = join(folder, 'exports');
  const measured = await app.evaluate(({ app: electronApp, webContents }) => {
    (globalThis as { gc?: () => void }).gc?.();
    const window = electronApp.getAppMetrics().find(({ type }) => type === 'Tab');
    return {
      mainMegabytes: Math.round(process.memoryUsage().rss / 1_048_576),
      windowMegabytes: Math.round((window?.memory.workingSetSize ?? 0) / 1_024),
      windows: webContents.getAllWebContents().length,
      resources: process.getActiveResourcesInfo().length,
    };
  });
  const pid = app.process().pid ?? 0;
  const tasks = `/proc/${pid}/task`;
  return {
    sync,
    ...measured,
    threads: existsSync(tasks) ? readdirSync(tasks).length : 0,
    files: existsSync(exports) ? readdirSync(exports).length : 0,
  };
}

/** How much the middle of the last ten is above the middle of the first ten, as a fraction. */
function growth(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const middle = (some: readonly Sample[]): number =>
    some.map(of).sort((a, b) => a - b)[Math.floor(some.length / 2)] ?? 0;
  const first = middle(samples.slice(0, 10));
  return first === 0 ? 0 : Math.round((middle(samples.slice(-10)) / first - 1) * 1_000) / 1_000;
}
