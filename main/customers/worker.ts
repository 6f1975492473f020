import { parentPort, workerData } from 'node:worker_threads';
import type { AppError } from '../../preload/contract';
import type { Result } from '../base/result';
import { openStore } from './open-store';
import type { OperationName } from './operations';
import { OPERATIONS } from './operations';

/** Opens the cache when the thread starts and answers one request after the other, so that writes never overlap. */
export interface WorkerStart {
  readonly path: string;
  readonly readonly: boolean;
}
export interface WorkerRequest {
  readonly id: number;
  readonly name: OperationName | 'close';
  readonly parameters: readonly unknown[];
}
export interface WorkerAnswer {
  /** The request's number; 0 says how opening went. */
  readonly id: number;
  readonly result: Result<unknown, AppError>;
}

if (parentPort !== null) {
  serve(workerData as WorkerStart, parentPort);
}

function serve(start: WorkerStart, port: NonNullable<typeof parentPort>): void {
  const answer = (message: WorkerAnswer): void => port.postMessage(message);
  const opened = openStore(start.path, { readonly: start.readonly });
  answer({ id: 0, result: opened.ok ? { ok: true, value: null } : opened });
  if (!opened.ok) {
    return;
  }
  const store = opened.value;
  port.on('message', ({ id, name, parameters }: WorkerRequest) => {
    if (name === 'close') {
      store.close();
      answer({ id, result: { ok: true, value: null } });
      port.close();
      return;
    }
    const operation = OPERATIONS[name] as (...all: readonly unknown[]) => Result<unknown, AppError>;
    answer({ id, result: operation(store, ...parameters) });
  });
}
