import type { SyncMetrics } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { DAY } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import type { Log } from '../../base/log';
import { guardMemory } from './guard';

/** The daily login limit. The ERP owner's tolerance is unknown, but below 48 (portal.md). */
export const LOGINS_PER_DAY = 12;
/** The time that logins are kept. */
const KEPT_MS = 30 * DAY;

/** The origin of a login: an automatic sync, a sync by hand, or a connection test. */
export type LoginKind = 'automatic' | 'manual' | 'test';

/** One sending of credentials to the portal. */
export interface LoginEntry {
  /** The time by the wall clock, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly kind: LoginKind;
  /** Whether the portal has accepted or refused the credentials. */
  readonly answered: boolean;
}

/** Stores the journal across restarts. If saving fails, the journal continues in memory. */
export interface LoginMemory {
  load(): readonly LoginEntry[];
  save(entries: readonly LoginEntry[]): void;
}

/** Counts the logins of a journal for display. */
export function countLogins(entries: readonly LoginEntry[], now: number): SyncMetrics['logins'] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return {
    today: entries.filter(({ at }) => at >= midnight).length,
    last30Days: entries.filter(({ at }) => at > now - KEPT_MS).length,
  };
}

/**
 * Records all logins of the last 30 days, and limits automatic ones within any 24 hours. Others use
 * up the limit too: the portal's owner sees no difference (portal.md, Cookies and the session).
 */
export class LoginJournal {
  readonly changed = new Emitter<null>();
  readonly #clock: Clock;
  readonly #memory: LoginMemory;
  readonly #perDay: () => number;
  #entries: readonly LoginEntry[];

  constructor(options: {
    readonly clock: Clock;
    readonly memory: LoginMemory;
    readonly perDay?: () => number;
    /** Receives the errors of a memory that throws. */
    readonly log?: Log;
  }) {
    this.#clock = options.clock;
    this.#memory = options.log === undefined ? options.memory : guardMemory(options.memory, [], options.log);
    this.#perDay = options.perDay ?? ((): number => LOGINS_PER_DAY);
    this.#entries = this.#memory.load();
  }

  get counts(): SyncMetrics['logins'] {
    return countLogins(this.#upToNow(), this.#clock.now());
  }

  /** The epoch ms at which the limit allows an automatic login; `null` if it is allowed now. */
  get allowedAt(): number | null {
    // Entries are sorted, oldest first.
    const last = this.#upToNow().at(-this.#perDay());
    return last === undefined || last.at <= this.#clock.now() - DAY ? null : last.at + DAY;
  }

  /**
   * Whether the last credentials sent by a sync were never answered, so the portal may have refused
   * them. Connection tests do not count, since their credentials were typed only for the test.
   */
  get isUnanswered(): boolean {
    return this.#entries.findLast(({ kind }) => kind !== 'test')?.answered === false;
  }

  /** Records credentials before they are sent, so that a crash cannot lose the record. */
  noteSent(kind: LoginKind): void {
    const at = this.#clock.now();
    const kept = this.#upToNow().filter((entry) => entry.at > at - KEPT_MS);
    this.#change([...kept, { at, kind, answered: kind === 'test' }]);
  }

  /** Marks all logins as answered by the portal, or as acknowledged by the agent. */
  noteAnswered(): void {
    if (this.#entries.some(({ answered }) => !answered)) {
      this.#change(this.#entries.map((entry) => ({ ...entry, answered: true })));
    }
  }

  /** Reloads the journal after the memory was erased. */
  reload(): void {
    this.#entries = this.#memory.load();
    this.changed.emit(null);
  }

  /** Returns the entries, with future ones moved to now in case the clock was set back. */
  #upToNow(): readonly LoginEntry[] {
    const now = this.#clock.now();
    if (this.#entries.some(({ at }) => at > now)) {
      this.#entries = this.#entries.map((entry) => ({ ...entry, at: Math.min(entry.at, now) }));
    }
    return this.#entries;
  }

  #change(entries: readonly LoginEntry[]): void {
    this.#entries = entries;
    this.#memory.save(entries);
    this.changed.emit(null);
  }
}
