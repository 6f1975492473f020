import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/**
 * The wait before memory is released. It leaves time for work after a sync run, such as the daily
 * backup.
 */
export const REST_AFTER_MS = 5 * SECOND;

export interface RestOptions {
  readonly clock: Clock;
  /** Whether there is no window and no running sync. */
  readonly isIdle: () => boolean;
  /** Releases memory that only a window or a sync run needs. */
  readonly rest: () => Promise<void>;
}

/**
 * Releases memory while the app is idle in the tray, shortly after the last activity. Skips a
 * moment that is not idle.
 */
export class Rest {
  readonly #options: RestOptions;
  #cancel = (): void => undefined;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** Notes the end of an activity: the window was destroyed or a sync run has ended. */
  soon(): void {
    this.#cancel();
    const { clock, isIdle, rest } = this.#options;
    this.#cancel = clock.setTimer(REST_AFTER_MS, () => {
      if (isIdle()) {
        void rest();
      }
    });
  }

  stop(): void {
    this.#cancel();
  }
}
