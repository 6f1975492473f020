import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** What a sync leaves to be done behind it, such as the daily backup, comes first. */
export const REST_AFTER_MS = 5 * SECOND;

export interface RestOptions {
  readonly clock: Clock;
  /** Nobody sees the window and nothing is synced. */
  readonly isIdle: () => boolean;
  /** Lets go what is not needed until somebody looks or something is synced. */
  readonly rest: () => Promise<void>;
}

/** Brings the app to rest in the tray, a moment after the last thing that happened; a moment that is not idle is left out. */
export class Rest {
  readonly #options: RestOptions;
  #cancel = (): void => undefined;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** Something has ended: the window was let go, or a sync. */
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
