import type { BrowserWindow } from 'electron';
import type { EventName } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** A window that does not answer holds nothing up. */
const PATIENCE_MS = SECOND;

/** Lets the window save what was typed before it goes: it is told, and says when it has done so. */
export class WindowFlush {
  readonly #clock: Clock;
  #waiting: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when all is saved, after a second at the latest. */
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

  /** The window has saved what there was. */
  done(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
