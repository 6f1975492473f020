import type { SyncTrigger } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { SECOND } from '../base/durations';

/** The first sync comes this long after the start, so that the window is up before the work begins. */
export const FIRST_SYNC_DELAY_MS = 5 * SECOND;
/** Timers are late or lost over sleep (faults.md, Node timers and sleep): the wall clock is looked at this often. */
const LOOK_EVERY_MS = 30 * SECOND;

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly frequencyMs: number;
  /** Called when a sync is due; says by its trigger why. */
  readonly onDue: (trigger: Extract<SyncTrigger, 'startup' | 'schedule'>) => void;
  readonly onPlanChanged: () => void;
}

/**
 * Says when to sync: 5 s after the start, then every `frequencyMs` counted from the start of the last run, whoever
 * started it. The truth is the wall-clock time `nextAt`; timers only remind it to look.
 */
export class SyncScheduler {
  readonly #options: SchedulerOptions;
  #frequencyMs: number;
  #nextAt: number | null = null;
  #lastStartAt: number | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#frequencyMs = options.frequencyMs;
  }

  /** When the next automatic sync is due, in milliseconds since 1970 UTC; `null` while stopped. */
  get nextAt(): number | null {
    return this.#nextAt;
  }

  /** Plans the first sync. Starting twice changes nothing. */
  start(): void {
    if (this.#nextAt === null) {
      this.#plan(this.#options.clock.now() + FIRST_SYNC_DELAY_MS);
    }
  }

  /** Plans nothing any more and leaves no timer behind. */
  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#nextAt = null;
    this.#lastStartAt = null;
  }

  /** A run has started, by itself or by hand: the next one is due one interval later. */
  noteRunStarted(): void {
    this.#lastStartAt = this.#options.clock.now();
    if (this.#nextAt !== null) {
      this.#plan(this.#lastStartAt + this.#frequencyMs);
    }
  }

  /** Applies a new interval at once; a sync runs at once only if it is already due under it. */
  setFrequency(frequencyMs: number): void {
    if (frequencyMs === this.#frequencyMs) {
      return;
    }
    this.#frequencyMs = frequencyMs;
    if (this.#nextAt !== null && this.#lastStartAt !== null) {
      this.#plan(this.#lastStartAt + frequencyMs);
    }
  }

  /** Looks at the clock now, as after the computer has slept. */
  look(): void {
    if (this.#nextAt === null) {
      return;
    }
    const now = this.#options.clock.now();
    if (now < this.#nextAt) {
      // A clock set back must not mean a year's wait (faults.md, 76).
      const latest = now + this.#frequencyMs;
      this.#plan(Math.min(this.#nextAt, latest));
      return;
    }
    const trigger = this.#lastStartAt === null ? 'startup' : 'schedule';
    this.#lastStartAt = now;
    this.#plan(now + this.#frequencyMs);
    this.#options.onDue(trigger);
  }

  #plan(nextAt: number): void {
    const changed = nextAt !== this.#nextAt;
    this.#nextAt = nextAt;
    this.#cancelTimer?.();
    const waitMs = Math.max(0, Math.min(LOOK_EVERY_MS, nextAt - this.#options.clock.now()));
    this.#cancelTimer = this.#options.clock.setTimer(waitMs, () => this.look());
    if (changed) {
      this.#options.onPlanChanged();
    }
  }
}
