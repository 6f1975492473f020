import type { NoteCounts } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { localDate } from '../../base/clock';
import { HOUR } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import type { SyncSession } from '../session/sync-session';

const NONE: NoteCounts = { due: 0, 'due-week': 0, dated: 0, noted: 0, starred: 0 };

/**
 * How many customers are to be come back to, kept true while notes are written, customers come and the days go by.
 * The day is looked at every hour, as timers sleep with the computer, and whenever `look` is called.
 */
export class DueNotes {
  /** A note was saved, or there is another number. */
  readonly changed = new Emitter<NoteCounts>();
  readonly #clock: Clock;
  #counts = NONE;
  #countedOn = '';
  #session: SyncSession | null = null;
  #stopFollowing: readonly (() => void)[] = [];
  #cancel = (): void => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lookLater();
  }

  get counts(): NoteCounts {
    return this.#counts;
  }

  /** From now on counts the notes of this session. */
  follow(session: SyncSession): void {
    for (const stop of this.#stopFollowing) {
      stop();
    }
    this.#session = session;
    const { customers } = session;
    this.#stopFollowing = [
      // A note may have changed that changes no number: the list shows it.
      customers.notesChanged.on(() => void this.#count(true)),
      customers.stateChanged.on(() => void this.#count()),
    ];
    void this.#count();
  }

  /** Counts again if the day is another. */
  look(): void {
    if (localDate(this.#clock.now()) !== this.#countedOn) {
      void this.#count();
    }
  }

  stop(): void {
    this.#cancel();
    for (const stop of this.#stopFollowing) {
      stop();
    }
    this.#stopFollowing = [];
    this.#session = null;
  }

  #lookLater(): void {
    this.#cancel = this.#clock.setTimer(HOUR, () => {
      this.look();
      this.#lookLater();
    });
  }

  async #count(isToldAnyway = false): Promise<void> {
    const session = this.#session;
    if (session === null) {
      return;
    }
    this.#countedOn = localDate(this.#clock.now());
    const counted = await session.customers.countNotes();
    // Another account may have come meanwhile; what cannot be counted now is counted at the next occasion.
    if (!counted.ok || session !== this.#session) {
      return;
    }
    const { due, noted } = this.#counts;
    this.#counts = counted.value;
    if (isToldAnyway || due !== counted.value.due || noted !== counted.value.noted) {
      this.changed.emit(counted.value);
    }
  }
}
