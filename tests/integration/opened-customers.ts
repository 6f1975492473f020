import { join } from 'node:path';
import type { MessagePort, Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../main/base/clock';
import type { CustomersOptions } from '../../main/customers/client';
import { Customers } from '../../main/customers/client';
import { SpareThreads } from '../../main/customers/threads/spare-threads';
import { toReaderRows, manyCustomers } from '../helpers/customers';
import { tempFolder } from '../helpers/temp-folder';
import { TestLog } from '../helpers/test-log';

/** The worker script that the set-up has built. */
export const WORKER = join(import.meta.dirname, '../../out/main/customers-worker.js');
export const AT = '2026-11-23T08:00:00.000Z';

export function reading(count: number): ReturnType<typeof toReaderRows> {
  return toReaderRows(manyCustomers(count));
}

type Given = Partial<Pick<CustomersOptions, 'threads' | 'clock' | 'log'>>;

export function tryToOpen(folder: string, given: Given = {}): ReturnType<typeof Customers.open> {
  return Customers.open({
    threads: new SpareThreads(WORKER),
    clock: systemClock,
    log: new TestLog(),
    retentionMonths: () => 24,
    folder,
    ...given,
  });
}

export async function openAtRest(folder: string, given?: Given): Promise<Customers> {
  const opened = await tryToOpen(folder, given);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  const customers = opened.value;
  onTestFinished(() => customers.close());
  return customers;
}

/** Opens the cache as the window does, with two threads. */
export async function openAwake(folder: string, log = new TestLog()): Promise<Customers> {
  const customers = await openAtRest(folder, { log });
  await customers.wake();
  return customers;
}

/** Creates a folder with the cache of `count` customers, closed properly. */
export async function storedFolder(count: number): Promise<string> {
  const folder = tempFolder();
  const customers = await openAwake(folder);
  await customers.applyExport(reading(count), 1, AT);
  await customers.close();
  return folder;
}

/** Counts the ports of worker threads. Each thread has one for messages and one for streams. */
export function countThreads(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Worker' || name === 'MessagePort')
    .length;
}

/** Records the calls to threads, and counts the threads that have opened the cache. */
export class RecordingThreads extends SpareThreads {
  readonly requests: string[] = [];
  /** The calls to threads and their ends: `2 open` is a call to thread 2, and `2 ended` its end. */
  readonly course: string[] = [];
  opened = 0;
  #taken = 0;
  onRequest: (name: string) => void = () => undefined;
  /** The call that ends the thread. It is not sent, because the thread could answer it first. */
  fatal: string | null = null;

  override take(): Worker {
    const worker = super.take();
    this.#taken += 1;
    const number = this.#taken;
    worker.once('exit', () => this.course.push(`${number} ended`));
    // The first message is the answer to opening.
    worker.once('message', () => (this.opened += 1));
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message: { readonly name?: string }, transferred?: readonly MessagePort[]) => {
      const name = message.name ?? 'open';
      this.requests.push(name);
      this.course.push(`${number} ${name}`);
      if (name === this.fatal) {
        void worker.terminate();
      } else {
        post(message, transferred);
      }
      this.onRequest(name);
    };
    return worker;
  }
}
