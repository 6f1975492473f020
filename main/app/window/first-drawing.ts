import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** The limit for a window that never reports, for example one closed at once. */
export const LATEST_MS = 3 * SECOND;

/**
 * Postpones work that a start does not need until the window is drawn. On a computer with two cores
 * any other work would delay the window.
 */
export class FirstDrawing {
  readonly #clock: Clock;
  #waiting: (() => void)[] | null = [];
  #cancel = (): void => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Waits for a window being created to report that it is drawn. */
  expect(): void {
    this.#cancel = this.#clock.setTimer(LATEST_MS, () => this.come());
  }

  /**
   * Runs the postponed work, because the window is drawn or none is expected. Later calls do
   * nothing.
   */
  come(): void {
    this.#cancel();
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    waiting.forEach((action) => action());
  }

  /** Runs `action` once the window is drawn, or now if it already is. */
  after(action: () => void): void {
    if (this.#waiting === null) {
      action();
    } else {
      this.#waiting.push(action);
    }
  }

  /** Drops the postponed work, because the app quits. */
  stop(): void {
    this.#waiting = [];
    this.#cancel();
  }
}
