import { Worker } from 'node:worker_threads';
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Clock } from '../base/clock';
import { MINUTE } from '../base/durations';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import type { ReaderMessage } from './worker';

/** A reading thread may use this much memory, in megabytes; a hostile file must not take the computer's. */
const MAX_HEAP_MB = 500;
/** A reading thread that tells nothing for so long is stuck. */
const SILENCE_MS = 2 * MINUTE;

export interface ExportReader {
  /** Reads the file at `path` in a thread of its own. Errors are values; see {@link readExport}, and CANCELLED. */
  read(
    path: string,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (customersRead: number, expected: number | null) => void;
    },
  ): Promise<Result<ExportReading, AppError>>;
}

/** Makes the reader; each read runs in a worker thread, so that cancelling ends it at once and frees its memory. */
export function createReader({
  workerPath,
  clock,
}: {
  readonly workerPath: string;
  readonly clock: Clock;
}): ExportReader {
  return {
    read: (path, { signal, onProgress }) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(fail(CANCELLED));
          return;
        }
        const worker = new Worker(workerPath, {
          workerData: { path },
          resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
        });
        let settled = false;
        const settle = (result: Result<ExportReading, AppError>): void => {
          if (!settled) {
            settled = true;
            signal.removeEventListener('abort', cancel);
            stopWatch();
            void worker.terminate();
            resolve(result);
          }
        };
        const cancel = (): void => settle(fail(CANCELLED));
        const stuck = (): void => settle(fail(appError('UNREADABLE_PDF', 'Reading the export got stuck')));
        let stopWatch = clock.setTimer(SILENCE_MS, stuck);
        signal.addEventListener('abort', cancel);
        worker.on('message', (message: ReaderMessage) => {
          if (message.kind === 'done') {
            settle(message.result);
            return;
          }
          stopWatch();
          stopWatch = clock.setTimer(SILENCE_MS, stuck);
          if (!settled) {
            onProgress(message.customersRead, message.expected);
          }
        });
        worker.once('error', (error) => settle(fail(threadError(error))));
        worker.once('exit', () => settle(fail(appError('UNREADABLE_PDF', 'Reading the export broke off'))));
      }),
  };
}

const CANCELLED = appError('CANCELLED', 'Reading was cancelled');

function threadError(error: Error & { readonly code?: string }): AppError {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? appError('UNREADABLE_PDF', 'The export needs more memory than a reader may use')
    : appError('UNREADABLE_PDF', `Reading the export broke down (${error.name})`);
}
