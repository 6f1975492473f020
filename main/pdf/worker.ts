import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { practiceExport } from './practice-export';
import type { TableMethod } from './read-document';
import { readExport, readExportInto } from './read-export';
import type { CustomerSink, ExportSummary } from './records/customer-sink';
import type { EngineMessage } from './sandbox/messages';
import { throttleProgress, messageSink } from './sandbox/report-reading';
import { openFile } from './streams/byte-source';

/** The start data of a thread. Without a separate engine the thread runs its own. */
export interface ReaderData {
  readonly hasEngine: boolean;
}

export type CountedSummary = ExportSummary & { readonly count: number };

/**
 * A message from the reading thread. `progress` comes at most every 80 ms; `engine` asks the
 * separate engine to read the file. `done` carries the summary of the export, or the error that
 * makes it void.
 */
export type ReaderMessage =
  | Extract<EngineMessage, { readonly kind: 'progress' }>
  | { readonly kind: 'engine'; readonly way: TableMethod | undefined }
  | { readonly kind: 'done'; readonly result: Result<CountedSummary, AppError> };

/**
 * A message to the reading thread. `practise` runs until the next request; `read` names a file and
 * the port for its customers. `engine` passes on a message of the separate engine; `end` ends the
 * thread.
 */
export type ReaderRequest =
  | { readonly kind: 'practise' }
  | { readonly kind: 'read'; readonly path: string; readonly rows: MessagePort }
  | { readonly kind: 'engine'; readonly message: EngineMessage }
  | { readonly kind: 'end' };

/** After this many reads nearly all of the reader is compiled. Each takes some milliseconds. */
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
        void readFileAndReport(request, port);
        break;
      case 'end':
        // Ends this thread only. Messages are handled between steps, so no step is interrupted.
        process.exit();
        break;
      // `readConcurrently` handles these messages.
      case 'engine':
        break;
    }
  });
}

async function practise(isOver: () => boolean): Promise<void> {
  const bytes = practiceExport();
  for (let reads = 0; reads < PRACTICE_READS && !isOver(); reads += 1) {
    await readExport(bytes);
    await yieldToOthers();
  }
}

/** Lets waiting messages through. */
function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function readFileAndReport(
  { path, rows }: Extract<ReaderRequest, { readonly kind: 'read' }>,
  port: MessagePort,
): Promise<void> {
  const report = (message: ReaderMessage): void => port.postMessage(message);
  let file;
  try {
    file = openFile(path);
  } catch {
    report({ kind: 'done', result: fail(appError('FILE_NOT_FOUND', 'The export file cannot be opened')) });
    return;
  }
  const onProgress = throttleProgress(report);
  let count = 0;
  const sink = messageSink((message) => {
    const customers = message.kind === 'customers' ? message.customers : null;
    count = customers === null ? 0 : count + customers.length;
    rows.postMessage(customers);
    return yieldToOthers();
  });
  const { hasEngine } = workerData as ReaderData;
  let result;
  try {
    result = await readExportInto(file, sink, {
      onProgress,
      ...(hasEngine ? { engine: (into, way) => readConcurrently(port, into, way, onProgress) } : {}),
    });
  } finally {
    // Windows does not allow removing an open file.
    file.close();
  }
  report({ kind: 'done', result: result.ok ? ok({ ...result.value, count }) : result });
}

/** Makes the separate engine read the file. */
function readConcurrently(
  port: MessagePort,
  sink: CustomerSink,
  way: TableMethod | undefined,
  onProgress: (customersRead: number, expected: number | null) => void,
): Promise<Result<ExportSummary, AppError>> {
  return new Promise((resolve) => {
    let passedOn = Promise.resolve();
    const take = (request: ReaderRequest): void => {
      if (request.kind !== 'engine') {
        return;
      }
      const { message } = request;
      switch (message.kind) {
        case 'progress':
          onProgress(message.customersRead, message.expected);
          break;
        case 'begin':
          passedOn = passedOn.then(() => sink.begin());
          break;
        case 'customers':
          passedOn = passedOn.then(() => sink.take(message.customers));
          break;
        case 'done':
          port.off('message', take);
          void passedOn.then(() => resolve(message.result));
      }
    };
    port.on('message', take);
    port.postMessage({ kind: 'engine', way } satisfies ReaderMessage);
  });
}
