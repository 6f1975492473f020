import type { MessagePort } from 'node:worker_threads';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Clock } from '../base/clock';
import { SECOND } from '../base/durations';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { TableMethod } from './read-document';
import { PROGRESS_INTERVAL_MS } from './sandbox/messages';
import type { PdfEngine } from './sandbox/pdf-engine';
import type { CountedSummary, ReaderData, ReaderMessage, ReaderRequest } from './worker';

/** The heap limit of a reading thread, in megabytes: a hostile file must not use up all memory. */
const MAX_HEAP_MB = 320;
/** The limit for short-lived objects, in megabytes. Node's default, 48, is no faster. */
const MAX_YOUNG_MB = 16;
export const READER_LIMITS = {
  maxOldGenerationSizeMb: MAX_HEAP_MB,
  maxYoungGenerationSizeMb: MAX_YOUNG_MB,
} as const;

/**
 * The growth allowed for the process, in megabytes. Inflated data is outside the heap and may be as
 * large as the heap limit. A file that needs more is crafted to fill the memory.
 */
const MAX_GROWTH_MB = 2 * MAX_HEAP_MB;
const MEMORY_WATCH_MS = SECOND / 4;

/** A reading thread silent for this long is stuck. Opening 50,000 customers takes 1 to 2 s. */
const SILENCE_MS = 8 * SECOND;
/** An unneeded thread ends itself after its current step, or is terminated after this time. */
const END_WITHIN_MS = 2 * SECOND;
/** The limit for the engine, which must start first and opens a file several times slower. */
const ENGINE_SILENCE_MS = 30 * SECOND;

interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (customersRead: number, expected: number | null) => void;
}

/** A finished reading. Its owner takes the customers from `rows` (`takeRows`) or closes `rows`. */
interface ReadExport extends CountedSummary {
  readonly rows: MessagePort;
}

export interface ExportReader {
  /**
   * Starts a thread for the next read. It practises on a small export while the portal makes the
   * real one, which nearly halves the time of reading. Returns a function that ends the unused
   * thread.
   */
  prepare(): () => void;
  /** Reads the file at `path` in its own thread. Fails like {@link readExport}, or CANCELLED. */
  read(path: string, options: ReadOptions): Promise<Result<ReadExport, AppError>>;
}

interface ReaderParts {
  readonly clock: Clock;
  readonly engine: PdfEngine | null;
  /** The memory of this process, in megabytes. */
  readonly memoryMb: () => number;
}

/**
 * Creates the reader. Each read runs in a worker thread, so that cancelling ends it at once and
 * frees its memory. `engine` reads the files that need a full PDF engine. Without `engine`, as in
 * plain Node, the thread runs a PDF engine itself.
 */
export function createReader({
  workerPath,
  clock,
  engine = null,
  memoryMb = () => process.memoryUsage.rss() / 1_048_576,
}: Pick<ReaderParts, 'clock'> & Partial<ReaderParts> & { readonly workerPath: string }): ExportReader {
  const start = (): Worker =>
    new Worker(workerPath, {
      workerData: { hasEngine: engine !== null } satisfies ReaderData,
      resourceLimits: READER_LIMITS,
      // pdf-lib's warnings quote the file, which must not get into any log.
      stderr: true,
    });
  let ready: { readonly worker: Worker; readonly forget: () => void } | null = null;
  /** Hands over the prepared thread, if any. From then on the caller handles its errors. */
  const take = (): Worker | null => {
    const taken = ready;
    ready = null;
    taken?.worker.off('error', taken.forget).off('exit', taken.forget);
    return taken?.worker ?? null;
  };
  return {
    prepare() {
      if (ready !== null) {
        return () => undefined;
      }
      const worker = start();
      // A prepared thread that fails does no harm: the read starts another thread.
      const forget = (): void => {
        ready = ready?.worker === worker ? null : ready;
      };
      worker.once('error', forget).once('exit', forget);
      worker.postMessage({ kind: 'practise' } satisfies ReaderRequest);
      ready = { worker, forget };
      return () => {
        if (ready?.worker === worker) {
          forget();
          end(worker, clock);
        }
      };
    },
    read: (path, options) =>
      options.signal.aborted
        ? Promise.resolve(fail(CANCELLED))
        : readIn(take() ?? start(), path, options, { clock, engine, memoryMb }),
  };
}

