import { Worker } from 'node:worker_threads';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { RowValues } from './cells';
import type { WriterAnswer, WriterRequest, WriterStart } from './worker';

export type CustomerBatches = AsyncIterable<Result<readonly RowValues[], AppError>>;

/**
 * Writes a file of customers in its own thread, so the window stays responsive: 50,000 customers
 * take seconds. Returns the number written. Fails with TAKE_ALONG_NOT_SAVED or an error of the
 * cache; an existing file is then untouched.
 */
export async function writeCustomers(
  workerPath: string,
  start: WriterStart,
  pieces: CustomerBatches,
): Promise<Result<number, AppError>> {
  const worker = new Worker(workerPath, { workerData: start });
  const ask = asker(worker);
  try {
    let written = 0;
    for await (const piece of pieces) {
      if (!piece.ok) {
        await ask('drop');
        return piece;
      }
      const failure = await ask(piece.value);
      if (failure !== null) {
        return fail(notSaved(failure));
      }
      written += piece.value.length;
    }
    const failure = await ask('end');
    return failure === null ? ok(written) : fail(notSaved(failure));
  } finally {
    await worker.terminate();
  }
}

function notSaved(reason: string): AppError {
  return appError('TAKE_ALONG_NOT_SAVED', `The file could not be written (${reason})`, { reason });
}

/** Sends one request at a time. Once the thread has ended, each request gets an error code. */
function asker(worker: Worker): (request: WriterRequest) => Promise<WriterAnswer> {
  let answer: (failure: WriterAnswer) => void = () => undefined;
  let gone: string | null = null;
  const end = (code: string): void => {
    gone ??= code;
    answer(gone);
  };
  worker.on('message', (failure: WriterAnswer) => answer(failure));
  worker.once('error', (error: Error & { readonly code?: string }) => end(error.code ?? error.name));
  worker.once('exit', () => end('ENDED'));
  return (request) =>
    new Promise((resolve) => {
      answer = resolve;
      if (gone === null) {
        worker.postMessage(request);
      } else {
        resolve(gone);
      }
    });
}
