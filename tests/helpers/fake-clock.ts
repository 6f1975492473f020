import type { Clock } from '../../main/base/clock';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that only moves on command. Its wall clock can also be set alone. */
export class FakeClock implements Clock {
  #wall = Date.UTC(2026, 10, 23, 8, 0, 0);
  #monotonic = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#wall;
  }

  monotonicMs(): number {
    return this.#monotonic;
  }

  setTimer(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#monotonic + delayMs, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Advances the time, and fires timers in order. Code that waits for one runs before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) {
        break;
      }
      this.#timers.delete(next);
      this.#wall += next.at - this.#monotonic;
      this.#monotonic = next.at;
      next.callback();
      await settle();
    }
    this.#wall += end - this.#monotonic;
    this.#monotonic = end;
    await settle();
  }

  /** Sets the wall clock as sleep or a correction does; no time passes and no timer fires. */
  setWall(ms: number): void {
    this.#wall = ms;
  }
}

/** Runs all promise callbacks that are ready. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}