/**
 * Asks a thread to end itself. Terminating it while it inflates crashes the whole app: Node aborts
 * over a zlib stream that has not begun ("close before init").
 */
function end(worker: Worker, clock: Clock): void {
  if (worker.threadId === -1) {
    return;
  }
  const stopWaiting = clock.setTimer(END_WITHIN_MS, () => void worker.terminate());
  worker.once('exit', stopWaiting);
  worker.postMessage({ kind: 'end' } satisfies ReaderRequest);
}

/** Makes the thread read the file, watches it meanwhile, and ends it. */
function readIn(
  worker: Worker,
  path: string,
  { signal, onProgress }: ReadOptions,
  { clock, engine, memoryMb }: ReaderParts,
): Promise<Result<ReadExport, AppError>> {
  return new Promise((resolve) => {
    const { port1: sent, port2: rows } = new MessageChannel();
    const stopEngine = new AbortController();
    let settled = false;
    let reported: readonly [customersRead: number, expected: number | null] = [0, null];
    const settle = (result: Result<CountedSummary, AppError>): void => {
      if (!settled) {
        settled = true;
        signal.removeEventListener('abort', cancel);
        stopWatch();
        stopReporting();
        stopMemoryWatch();
        stopEngine.abort();
        end(worker, clock);
        if (!result.ok) {
          rows.close();
        }
        resolve(result.ok ? ok({ ...result.value, rows }) : result);
      }
    };
    const cancel = (): void => settle(fail(CANCELLED));
    const stuck = (): void => settle(fail(appError('UNREADABLE_PDF', 'Reading the export got stuck')));
    const reportProgress = (): void => {
      if (settled) {
        return;
      }
      stopReporting = clock.setTimer(PROGRESS_INTERVAL_MS, reportProgress);
      onProgress(...reported);
    };
    const maxMb = memoryMb() + MAX_GROWTH_MB;
    const watchMemory = (): void => {
      if (memoryMb() > maxMb) {
        settle(fail(TOO_MUCH_MEMORY));
      } else {
        stopMemoryWatch = clock.setTimer(MEMORY_WATCH_MS, watchMemory);
      }
    };
    let stopMemoryWatch = clock.setTimer(MEMORY_WATCH_MS, watchMemory);
    let stopWatch = clock.setTimer(SILENCE_MS, stuck);
    let stopReporting = clock.setTimer(0, reportProgress);
    signal.addEventListener('abort', cancel);
    let silenceMs = SILENCE_MS;
    const noteLife = (): void => {
      if (!settled) {
        stopWatch();
        stopWatch = clock.setTimer(silenceMs, stuck);
      }
    };
    const readWithEngine = (way: TableMethod | undefined): void => {
      silenceMs = ENGINE_SILENCE_MS;
      noteLife();
      void engine?.read(path, way, {
        signal: stopEngine.signal,
        send(message) {
          silenceMs = message.kind === 'done' ? SILENCE_MS : ENGINE_SILENCE_MS;
          noteLife();
          worker.postMessage({ kind: 'engine', message } satisfies ReaderRequest);
        },
      });
    };
    worker.on('message', (message: ReaderMessage) => {
      noteLife();
      switch (message.kind) {
        case 'progress':
          reported = [message.customersRead, message.expected];
          stopReporting();
          reportProgress();
          break;
        case 'engine':
          readWithEngine(message.way);
          break;
        case 'done':
          settle(message.result);
      }
    });
    worker.postMessage({ kind: 'read', path, rows: sent } satisfies ReaderRequest, [sent]);
    worker.once('error', (error) => settle(fail(threadError(error))));
    worker.once('exit', () =>
      settle(fail(appError('UNREADABLE_PDF', 'Reading the export stopped before its end'))),
    );
  });
}

const CANCELLED = appError('CANCELLED', 'Reading was cancelled');

const TOO_MUCH_MEMORY = appError('UNREADABLE_PDF', 'The export needs more memory than a reader may use');

function threadError(error: Error & { readonly code?: string }): AppError {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? TOO_MUCH_MEMORY
    : appError('UNREADABLE_PDF', `Reading the export failed (${error.name})`);
}
