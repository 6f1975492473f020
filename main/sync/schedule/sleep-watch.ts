import { MINUTE } from '../../base/durations';

/** The delay from which a late check proves sleep, whether the system announced it or not. */
const SLEPT_MS = MINUTE;
/**
 * The time of punctual checks after which a waking event must have been lost. macOS wakes in the
 * dark for some minutes without an event; such minutes must not add up to this time.
 */
const AWAKE_MS = 10 * MINUTE;
/** The time for the network after waking (faults.md, 75). After it, the trigger is `online`. */
const NETWORK_AFTER_WAKE_MS = 2 * MINUTE;

/**
 * Detects whether the computer sleeps, from system events and from checks that come far too late by
 * the wall clock: not every system sends events. Times are in milliseconds since 1970 UTC.
 */
export class SleepWatch {
  #asleep = false;
  /** The start of punctual checks during announced sleep; `null` for none. */
  #awakeSince: number | null = null;
  #lookAt: number | null = null;
  #wokeAt: number | null = null;

  /** Whether the computer has announced sleep but not waking. */
  get isAsleep(): boolean {
    return this.#asleep;
  }

  noteSuspend(): void {
    this.#asleep = true;
    this.#awakeSince = null;
  }

  noteResume(now: number): void {
    this.#asleep = false;
    this.#awakeSince = null;
    this.#wokeAt = now;
  }

  /** Sets the time of the next check; `null` for none. */
  expectLook(at: number | null): void {
    this.#lookAt = at;
  }

  /** Called at each check; returns whether the computer must have woken since the last one. */
  hasWoken(now: number): boolean {
    const isLate = this.#lookAt !== null && now - this.#lookAt > SLEPT_MS;
    if (!this.#asleep) {
      return isLate;
    }
    const since = this.#awakeSince;
    this.#awakeSince = isLate || since === null || since > now ? now : since;
    return now - this.#awakeSince >= AWAKE_MS;
  }

  /** Whether a network that appears now still counts as part of waking. */
  hasJustWoken(now: number): boolean {
    return this.#wokeAt !== null && now - this.#wokeAt <= NETWORK_AFTER_WAKE_MS;
  }
}
