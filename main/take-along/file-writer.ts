import { Worker } from 'node:worker_threads';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { Values } from './cells';
import type { WriterAnswer, WriterRequest, WriterStart } from './worker';

/** Customers as the cache gives them, piece by piece. */
export type Pieces = AsyncIterable<Result<readonly Values[], AppError>>;

/**
 * Writes a file of customers in a thread of its own, that the window never waits for: 50,000 of them take seconds. Gives
 * how many were written. Fails with TAKE_ALONG_NOT_SAVED, or as the cache does; what stood at the path is then untouched.
 */
export async function writeCustomers(
  workerPath: string,
  start: WriterStart,
  pieces: Pieces,
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
      const trouble = await ask(piece.value);
      if (trouble !== null) {
        return fail(notSaved(trouble));
      }
      written += piece.value.length;
    }
    const trouble = await ask('end');
    return trouble === null ? ok(written) : fail(notSaved(trouble));
  } finally {
    await worker.terminate();
  }
}

function notSaved(reason: string): AppError {
  return appError('TAKE_ALONG_NOT_SAVED', `The file could not be written (${reason})`, { reason });
}

/** Asks the thread one thing after the other; one that has ended answers too. */
function asker(worker: Worker): (request: WriterRequest) => Promise<WriterAnswer> {
  let answer: (trouble: WriterAnswer) => void = () => undefined;
  let gone: string | null = null;
  const end = (code: string): void => {
    gone ??= code;
    answer(gone);
  };
  worker.on('message', (trouble: WriterAnswer) => answer(trouble));
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
