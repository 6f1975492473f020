import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

/** A window that says nothing, as one that was closed at once, is not waited for longer. */
export const LATEST_MS = 3 * SECOND;

/**
 * Keeps what a start can do without until the window is drawn: on a computer with two cores whatever else runs meanwhile
 * is waited for by the agent.
 */
export class FirstDrawing {
  readonly #clock: Clock;
  #waiting: (() => void)[] | null = [];
  #cancel = (): void => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A window is being made: it will say when it is drawn. */
  expect(): void {
    this.#cancel = this.#clock.setTimer(LATEST_MS, () => this.come());
  }

  /** The window is drawn, or there is none to wait for. Only the first time means anything. */
  come(): void {
    this.#cancel();
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    waiting.forEach((action) => action());
  }

  /** Does this once the window is drawn, at once if it is. */
  after(action: () => void): void {
    if (this.#waiting === null) {
      action();
    } else {
      this.#waiting.push(action);
    }
  }

  /** The app ends: what still waits is not done. */
  stop(): void {
    this.#waiting = [];
    this.#cancel();
  }
}
