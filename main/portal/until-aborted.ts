import { PortalFailure } from './failures/failure';

/** Returns an aborted signal's failure: its reason if that is a PortalFailure, else CANCELLED. */
export function abortFailure(signal: AbortSignal): PortalFailure {
  const reason: unknown = signal.reason;
  return reason instanceof PortalFailure
    ? reason
    : new PortalFailure('CANCELLED', 'The visit to the portal was cancelled');
}

/**
 * Resolves as `work` does, or rejects with {@link abortFailure} as soon as the signal aborts.
 * `work` then continues, so the caller that aborts must end its resources.
 */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(abortFailure(signal));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) {
      stop();
    }
  });
}
