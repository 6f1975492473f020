import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  AppError,
  CachedCustomer,
  CustomerPage,
  ExportReading,
  SyncCounts,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { STORE_FILE } from './open-store';
import type { OperationName, OperationParameters, OperationValues } from './operations';
import type { SearchQuery } from './search';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './worker';

/** The cache as the app uses it. All database work happens in worker threads: the main process never waits for it. */
export interface Customers {
  beginRun(trigger: SyncTrigger, startedAt: string): Promise<Result<number, AppError>>;
  finishRun(run: SyncRun): Promise<Result<null, AppError>>;
  applyExport(reading: ExportReading, runNumber: number, at: string): Promise<Result<SyncCounts, AppError>>;
  countCustomers(): Promise<Result<number, AppError>>;
  listRuns(limit: number): Promise<Result<readonly SyncRun[], AppError>>;
  search(query: SearchQuery): Promise<Result<CustomerPage, AppError>>;
  get(id: string): Promise<Result<CachedCustomer | null, AppError>>;
  /** Finishes what is under way, closes the file and ends the threads. */
  close(): Promise<void>;
}

/**
 * Opens the cache in `folder`: one thread writes, another reads, so that searching stays quick while a sync writes.
 * Fails as {@link openStore} does.
 */
export async function openCustomers(options: {
  readonly workerPath: string;
  readonly folder: string;
}): Promise<Result<Customers, AppError>> {
  const path = join(options.folder, STORE_FILE);
  const writer = new StoreThread(options.workerPath, { path, readonly: false });
  const written = await writer.opened;
  if (!written.ok) {
    await writer.close();
    return written;
  }
  const reader = new StoreThread(options.workerPath, { path, readonly: true });
  const read = await reader.opened;
  if (!read.ok) {
    await Promise.all([reader.close(), writer.close()]);
    return read;
  }
  return ok({
    beginRun: (trigger, startedAt) => writer.call('beginRun', trigger, startedAt),
    finishRun: (run) => writer.call('finishRun', run),
    applyExport: (reading, runNumber, at) => writer.call('applyExport', reading.customers, runNumber, at),
    countCustomers: () => reader.call('countCustomers'),
    listRuns: (limit) => reader.call('listRuns', limit),
    search: (query) => reader.call('search', query),
    get: (id) => reader.call('get', id),
    async close() {
      // The writer last: the last connection to go is the one that may tidy up the write-ahead log.
      await reader.close();
      await writer.close();
    },
  });
}

const THREAD_GONE = appError('STORE_FAILED', 'The customer cache has stopped working');

class StoreThread {
  readonly opened: Promise<Result<unknown, AppError>>;
  readonly #worker: Worker;
  readonly #pending = new Map<number, (result: Result<unknown, AppError>) => void>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #gone = false;

  constructor(workerPath: string, start: WorkerStart) {
    this.#worker = new Worker(workerPath, { workerData: start });
    this.opened = new Promise((resolve) => this.#pending.set(0, resolve));
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
  }

  async call<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValues[Name], AppError>> {
    return (await this.#send(name, parameters)) as Result<OperationValues[Name], AppError>;
  }

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
      error === undefined ? THREAD_GONE : appError('STORE_FAILED', `The cache stopped: ${error.name}`);
    for (const resolve of this.#pending.values()) {
      resolve(fail(answer));
    }
    this.#pending.clear();
  }
}
