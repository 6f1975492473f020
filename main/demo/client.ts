import { Worker } from 'node:worker_threads';
import { systemClock, type Clock } from '../base/clock';
import type { DemoHostMessage, DemoWorkerData, DemoWorkerMessage } from './messages';
import type { DemoOptions } from './options';
import type { DemoStats } from './portal/portal-state';

export interface DemoWorkerStart extends DemoWorkerData {
  /** Receives the number of each complete export. The next start should use the number after it. */
  readonly onExported?: (exportNumber: number) => void;
  /** Receives the error if the portal refuses options or dies. The message holds no data. */
  readonly onFailure?: (message: string) => void;
}

export interface DemoWorker {
  readonly url: string;
  setOptions(changes: Partial<DemoOptions>): void;
  stats(): Promise<DemoStats>;
  /** Ends the portal and its thread, which is terminated if it does not end within a second. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 1_000;

/**
 * Starts the demo portal in a worker thread. `workerPath` is the built demo-worker.js. Rejects with
 * a plain sentence if the portal cannot start.
 */
export function startDemoWorker(
  workerPath: string,
  { onExported, onFailure, ...options }: DemoWorkerStart = {},
  clock: Clock = systemClock,
): Promise<DemoWorker> {
  const worker = new Worker(workerPath, { workerData: options, name: 'demo-portal' });
  let closing = false;
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    closing = true;
    const cancel = clock.setTimer(CLOSE_TIMEOUT_MS, () => void worker.terminate());
    worker.postMessage({ kind: 'close' } satisfies DemoHostMessage);
    await gone;
    cancel();
  };
  return new Promise((resolve, reject) => {
    let listening = false;
    const statsRequests: ((stats: DemoStats) => void)[] = [];
    const fail = (reason: string): void => {
      if (!listening) {
        void worker.terminate();
        reject(new Error(`The demo portal did not start: ${reason}`));
      } else if (!closing) {
        onFailure?.(reason);
      }
    };
    let died = false;
    worker.on('error', (error) => {
      died = true;
      fail(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      if (!died) {
        fail(`its thread ended with code ${code}`);
      }
    });
    worker.on('message', (message: DemoWorkerMessage) => {
      switch (message.kind) {
        case 'listening':
          listening = true;
          resolve({
            url: message.url,
            setOptions: (changes) =>
              worker.postMessage({ kind: 'options', options: changes } satisfies DemoHostMessage),
            stats: () =>
              new Promise((resolveStats) => {
                statsRequests.push(resolveStats);
                worker.postMessage({ kind: 'ask-stats' } satisfies DemoHostMessage);
              }),
            close,
          });
          return;
        case 'stats':
          statsRequests.shift()?.(message.stats);
          return;
        case 'exported':
          onExported?.(message.exportNumber);
          return;
        case 'failed':
          fail(message.message);
          return;
        case 'closed':
          return;
      }
    });
  });
}
