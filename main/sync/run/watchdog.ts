import type { Clock } from '../../base/clock';
import { HOUR, MINUTE, SECOND } from '../../base/durations';

/** The time without progress after which a sync is stopped. */
export const NO_PROGRESS_MS = 5 * MINUTE;
/** The longest run, because a portal could keep a run open by sending a byte now and then. */
export const LONGEST_RUN_MS = 2 * HOUR;
const LOOK_EVERY_MS = 15 * SECOND;
/**
 * The longest gap between two checks of a waking computer; sleep is not counted. Some systems show
 * the gap only on the wall clock. Sleep also resets the time without progress, or a night's short
 * wakings would add up.
 */
const SLEPT_MS = MINUTE;

/** Calls `onStalled` once, after five waking minutes without progress or two waking hours. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #onStalled: () => void;
  #cancelTimer: () => void;
  #quietMs = 0;
  #totalMs = 0;
  #lookedAt: number;
  #lookedAtWall: number;

  constructor(clock: Clock, onStalled: () => void) {
    this.#clock = clock;
    this.#onStalled = onStalled;
    this.#lookedAt = clock.monotonicMs();
    this.#lookedAtWall = clock.now();
    this.#cancelTimer = clock.setTimer(LOOK_EVERY_MS, () => this.#look());
  }

  noteProgress(): void {
    this.#count();
    this.#quietMs = 0;
  }

  stop(): void {
    this.#cancelTimer();
  }

  #look(): void {
    this.#count();
    if (this.#quietMs >= NO_PROGRESS_MS || this.#totalMs >= LONGEST_RUN_MS) {
      this.#onStalled();
      return;
    }
    const waitMs = Math.min(LOOK_EVERY_MS, NO_PROGRESS_MS - this.#quietMs);
    this.#cancelTimer = this.#clock.setTimer(waitMs, () => this.#look());
  }

  /** Adds the time since the last count, unless the computer slept. */
  #count(): void {
    const now = this.#clock.monotonicMs();
    const passedMs = now - this.#lookedAt;
    this.#lookedAt = now;
    const wallMs = this.#clock.now() - this.#lookedAtWall;
    this.#lookedAtWall += wallMs;
    if (Math.max(passedMs, wallMs) > SLEPT_MS) {
      this.#quietMs = 0;
      return;
    }
    this.#quietMs += passedMs;
    this.#totalMs += passedMs;
  }
}
