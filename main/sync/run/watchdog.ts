import type { Clock } from '../../base/clock';
import { HOUR, MINUTE, SECOND } from '../../base/durations';

/** A sync without progress for this long is stopped. */
export const NO_PROGRESS_MS = 5 * MINUTE;
/** So is one that goes on for this long: a portal that sends a byte now and then would hold it for ever. */
export const LONGEST_RUN_MS = 2 * HOUR;
const LOOK_EVERY_MS = 15 * SECOND;
/**
 * Looks further apart than this mean that the computer has slept: that time is nobody's fault. On some systems the wall
 * clock alone tells. What was quiet before is forgotten then, or a night's dark wakes would add up.
 */
const SLEPT_MS = MINUTE;

/**
 * Calls `onStalled` once, when {@link noteProgress} has not been called for five minutes of waking time, or after two
 * hours of it in any case.
 */
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

  /** Ends watching and leaves no timer behind. */
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

  /** Adds the time since it last counted, unless the computer slept in between. */
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
