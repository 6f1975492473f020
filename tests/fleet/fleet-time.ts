import type { Clock } from '../../main/base/clock';
import { RETRY_DELAYS_MS } from '../../main/sync/run/retry';
import { settle } from '../helpers/fake-clock';

interface Event {
  readonly at: number;
  readonly order: number;
  /** Whether code waits for this event; most events only run their callback. */
  readonly resumesCode: boolean;
  readonly callback: () => void;
  cancelled: boolean;
}

/** Simulates one clock for a whole fleet; a heap orders the hundreds of thousands of events. */
export class FleetTime implements Clock {
  readonly #heap: Event[] = [];
  #now: number;
  #orders = 0;
  #mustSettle = false;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  monotonicMs(): number {
    return this.#now;
  }

  setTimer(delayMs: number, callback: () => void): () => void {
    // Code waits for the end of a delay between two attempts.
    return this.#add(delayMs, callback, RETRY_DELAYS_MS.includes(delayMs));
  }

  /** Works as {@link setTimer}, for events for which code waits. */
  after(delayMs: number, callback: () => void): () => void {
    return this.#add(delayMs, callback, true);
  }

  /** Must be called by code that resolves or requests a promise outside {@link after}. */
  noteProgress(): void {
    this.#mustSettle = true;
  }

  /** Advances the time to `end`, in milliseconds since 1970 UTC. */
  async runUntil(end: number): Promise<void> {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      if (next.cancelled) {
        continue;
      }
      this.#now = next.at;
      next.callback();
      if (next.resumesCode || this.#mustSettle) {
        this.#mustSettle = false;
        await settle();
      }
    }
    this.#now = end;
  }

  #add(delayMs: number, callback: () => void, resumesCode: boolean): () => void {
    this.#orders += 1;
    const at = this.#now + Math.max(0, delayMs);
    const event = { at, order: this.#orders, resumesCode, callback, cancelled: false };
    this.#push(event);
    return () => {
      event.cancelled = true;
    };
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push(event);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(event, above)) {
        break;
      }
      heap[place] = above;
      place = parent;
    }
    heap[place] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) {
      return;
    }
    let place = 0;
    for (;;) {
      const left = heap[2 * place + 1];
      const right = heap[2 * place + 2];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, last)) {
        break;
      }
      heap[place] = child;
      place = 2 * place + (isRight ? 2 : 1);
    }
    heap[place] = last;
  }
}

function isBefore(left: Event, right: Event): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}
