import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import type { AppError, ExportReading, ExportedCustomer } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { practiceExport } from './practice-export';
import type { TableWay } from './read-document';
import { readExport } from './read-export';
import type { EngineMessage } from './sandbox/messages';
import { progressTeller, tellReading } from './sandbox/tell-reading';

/** What a thread is started with: whether there is an engine beside it, or it runs its own. */
export interface ReaderData {
  readonly hasEngine: boolean;
}

/**
 * What the reading thread tells: how far it is, at most every 80 ms; that the engine beside it is to read the file; the
 * customers of a whole export, piece by piece, each when the one before has been taken; and at last the rest of what it
 * read.
 */
export type ReaderMessage = EngineMessage | { readonly kind: 'engine'; readonly way: TableWay | undefined };

/**
 * What the reading thread is told: to practise until it is told more; to read a file; what the engine beside it tells;
 * that it may send the next piece; that it is not needed any more.
 */
export type ReaderRequest =
  | { readonly kind: 'practise' }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'engine'; readonly message: EngineMessage }
  | { readonly kind: 'taken' }
  | { readonly kind: 'end' };

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
      case 'end':
        // Of this thread alone, and never in the middle of something.
        process.exit();
        break;
      // Each is waited for where it is asked for.
      case 'engine':
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
  const onProgress = progressTeller(tell);
  const { hasEngine } = workerData as ReaderData;
  const result = await readExport(bytes, {
    onProgress,
    ...(hasEngine ? { engine: (way) => readBeside(port, way, onProgress) } : {}),
  });
  await tellReading(result, async (message) => {
    // It is answered, and the next piece waits for that.
    const taken = message.kind === 'customers' ? once(port, 'message') : null;
    tell(message);
    await taken;
  });
}

/** Has the engine beside this thread read the file. */
function readBeside(
  port: MessagePort,
  way: TableWay | undefined,
  onProgress: (customersRead: number, expected: number | null) => void,
): Promise<Result<ExportReading, AppError>> {
  return new Promise((resolve) => {
    const customers: ExportedCustomer[] = [];
    const take = (request: ReaderRequest): void => {
      if (request.kind !== 'engine') {
        return;
      }
      const { message } = request;
      switch (message.kind) {
        case 'progress':
          onProgress(message.customersRead, message.expected);
          break;
        case 'customers':
          customers.push(...message.customers);
          break;
        case 'done':
          port.off('message', take);
          resolve(message.result.ok ? ok({ ...message.result.value, customers }) : message.result);
      }
    };
    port.on('message', take);
    port.postMessage({ kind: 'engine', way } satisfies ReaderMessage);
  });
}
