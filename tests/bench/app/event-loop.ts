import type { ElectronApplication } from 'playwright/test';

/** The interval between probes of the event loop; a longer measured interval means a delay. */
const RESOLUTION_MS = 5;

interface Histogram {
  enable(): void;
  disable(): void;
  percentile(percent: number): number;
}

/** Measures the delay of main's event loop during `work`: the 99th percentile in milliseconds. */
export async function mainDelayWhile(app: ElectronApplication, work: () => Promise<void>): Promise<number> {
  await app.evaluate((_, resolution) => {
    const hooks = process.getBuiltinModule('node:perf_hooks');
    const histogram = hooks.monitorEventLoopDelay({ resolution });
    (globalThis as { mainDelay?: Histogram }).mainDelay = histogram;
    histogram.enable();
  }, RESOLUTION_MS);
  await work();
  const intervalMs = await app.evaluate(() => {
    const { mainDelay } = globalThis as { mainDelay?: Histogram };
    mainDelay?.disable();
    return (mainDelay?.percentile(99) ?? 0) / 1e6;
  });
  return Math.max(0, intervalMs - RESOLUTION_MS);
}
