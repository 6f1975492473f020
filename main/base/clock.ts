/** Time as the app's parts see it. Handed in, so that tests move it by hand. */
export interface Clock {
  /** Wall-clock time, in milliseconds since 1970 UTC. May jump when the user or the network sets the clock. */
  now(): number;
  /** Milliseconds on a clock that never goes backwards; only differences mean something. */
  monotonicMs(): number;
  /** Calls `callback` once after `delayMs`. Returns what cancels it; cancelling twice does nothing. */
  setTimer(delayMs: number, callback: () => void): () => void;
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Resolves after `delayMs`, or as soon as `signal` is aborted. Look at the signal afterwards: the wait never throws
 * and leaves no timer behind.
 */
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

/** Whether `work` ends in `limitMs`; what it throws in that time is thrown. Leaves no timer behind. */
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

/** The date on the agent's wall at this wall-clock time, `yyyy-mm-dd`. */
export function localDate(now: number): string {
  const date = new Date(now);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}
