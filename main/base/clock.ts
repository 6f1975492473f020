/** The source of time for all parts of the app. Tests inject a fake clock. */
export interface Clock {
  /** The milliseconds since 1970 UTC. May jump when the user or the network sets the clock. */
  now(): number;
  /** The milliseconds of a clock that never runs backwards. Only differences have a meaning. */
  monotonicMs(): number;
  /**
   * Calls `callback` once after `delayMs`. Returns a cancel function, which may be called twice.
   */
  setTimer(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs` or once `signal` is aborted. Never throws and leaves no timer. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const stop = (): void => {
      cancel();
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const cancel = clock.setTimer(delayMs, stop);
    signal.addEventListener('abort', stop);
  });
}

/** Returns whether `work` ends within `limitMs`; rethrows its error. Leaves no timer behind. */
export async function endsWithin(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<boolean> {
  let cancel = (): void => undefined;
  const late = new Promise<false>((resolve) => {
    cancel = clock.setTimer(limitMs, () => resolve(false));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel();
  }
}

/** Returns the local date at this wall-clock time as `yyyy-mm-dd`. */
export function localDate(now: number): string {
  const date = new Date(now);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}
