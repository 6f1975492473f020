import type { ServerResponse } from 'node:http';
import { sleep, type Clock } from '../../base/clock';

export interface Pieces {
  readonly pieceBytes: number;
  readonly pieceDelayMs: number;
}

/**
 * Writes `bytes` piece by piece and waits for a slow reader; does not end the answer. Returns false
 * if the client goes or `signal` is aborted before the end.
 */
export async function sendPieces(
  response: ServerResponse,
  bytes: Buffer,
  { pieceBytes, pieceDelayMs }: Pieces,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    if (start > 0 && pieceDelayMs > 0) {
      await sleep(clock, pieceDelayMs, signal);
    }
    if (signal.aborted || response.destroyed) {
      return false;
    }
    const flows = response.write(bytes.subarray(start, start + pieceBytes));
    if (!flows && !(await happens(response, 'drain'))) {
      return false;
    }
  }
  return true;
}

/** Ends the answer and returns true if all of it was passed to the network. */
export async function endCompletely(response: ServerResponse): Promise<boolean> {
  if (response.destroyed) {
    return false;
  }
  const finished = happens(response, 'finish');
  response.end();
  return finished;
}

/** Returns true once `event` occurs. Once the answer closes, returns whether all of it was sent. */
function happens(response: ServerResponse, event: 'drain' | 'finish'): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (came: boolean): void => {
      response.off(event, onEvent);
      response.off('close', onClose);
      resolve(came);
    };
    const onEvent = (): void => settle(true);
    const onClose = (): void => settle(response.writableFinished);
    response.once(event, onEvent);
    response.once('close', onClose);
  });
}
