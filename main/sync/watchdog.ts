import type { Clock } from '../base/clock';
import { MINUTE, SECOND } from '../base/durations';

/** A sync without progress for this long is stopped. */
export const NO_PROGRESS_MS = 5 * MINUTE;
const LOOK_EVERY_MS = 15 * SECOND;
/** Looks further apart than this mean that the computer has slept: that time is nobody's fault. */
const SLEPT_MS = MINUTE;

/** Calls `onStalled` once when {@link noteProgress} has not been called for five minutes of waking time. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #onStalled: () => void;
  #cancelTimer: () => void;
  #quietMs = 0;
  #lookedAt: number;

  constructor(clock: Clock, onStalled: () => void) {
    this.#clock = clock;
    this.#onStalled = onStalled;
    this.#lookedAt = clock.monotonicMs();
    this.#cancelTimer = clock.setTimer(LOOK_EVERY_MS, () => this.#look());
  }

  noteProgress(): void {
    this.#quietMs = 0;
    this.#lookedAt = this.#clock.monotonicMs();
  }

  /** Ends watching and leaves no timer behind. */
  stop(): void {
    this.#cancelTimer();
  }

  #look(): void {
    const now = this.#clock.monotonicMs();
    const passedMs = now - this.#lookedAt;
    this.#lookedAt = now;
    this.#quietMs += passedMs > SLEPT_MS ? 0 : passedMs;
    if (this.#quietMs >= NO_PROGRESS_MS) {
      this.#onStalled();
      return;
    }
    const waitMs = Math.min(LOOK_EVERY_MS, NO_PROGRESS_MS - this.#quietMs);
    this.#cancelTimer = this.#clock.setTimer(waitMs, () => this.#look());
  }
}
