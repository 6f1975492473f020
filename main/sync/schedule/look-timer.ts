import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { SleepWatch } from './sleep-watch';

/** The interval of checks; sleep delays or loses timers (faults.md, Node timers and sleep). */
const LOOK_EVERY_MS = 30 * SECOND;
/** The interval of checks while offline: Electron's main process has no event for going online. */
const LOOK_OFFLINE_MS = 5 * SECOND;

/** Reminds the scheduler to check the plan, which alone decides whether a sync is due. */
export class LookTimer {
  readonly #clock: Clock;
  readonly #sleep: SleepWatch;
  readonly #look: () => void;
  readonly #onFailure: (error: unknown) => void;
  #cancel: (() => void) | null = null;

  /** Calls `onFailure` with an error thrown by a check; the next check follows anyway. */
  constructor(clock: Clock, sleep: SleepWatch, look: () => void, onFailure: (error: unknown) => void) {
    this.#clock = clock;
    this.#sleep = sleep;
    this.#look = look;
    this.#onFailure = onFailure;
  }

  /**
   * Plans a check at the first of these moments (epoch ms), at most 30 s from now (5 s offline).
   * During a run or sleep it waits 30 s, even if a sync is overdue.
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
