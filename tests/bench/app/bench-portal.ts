import { join } from 'node:path';
import type { DemoWorker } from '../../../main/demo/client';
import { startDemoWorker } from '../../../main/demo/client';

/**
 * Starts the demo portal without its artificial delays, in a thread of the measuring process. It
 * draws `exportsInTurn` exports only once, because the portal's drawing must not be measured.
 */
export function startBenchPortal(customers: number, exportsInTurn: number): Promise<DemoWorker> {
  return startDemoWorker(join(__dirname, '../../../out/main/demo-worker.js'), {
    count: customers,
    exportsInTurn,
    exportDelayMs: 0,
    loadingPanelMs: 0,
    pieceBytes: 1_048_576,
    pieceDelayMs: 0,
  });
}
