import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import type { AppError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { OpenOptions, OpenReport } from '../integrity/cache';
import { closeCache, openCache, openCacheReadonly } from '../integrity/cache';
import type { Cache } from '../store/store';
import type { OperationName } from './operations';
import { OPERATIONS } from './operations';

/** The first message to the thread: the cache to open. Requests then run one after another. */
export interface WorkerStart extends OpenOptions {
  readonly readonly: boolean;
}
export interface WorkerRequest {
  readonly id: number;
  readonly name: OperationName | 'close';
  readonly parameters: readonly unknown[];
}
export interface WorkerAnswer {
  /** The request's number; 0 for the result of opening the cache. */
  readonly id: number;
  readonly result: Result<unknown, AppError>;
}

const port = parentPort;
// `null` ends a thread that is not needed.
port?.once('message', (start: WorkerStart | null) => (start === null ? port.close() : serve(start, port)));

function serve(start: WorkerStart, port: MessagePort): void {
  const answer = (message: WorkerAnswer): void => port.postMessage(message);
  const opened = open(start);
  answer({ id: 0, result: opened.ok ? ok(opened.value.report) : opened });
  if (!opened.ok) {
    return;
  }
  const { cache } = opened.value;
  // A backup yields to the event loop, so later requests must wait for its end.
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    last = last.then(() => serveOne(request));
  });
  const serveOne = async ({ id, name, parameters }: WorkerRequest): Promise<void> => {
    if (name === 'close') {
      closeCache(cache);
      answer({ id, result: ok(null) });
      port.close();
      return;
    }
    const operation = OPERATIONS[name] as (
      ...all: readonly unknown[]
    ) => Result<unknown, AppError> | Promise<Result<unknown, AppError>>;
    answer({ id, result: await operation(cache, ...parameters) });
  };
}

function open(start: WorkerStart): Result<{ cache: Cache; report: OpenReport | null }, AppError> {
  if (!start.readonly) {
    return openCache(start);
  }
  const opened = openCacheReadonly(start.folder);
  return opened.ok ? ok({ cache: opened.value, report: null }) : opened;
}
