import type { Worker } from 'node:worker_threads';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import type { OpenReport } from '../integrity/cache';
import type { OperationName, OperationParameters, OperationValue } from './operations';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './worker';

const THREAD_GONE = appError('STORE_FAILED', 'The customer cache has stopped working', { thread: 'gone' });

/** Whether a call failed because its thread had ended. */
export function isThreadGone({ details }: AppError): boolean {
  return details?.['thread'] === 'gone';
}

/** A worker thread that has the cache open; errors of any kind are values, and nothing waits for ever. */
export class StoreThread {
  /** What opening found; `null` for a thread that only reads. */
  readonly opened: Promise<Result<OpenReport | null, AppError>>;
  readonly #worker: Worker;
  readonly #pending = new Map<number, (result: Result<unknown, AppError>) => void>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #gone = false;

  /** Has a thread of the cache's script, which has been told nothing yet, open it. */
  constructor(worker: Worker, start: WorkerStart) {
    this.#worker = worker;
    this.opened = new Promise<Result<unknown, AppError>>((resolve) => this.#pending.set(0, resolve)).then(
      (result) => result as Result<OpenReport | null, AppError>,
    );
    this.#worker.on('message', ({ id, result }: WorkerAnswer) => {
      this.#pending.get(id)?.(result);
      this.#pending.delete(id);
    });
    // A thread that ends by an exception ends here too; whoever waits for it gets an answer, never a silence.
    this.#worker.on('error', (error) => this.#end(error));
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#end();
        resolve();
      });
    });
    worker.postMessage(start);
  }

  async call<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return (await this.#send(name, parameters)) as Result<OperationValue<Name>, AppError>;
  }

  /** Waits until the files are open, closes them and ends the thread. May be called again. */
  async close(): Promise<void> {
    const opened = await this.opened;
    if (opened.ok) {
      await this.#send('close', []);
    }
    await this.#worker.terminate();
    await this.#exited;
  }

  #send(name: WorkerRequest['name'], parameters: readonly unknown[]): Promise<Result<unknown, AppError>> {
    if (this.#gone) {
      return Promise.resolve(fail(THREAD_GONE));
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#worker.postMessage({ id, name, parameters } satisfies WorkerRequest);
    });
  }

  #end(error?: Error): void {
    this.#gone = true;
    const answer =
      error === undefined
        ? THREAD_GONE
        : appError('STORE_FAILED', `The cache stopped: ${error.name}`, { thread: 'gone' });
    for (const resolve of this.#pending.values()) {
      resolve(fail(answer));
    }
    this.#pending.clear();
  }
}
