import { MINUTE } from '../base/durations';

/** A look that comes this much later than planned: the computer has slept, whether the system says so or not. */
const SLEPT_MS = MINUTE;
/** So many looks while asleep mean that the word of waking was lost. */
const LOOKS_ASLEEP = 4;
/** After waking the network may take this long (faults.md, 75); coming later, it counts as "online again". */
const NETWORK_AFTER_WAKE_MS = 2 * MINUTE;

/**
 * Knows whether the computer sleeps, by what the system says and by looks that come far too late on the wall clock:
 * not every system tells. Times in milliseconds since 1970 UTC.
 */
export class SleepWatch {
  #asleep = false;
  #looksAsleep = 0;
  #lookAt: number | null = null;
  #wokeAt: number | null = null;

  /** Between the word of sleep and that of waking. */
  get isAsleep(): boolean {
    return this.#asleep;
  }

  noteSuspend(): void {
    this.#asleep = true;
    this.#looksAsleep = 0;
  }

  noteResume(now: number): void {
    this.#asleep = false;
    this.#looksAsleep = 0;
    this.#wokeAt = now;
  }

  /** The next look is to come at `at`; `null` when none will. */
  expectLook(at: number | null): void {
    this.#lookAt = at;
  }

  /** Told of each look; says whether the computer must have woken since the last one. */
  hasWoken(now: number): boolean {
    this.#looksAsleep += this.#asleep ? 1 : 0;
    const late = !this.#asleep && this.#lookAt !== null && now - this.#lookAt > SLEPT_MS;
    return late || this.#looksAsleep > LOOKS_ASLEEP;
  }

  /** Whether a network that comes now still belongs to waking. */
  hasJustWoken(now: number): boolean {
    return this.#wokeAt !== null && now - this.#wokeAt <= NETWORK_AFTER_WAKE_MS;
  }
}
