import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import type { DemoWorker } from '../../../main/demo/client';
import type { Bridge, SyncRun } from '../../../preload/contract';
import { command } from '../../e2e/launch';

/** What a page of the app has; only its type is known outside. */
export interface WithBridge {
  readonly archibald: Bridge;
}

/** Connects the app to this portal, which starts a sync. */
export async function connect(page: Page, portal: DemoWorker): Promise<void> {
  const credentials = { portalUrl: portal.url, user: 'demo', password: 'demo' };
  expect(await command(page, 'connection:connect', credentials)).toMatchObject({ ok: true });
}

/** Starts a sync and waits for its end; it must succeed. */
export async function syncNow(page: Page): Promise<SyncRun> {
  const before = await lastRunNumber(page);
  await command(page, 'sync:start');
  return syncedAfter(page, before);
}

/** Waits for the end of a run with a higher number, which must succeed. */
export async function syncedAfter(page: Page, runNumber: number): Promise<SyncRun> {
  const run = await page.evaluate(async (before) => {
    const { archibald } = window as unknown as WithBridge;
    for (;;) {
      const status = await archibald.invoke('sync:status');
      const last = status.ok ? status.value.metrics.lastResult : null;
      if (status.ok && status.value.running === null && last !== null && last.number > before) {
        return last;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, runNumber);
  expect(run.error).toBeNull();
  return run;
}

/** The number of the last run, 0 before the first. */
export function lastRunNumber(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const status = await (window as unknown as WithBridge).archibald.invoke('sync:status');
    return status.ok ? (status.value.metrics.lastResult?.number ?? 0) : 0;
  });
}
