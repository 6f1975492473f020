import type { Clock } from '../../base/clock';
import { HOUR, MINUTE } from '../../base/durations';
import type { PortalSession } from '../ports';

/** The interval of an open portal page's requests; a session ends after 20 minutes (portal.md). */
export const KEEP_ALIVE_MS = 5 * MINUTE;
/** The longest sync interval with a kept session. Longer intervals need at most 12 logins a day. */
const LONGEST_INTERVAL_MS = 2 * HOUR;

export interface KeepAliveOptions {
  readonly clock: Clock;
  readonly session: PortalSession;
  /** Whether the portal may be contacted now. */
  readonly mayKeep: () => boolean;
  readonly intervalMs: () => number;
}

/**
 * Keeps the portal session open between syncs, by the small request that an open page sends.
 * Otherwise half-hourly syncs would log in 48 times a day; an integration was blocked for that.
 */
export class KeepAlive {
  readonly #options: KeepAliveOptions;
  #cancelTimer: (() => void) | null = null;

  constructor(options: KeepAliveOptions) {
    this.#options = options;
  }

  /** Restarts the timer after the portal was used. */
  start(): void {
    this.stop();
    this.#cancelTimer = this.#options.clock.setTimer(KEEP_ALIVE_MS, () => {
      const { session, mayKeep, intervalMs } = this.#options;
      this.start();
      if (mayKeep() && intervalMs() <= LONGEST_INTERVAL_MS) {
        void session.keepAlive();
      }
    });
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
