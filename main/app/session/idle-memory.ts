import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** The wait before memory is released. It leaves time for the daily backup after a sync run. */
export const RELEASE_AFTER_MS = 5 * SECOND;

export interface IdleMemoryOptions {
  readonly clock: Clock;
  /** Whether there is no window and no running sync. */
  readonly isIdle: () => boolean;
  /** Releases memory that only a window or a sync run needs. */
  readonly release: () => Promise<void>;
}

/** Releases memory shortly after the last activity, if the app is then idle in the tray. */
export class IdleMemory {
  readonly #options: IdleMemoryOptions;
  #cancel = (): void => undefined;

  constructor(options: IdleMemoryOptions) {
    this.#options = options;
  }

  /** Notes the end of an activity: the window was destroyed or a sync run has ended. */
  releaseSoon(): void {
    this.#cancel();
    const { clock, isIdle, release } = this.#options;
    this.#cancel = clock.setTimer(RELEASE_AFTER_MS, () => {
      if (isIdle()) {
        void release();
      }
    });
  }

  stop(): void {
    this.#cancel();
  }
}
