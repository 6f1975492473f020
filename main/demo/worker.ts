/** The demo portal in its own thread, so that drawing never blocks the app (demo-worker.js). */
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../base/assert-never';
import type { DemoHostMessage, DemoWorkerData, DemoWorkerMessage } from './messages';
import { startDemoPortal } from './portal/server';

const host = parentPort;

function send(message: DemoWorkerMessage): void {
  host?.postMessage(message);
}

function reportFailure(error: unknown): void {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

async function run(): Promise<void> {
  const portal = await startDemoPortal({
    ...(workerData as DemoWorkerData),
    onExported: (exportNumber) => send({ kind: 'exported', exportNumber }),
  });
  host?.on('message', (message: DemoHostMessage) => {
    switch (message.kind) {
      case 'options':
        try {
          portal.setOptions(message.options);
        } catch (error) {
          reportFailure(error);
        }
        return;
      case 'ask-stats':
        send({ kind: 'stats', stats: portal.stats() });
        return;
      case 'close':
        void portal.close().then(() => {
          send({ kind: 'closed' });
          host.close();
        });
        return;
      default:
        assertNever(message);
    }
  });
  send({ kind: 'listening', url: portal.url });
}

run().catch(reportFailure);
