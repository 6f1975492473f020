import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** The limit for a window that never reports, for example one closed at once. */
export const FIRST_PAINT_LIMIT_MS = 3 * SECOND;

/** Postpones work until the window is drawn; on two cores the work would slow the drawing. */
export class FirstPaint {
  readonly #clock: Clock;
  #waiting: (() => void)[] | null = [];
  #cancel = (): void => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Limits the wait for a new window to report that it is drawn. */
  expect(): void {
    this.#cancel = this.#clock.setTimer(FIRST_PAINT_LIMIT_MS, () => this.notifyPainted());
  }

  /** Runs the postponed work: the window is drawn, or no window is expected. Repeats do nothing. */
  notifyPainted(): void {
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
