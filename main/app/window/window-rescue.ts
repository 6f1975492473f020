import type { Clock } from '../../base/clock';
import { MINUTE, SECOND } from '../../base/durations';
import type { Log } from '../../base/log';

/** So often a crashed page is loaded again within {@link WITHIN_MS}; then only a plain page is left to show. */
const RELOADS = 3;
const WITHIN_MS = 5 * MINUTE;
/** A page that hangs may come to by itself in this time: a busy computer is no crash. */
const HANGING_MS = 20 * SECOND;

/** The part of Electron's WebContents that a rescue needs. */
export interface RescuedPage {
  /** Calls `listener` when the page's process has ended, with Chromium's reason. */
  onGone(listener: (reason: string) => void): void;
  /** Calls `listener` when the page stops answering (`true`), and when it answers again. */
  onHanging(listener: (isHanging: boolean) => void): void;
  isDestroyed(): boolean;
  /** Whether it is the plain page, in place of the app's. */
  isPlain(): boolean;
  load(): void;
  loadPlain(): void;
  /** Ends the page's process. */
  crash(): void;
  /** Closes the window; the next one is made when it is asked for. */
  close(): void;
}

/**
 * Brings a window's page back that has crashed or hangs (faults.md, 86). All that matters is in main, so loading it again
 * loses nothing but half-typed text. It outlives the windows: a page that crashes each time is not loaded for ever.
 */
export class WindowRescue {
  readonly #clock: Clock;
  readonly #log: Log;
  /** By the monotonic clock. */
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
              `[App] The window has not answered for ${HANGING_MS / SECOND} s: its page is ended`,
            );
            page.crash();
          }
        });
      }
    });
    page.onGone((reason) => {
      cancel();
      // Not within Chromium's own word of the end: its process is still being cleared away.
      this.#clock.setTimer(0, () => this.#bringBack(page, reason));
    });
  }

  #bringBack(page: RescuedPage, reason: string): void {
    if (page.isDestroyed() || reason === 'clean-exit') {
      return;
    }
    this.#log.error(`[App] The window's page is gone (${reason})`);
    if (page.isPlain()) {
      this.#log.error('[App] Not even the plain page stays: the window is closed');
      page.close();
      return;
    }
    const now = this.#clock.monotonicMs();
    this.#reloads = this.#reloads.filter((at) => now - at < WITHIN_MS);
    if (this.#reloads.length >= RELOADS) {
      this.#log.error(
        `[App] It has ended ${RELOADS + 1} times in ${WITHIN_MS / MINUTE} minutes: a plain page says so`,
      );
      page.loadPlain();
      return;
    }
    this.#reloads = [...this.#reloads, now];
    page.load();
  }
}
