import type { Clock } from '../../base/clock';
import { HOUR, MINUTE } from '../../base/durations';
import type { PortalSession } from '../ports';

/** As often as an open page of the portal calls by itself; a session ends after 20 minutes without (portal.md). */
export const KEEP_ALIVE_MS = 5 * MINUTE;
/** With syncs further apart a session is not kept: logging in for each of them is fewer than a dozen a day and less work. */
const LONGEST_INTERVAL_MS = 2 * HOUR;

export interface KeepAliveOptions {
  readonly clock: Clock;
  readonly session: PortalSession;
  /** Whether the portal may be touched now. */
  readonly mayKeep: () => boolean;
  /** How long apart syncs are, in milliseconds. */
  readonly intervalMs: () => number;
}

/**
 * Keeps the portal's session from one sync to the next. A sync every 30 minutes would find it ended each time and log in
 * 48 times a day, which got an integration blocked; one small request every five minutes is what a browser does that
 * was left open.
 */
export class KeepAlive {
  readonly #options: KeepAliveOptions;
  #cancelTimer: (() => void) | null = null;

  constructor(options: KeepAliveOptions) {
    this.#options = options;
  }

  /** Begins anew: the portal has just been used. */
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

  /** Leaves no timer behind. */
  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
