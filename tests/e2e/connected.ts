import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import type { DemoOptions } from '../../main/demo/options';
import type { Bridge, SyncRun, SyncStatus } from '../../preload/contract';
import { command, dataFolder, launch, quit } from './launch';

/** The options for tests of the steps from login to export: few customers, short delays. */
export const QUICK: Partial<DemoOptions> = { count: 60, exportDelayMs: 50, loadingPanelMs: 50 };

/** The page's globals for code that tests run inside the page. */
export interface WithBridge {
  readonly archibald: Bridge;
}

export interface Connected {
  readonly worker: DemoWorker;
  readonly app: ElectronApplication;
  readonly page: Page;
}

/**
 * Runs `use` with the app connected to its own demo portal, and ends both. The app waits 50 ms
 * before each further attempt.
 */
export async function connected(
  options: Partial<DemoOptions>,
  use: (connected: Connected) => Promise<void>,
  args: readonly string[] = [],
): Promise<void> {
  const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    ...QUICK,
    ...options,
  });
  const { app, page } = await launch(dataFolder(), ['--retry-delay', '50', ...args]);
  try {
    await connect(page, worker);
    await use({ worker, app, page });
  } finally {
    await quit(app);
    await worker.close();
  }
}

/** Connects the app to this portal. This starts a sync. */
export async function connect(page: Page, portal: Pick<DemoWorker, 'url'>): Promise<void> {
  const credentials = { portalUrl: portal.url, user: 'demo', password: 'demo' };
  expect(await command(page, 'connection:connect', credentials)).toMatchObject({ ok: true });
}

/**
 * Starts a sync by hand and returns its run, successful or not. `sync:send-again` resends a password
 * that was not accepted.
 */
export async function syncByHand(
  page: Page,
  start: 'sync:start' | 'sync:send-again' = 'sync:start',
): Promise<SyncRun> {
  const before = await lastRunNumber(page);
  expect(await command(page, start)).toMatchObject({ ok: true });
  return runAfter(page, before);
}

/** Returns the number of the last run, or 0 before the first. */
export function lastRunNumber(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const status = await (window as unknown as WithBridge).archibald.invoke('sync:status');
    return status.ok ? (status.value.metrics.lastResult?.number ?? 0) : 0;
  });
}

/** Waits for the end of a run with a higher number. */
export async function runAfter(page: Page, runNumber: number): Promise<SyncRun> {
  const { lastResult } = await idleAfter(page, { runNumber, count: 0 });
  return lastResult as SyncRun;
}

/** Waits until this number of runs has ended. Returns the error code of the last one, or `null`. */
export async function ended(page: Page, count: number): Promise<string | null> {
  const { lastResult } = await idleAfter(page, { runNumber: -1, count });
  return lastResult?.error?.code ?? null;
}

/**
 * Waits until no run is active, `count` runs have ended, and the last one's number is above
 * `runNumber`. Returns the metrics.
 */
function idleAfter(
  page: Page,
  wanted: { readonly runNumber: number; readonly count: number },
): Promise<SyncStatus['metrics']> {
  return page.evaluate(
    ({ runNumber, count }) =>
      new Promise((resolve) => {
        const { archibald } = window as unknown as WithBridge;
        const look = ({ running, metrics }: SyncStatus): void => {
          if (
            running === null &&
            metrics.totalSyncs >= count &&
            (metrics.lastResult?.number ?? 0) > runNumber
          ) {
            stop();
            resolve(metrics);
          }
        };
        const stop = archibald.on('sync:status-changed', look);
        // A global keeps the listener from garbage collection, unlike the bridge's reference.
        const globals = window as unknown as { looking?: Set<unknown> };
        globals.looking = (globals.looking ?? new Set()).add(look);
        void archibald.invoke('sync:status').then((answer) => (answer.ok ? look(answer.value) : undefined));
      }),
    wanted,
  );
}
