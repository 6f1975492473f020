import { PortalFailure } from './failures/failure';

/** Returns the failure that an aborted signal stands for: its reason if that is one, else CANCELLED. */
export function stoppedBy(signal: AbortSignal): PortalFailure {
  const reason: unknown = signal.reason;
  return reason instanceof PortalFailure
    ? reason
    : new PortalFailure('CANCELLED', 'The visit to the portal was cancelled');
}

/**
 * Resolves as `work` does, or rejects with {@link stoppedBy} as soon as the signal aborts. `work` is then left to
 * itself: whoever aborts ends what it needs.
 */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(stoppedBy(signal));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) {
      stop();
    }
  });
}
