import type { Worker } from 'node:worker_threads';
import { MessagePort } from 'node:worker_threads';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Clock } from '../../base/clock';
import { endsWithin } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import type { OpenReport } from '../integrity/cache';
import type { OperationName, OperationParameters, OperationValue } from './operations';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './worker';

/** The longest wait for pending work, such as a transaction; a slower disk counts as stuck. */
export const CLOSE_WITHIN_MS = 30 * SECOND;
/** The longest wait for a thread to end, as it may be in a system call. */
export const END_WITHIN_MS = 2 * SECOND;

const THREAD_GONE = appError('STORE_FAILED', 'The customer cache has stopped working', { thread: 'gone' });

export function hasThreadEnded({ details }: AppError): boolean {
  return details?.['thread'] === 'gone';
}

/** A worker thread with the cache open. All errors are values, and no call waits for ever. */
export class StoreThread {
  /** The findings of opening; `null` for a thread that only reads. */
  readonly opened: Promise<Result<OpenReport | null, AppError>>;
  readonly #worker: Worker;
  readonly #clock: Clock;
  readonly #pending = new Map<number, (result: Result<unknown, AppError>) => void>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #gone = false;

  /** Makes an unused thread, which runs the cache's script, open the cache. */
  constructor(worker: Worker, start: WorkerStart, clock: Clock) {
    this.#worker = worker;
    this.#clock = clock;
    this.opened = new Promise<Result<unknown, AppError>>((resolve) => this.#pending.set(0, resolve)).then(
      (result) => result as Result<OpenReport | null, AppError>,
    );
    this.#worker.on('message', ({ id, result }: WorkerAnswer) => {
      this.#pending.get(id)?.(result);
      this.#pending.delete(id);
    });
    // A thread may end by an exception; its callers still get an answer.
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

  /**
   * Finishes pending requests, closes the files and ends the thread. Gives up a stuck thread: its
   * requests fail, and it ends when it can. May be called again.
   */
  async close(): Promise<void> {
    if (!(await endsWithin(this.#clock, CLOSE_WITHIN_MS, this.#closeFiles()))) {
      this.#end();
    }
    const ended = this.#worker.terminate().then(() => this.#exited);
    await endsWithin(this.#clock, END_WITHIN_MS, ended);
  }

  async #closeFiles(): Promise<void> {
    const opened = await this.opened;
    if (opened.ok) {
      await this.#send('close', []);
    }
  }

  #send(name: WorkerRequest['name'], parameters: readonly unknown[]): Promise<Result<unknown, AppError>> {
    if (this.#gone) {
      return Promise.resolve(fail(THREAD_GONE));
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      const transferred = parameters.filter((parameter) => parameter instanceof MessagePort);
      this.#worker.postMessage({ id, name, parameters } satisfies WorkerRequest, transferred);
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
