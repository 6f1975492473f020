import type { BrowserWindow } from 'electron';
import type { EventName } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** The limit for a window that does not answer. */
const PATIENCE_MS = SECOND;

/** Asks the window to save typed text before it closes, and waits for its answer. */
export class WindowFlush {
  readonly #clock: Clock;
  #waiting: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when all text is saved, after one second at the latest. */
  ask(window: BrowserWindow | null): Promise<void> {
    if (
      window === null ||
      window.isDestroyed() ||
      window.webContents.isCrashed() ||
      window.webContents.isLoading()
    ) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const cancel = this.#clock.setTimer(PATIENCE_MS, () => this.done());
      this.#waiting = () => {
        cancel();
        resolve();
      };
      window.webContents.send('archibald:event', 'window:leaving' satisfies EventName, null);
    });
  }

  done(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
