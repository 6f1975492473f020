import { join } from 'node:path';
import type { DemoWorker } from '../../../main/demo/client';
import { startDemoWorker } from '../../../main/demo/client';

/**
 * Starts the demo portal without its artificial delays, in a thread of the measuring process. It
 * draws `exportsInTurn` exports once and reuses them, because drawing is not a laptop's work.
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
