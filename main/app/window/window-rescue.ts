import type { Clock } from '../../base/clock';
import { MINUTE, SECOND } from '../../base/durations';
import type { Log } from '../../base/log';

/** The number of reloads within {@link WITHIN_MS} after which the plain page appears. */
const RELOADS = 3;
const WITHIN_MS = 5 * MINUTE;
/** The time for a hanging page to recover, since a busy computer may be the only reason. */
const HANGING_MS = 20 * SECOND;

/** The part of Electron's WebContents that the rescue uses. */
export interface RescuedPage {
  /** Calls `listener` when the page's process has ended, with Chromium's reason. */
  onEnded(listener: (reason: string) => void): void;
  /** Calls `listener` when the page stops answering (`true`), and when it answers again. */
  onHanging(listener: (isHanging: boolean) => void): void;
  isDestroyed(): boolean;
  /** Whether the plain page is shown in place of the app's. */
  isPlain(): boolean;
  load(): void;
  loadPlain(): void;
  crash(): void;
  /** Closes the window; the next request creates a new one. */
  close(): void;
}

/**
 * Reloads a window's page that has crashed or hangs (faults.md, 86). Main has all data, so only
 * half-typed text is lost. One rescue serves all windows, so that a page that always crashes is not
 * reloaded forever.
 */
export class WindowRescue {
  readonly #clock: Clock;
  readonly #log: Log;
  /** The times of the reloads, in milliseconds of the monotonic clock. */
  #reloads: readonly number[] = [];

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  follow(page: RescuedPage): void {
    let cancel = (): void => undefined;
    page.onHanging((isHanging) => {
      cancel();
      if (isHanging) {
        this.#log.warn('[App] The window does not answer');
        cancel = this.#clock.setTimer(HANGING_MS, () => {
          if (!page.isDestroyed()) {
            this.#log.error(
              `[App] The window has not answered for ${HANGING_MS / SECOND} s: its page is restarted`,
            );
            page.crash();
          }
        });
      }
    });
    page.onEnded((reason) => {
      cancel();
      // Waits until Chromium's event is over, because the process is still being cleaned up.
      this.#clock.setTimer(0, () => this.#bringBack(page, reason));
    });
  }

  #bringBack(page: RescuedPage, reason: string): void {
    if (page.isDestroyed() || reason === 'clean-exit') {
      return;
    }
    this.#log.error(`[App] The window's page is gone (${reason})`);
    if (page.isPlain()) {
      this.#log.error('[App] The plain page crashed too: the window is closed');
      page.close();
      return;
    }
    const now = this.#clock.monotonicMs();
    this.#reloads = this.#reloads.filter((at) => now - at < WITHIN_MS);
    if (this.#reloads.length >= RELOADS) {
      this.#log.error(
        `[App] The page has ended ${RELOADS + 1} times in ${WITHIN_MS / MINUTE} minutes: showing the plain page`,
      );
      page.loadPlain();
      return;
    }
    this.#reloads = [...this.#reloads, now];
    page.load();
  }
}
