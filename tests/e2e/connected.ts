import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import type { DemoOptions } from '../../main/demo/options';
import type { Bridge } from '../../preload/contract';
import { command, dataFolder, launch, quit } from './launch';

/** Few customers and no delays: such tests are about the way to the export. */
export const QUICK: Partial<DemoOptions> = { count: 60, exportDelayMs: 50, loadingPanelMs: 50 };

interface WithBridge {
  readonly archibald: Bridge;
}

export interface Connected {
  readonly worker: DemoWorker;
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Runs `use` with the app connected to a demo portal of its own, and ends both. */
export async function connected(
  options: Partial<DemoOptions>,
  use: (connected: Connected) => Promise<void>,
  args: readonly string[] = [],
): Promise<void> {
  const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    ...QUICK,
    ...options,
  });
  const { app, page } = await launch(dataFolder(), args);
  try {
    await command(page, 'connection:connect', { portalUrl: worker.url, user: 'demo', password: 'demo' });
    await use({ worker, app, page });
  } finally {
    await quit(app);
    await worker.close();
  }
}

/** Waits until so many runs have ended; gives the last one's error code, `null` for none. */
export function ended(page: Page, count: number): Promise<string | null> {
  return page.evaluate(async (wanted) => {
    for (;;) {
      const status = await (window as unknown as WithBridge).archibald.invoke('sync:status');
      if (status.ok && status.value.running === null && status.value.metrics.totalSyncs >= wanted) {
        return status.value.metrics.lastResult?.error?.code ?? null;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, count);
}
