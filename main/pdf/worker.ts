import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import type { AppError, ExportReading, ExportedCustomer } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { practiceExport } from './practice-export';
import { readExport } from './read-export';

/**
 * What the reading thread tells: how far it is, at most every 80 ms; the customers of a whole export, piece by piece,
 * each when the one before has been taken; and at last the rest of what it read.
 */
export type ReaderMessage =
  | { readonly kind: 'progress'; readonly customersRead: number; readonly expected: number | null }
  | { readonly kind: 'customers'; readonly customers: readonly ExportedCustomer[] }
  | { readonly kind: 'done'; readonly result: Result<Omit<ExportReading, 'customers'>, AppError> };

/**
 * What the reading thread is told: to practise until it is told more; to read a file; that it may send the next piece.
 */
export type ReaderRequest =
  | { readonly kind: 'practise' }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'taken' };

const PROGRESS_INTERVAL_MS = 80;
/** Taking one message over takes some milliseconds for so many; the app must not stand still for 50,000 at once. */
const CUSTOMERS_PER_MESSAGE = 200;

/** Then nearly all that reading needs is compiled; each takes some milliseconds. */
const PRACTICE_READS = 10;

if (parentPort !== null) {
  listen(parentPort);
}

function listen(port: MessagePort): void {
  let isAsked = false;
  port.on('message', (request: ReaderRequest) => {
    switch (request.kind) {
      case 'practise':
        void practise(() => isAsked);
        break;
      case 'read':
        isAsked = true;
        void readFileAndTell(request.path, port);
        break;
      case 'taken':
        break;
    }
  });
}

async function practise(isOver: () => boolean): Promise<void> {
  const bytes = practiceExport();
  for (let reads = 0; reads < PRACTICE_READS && !isOver(); reads += 1) {
    await readExport(bytes);
    // So that what is asked meanwhile gets through.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function readFileAndTell(path: string, port: MessagePort): Promise<void> {
  const tell = (message: ReaderMessage): void => port.postMessage(message);
  let bytes;
  try {
    bytes = await readFile(path);
  } catch {
    tell({ kind: 'done', result: fail(appError('FILE_NOT_FOUND', 'The export file cannot be opened')) });
    return;
  }
  let toldAt = -Infinity;
  const result = await readExport(bytes, {
    onProgress(customersRead, expected) {
      const now = performance.now();
      if (now - toldAt >= PROGRESS_INTERVAL_MS || customersRead === expected) {
        toldAt = now;
        tell({ kind: 'progress', customersRead, expected });
      }
    },
  });
  if (!result.ok) {
    tell({ kind: 'done', result });
    return;
  }
  const { customers, ...rest } = result.value;
  for (let from = 0; from < customers.length; from += CUSTOMERS_PER_MESSAGE) {
    const taken = once(port, 'message');
    tell({ kind: 'customers', customers: customers.slice(from, from + CUSTOMERS_PER_MESSAGE) });
    await taken;
  }
  tell({ kind: 'done', result: ok(rest) });
}
