import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** The wait before memory is released, for work after a sync run such as the daily backup. */
export const REST_AFTER_MS = 5 * SECOND;

export interface RestOptions {
  readonly clock: Clock;
  /** Whether there is no window and no running sync. */
  readonly isIdle: () => boolean;
  /** Releases memory that only a window or a sync run needs. */
  readonly rest: () => Promise<void>;
}

/** Releases memory shortly after the last activity, if the app is then idle in the tray. */
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
