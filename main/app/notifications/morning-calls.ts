import type { NoteCounts, SyncHours } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { localDate } from '../../base/clock';
import { HOUR } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import { isOpen, opensAt } from '../../sync/schedule/hours';

/** The hours for an agent who has set no working hours. */
const ANY_MORNING: SyncHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:30', to: '23:59' };

export interface MorningCallsParts {
  readonly clock: Clock;
  readonly hours: () => SyncHours;
  /** Returns the current numbers, or `null` while they are unavailable. */
  readonly count: () => Promise<Pick<NoteCounts, 'due'> | null>;
  /** The last checked day, stored for the next start: `yyyy-mm-dd`, `null` for none. */
  readonly lookedOn: () => string | null;
  readonly noteLookedOn: (day: string) => void;
}

/**
 * Finds the day's calls once a day, at the first moment within the working hours. Calls that become
 * due later need no notice, because the agent set them that day. Timers stop while the computer
 * sleeps, so other events also call `look`.
 */
export class MorningCalls {
  /** Emits the number of customers due on this morning, never 0. */
  readonly found = new Emitter<number>();
  readonly #parts: MorningCallsParts;
  /** The day of the current or last check. It is not checked again, even if storing it failed. */
  #day: string | null = null;
  #cancel = (): void => undefined;

  constructor(parts: MorningCallsParts) {
    this.#parts = parts;
  }

  look(): void {
    this.#lookLater();
    const { clock, lookedOn } = this.#parts;
    const now = clock.now();
    const day = localDate(now);
    if (isOpen(this.#hours(), now) && day !== lookedOn() && day !== this.#day) {
      this.#day = day;
      void this.#count(day);
    }
  }

  stop(): void {
    this.#cancel();
  }

  async #count(day: string): Promise<void> {
    const counts = await this.#parts.count();
    if (counts === null) {
      // The next call of look() tries again.
      this.#day = null;
      return;
    }
    this.#parts.noteLookedOn(day);
    if (counts.due > 0) {
      this.found.emit(counts.due);
    }
  }

  #hours(): SyncHours {
    const hours = this.#parts.hours();
    return hours === 'always' ? ANY_MORNING : hours;
  }

  #lookLater(): void {
    const { clock } = this.#parts;
    const now = clock.now();
    const opening = opensAt(this.#hours(), now);
    this.#cancel();
    this.#cancel = clock.setTimer(opening === null ? HOUR : Math.min(HOUR, opening - now), () => this.look());
  }
}
