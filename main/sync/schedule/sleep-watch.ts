import { MINUTE } from '../../base/durations';

/** A look that comes this much later than planned: the computer has slept, whether the system says so or not. */
const SLEPT_MS = MINUTE;
/**
 * After this long of looks that come in time, the word of waking was lost. macOS wakes in the dark for some minutes, and
 * tells of neither; what it does then must not add up to this.
 */
const AWAKE_MS = 10 * MINUTE;
/** After waking the network may take this long (faults.md, 75); coming later, it counts as "online again". */
const NETWORK_AFTER_WAKE_MS = 2 * MINUTE;

/**
 * Knows whether the computer sleeps, by what the system says and by looks that come far too late on the wall clock:
 * not every system tells. Times in milliseconds since 1970 UTC.
 */
export class SleepWatch {
  #asleep = false;
  /** Since when looks have come in time while it was said to sleep; `null` for not. */
  #awakeSince: number | null = null;
  #lookAt: number | null = null;
  #wokeAt: number | null = null;

  /** Between the word of sleep and that of waking. */
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

  /** The next look is to come at `at`; `null` when none will. */
  expectLook(at: number | null): void {
    this.#lookAt = at;
  }

  /** Told of each look; says whether the computer must have woken since the last one. */
  hasWoken(now: number): boolean {
    const isLate = this.#lookAt !== null && now - this.#lookAt > SLEPT_MS;
    if (!this.#asleep) {
      return isLate;
    }
    const since = this.#awakeSince;
    this.#awakeSince = isLate || since === null || since > now ? now : since;
    return now - this.#awakeSince >= AWAKE_MS;
  }

  /** Whether a network that comes now still belongs to waking. */
  hasJustWoken(now: number): boolean {
    return this.#wokeAt !== null && now - this.#wokeAt <= NETWORK_AFTER_WAKE_MS;
  }
}
