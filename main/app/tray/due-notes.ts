import type { NoteCounts } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { localDate } from '../../base/clock';
import { HOUR } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import type { SyncSession } from '../session/sync-session';

const NONE: NoteCounts = { due: 0, 'due-week': 0, dated: 0, noted: 0, starred: 0 };

/**
 * Counts the customers to call back after each change and for a new day. Checks the day hourly and
 * on each `look`, because timers stop while the computer sleeps.
 */
export class DueNotes {
  /** Emits the counts when a note was saved or a number has changed. */
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

  follow(session: SyncSession): void {
    for (const stop of this.#stopFollowing) {
      stop();
    }
    this.#session = session;
    const { customers } = session;
    this.#stopFollowing = [
      // The list shows each note, so a change matters even if the number of due notes stays.
      customers.notesChanged.on(() => void this.#count(true)),
      customers.stateChanged.on(() => void this.#count()),
    ];
    void this.#count();
  }

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

  async #count(mustEmit = false): Promise<void> {
    const session = this.#session;
    if (session === null) {
      return;
    }
    this.#countedOn = localDate(this.#clock.now());
    const counted = await session.customers.countNotes();
    // Another session may have begun by now. A failed count is repeated on the next occasion.
    if (!counted.ok || session !== this.#session) {
      return;
    }
    const { due, noted } = this.#counts;
    this.#counts = counted.value;
    if (mustEmit || due !== counted.value.due || noted !== counted.value.noted) {
      this.changed.emit(counted.value);
    }
  }
}
