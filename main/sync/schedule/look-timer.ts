import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { SleepWatch } from './sleep-watch';

/** Timers are late or lost over sleep (faults.md, Node timers and sleep): the wall clock is looked at this often. */
const LOOK_EVERY_MS = 30 * SECOND;
/** Without a network, since Electron's main process announces to no one when it comes. */
const LOOK_OFFLINE_MS = 5 * SECOND;

/** Reminds the scheduler to look at the clock; what the plan says then counts, not the timer. */
export class LookTimer {
  readonly #clock: Clock;
  readonly #sleep: SleepWatch;
  readonly #look: () => void;
  readonly #onFailure: (error: unknown) => void;
  #cancel: (() => void) | null = null;

  /** `onFailure` is called with what a look threw; the next look comes all the same. */
  constructor(clock: Clock, sleep: SleepWatch, look: () => void, onFailure: (error: unknown) => void) {
    this.#clock = clock;
    this.#sleep = sleep;
    this.#look = look;
    this.#onFailure = onFailure;
  }

  /**
   * Looks at the first of these moments, in milliseconds since 1970 UTC, or after 30 s (5 s offline). What is overdue while
   * a run is under way, or asleep, needs no hurry.
   */
  lookAt(
    moments: readonly (number | null)[],
    is: { readonly offline: boolean; readonly busy: boolean },
  ): void {
    this.#cancel?.();
    const now = this.#clock.now();
    const longest = is.offline ? LOOK_OFFLINE_MS : LOOK_EVERY_MS;
    const soonest = is.busy || this.#sleep.isAsleep ? LOOK_EVERY_MS : 0;
    const waits = moments.map((moment) => (moment ?? Infinity) - now);
    const waitMs = Math.max(soonest, Math.min(longest, ...waits));
    this.#sleep.expectLook(now + waitMs);
    this.#cancel = this.#clock.setTimer(waitMs, this.#lookNow);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#sleep.expectLook(null);
  }

  readonly #lookNow = (): void => {
    try {
      this.#look();
    } catch (error) {
      this.#onFailure(error);
      this.#cancel = this.#clock.setTimer(LOOK_EVERY_MS, this.#lookNow);
    }
  };
}
