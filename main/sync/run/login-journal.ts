import type { SyncMetrics } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { DAY } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import type { Log } from '../../base/log';
import { guardMemory } from './guard';

/** What the ERP's owner tolerates without blocking an address is not known; 48 a day were too many (portal.md). */
export const LOGINS_PER_DAY = 12;
/** How long logins are remembered. */
const KEPT_MS = 30 * DAY;

/** Who asked for a login: a sync that started by itself, a sync by hand, or a test of the connection. */
export type LoginKind = 'automatic' | 'manual' | 'test';

/** Credentials that were sent to the portal. */
export interface LoginEntry {
  /** By the wall clock, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly kind: LoginKind;
  /** The portal has taken or refused them. */
  readonly answered: boolean;
}

/** Keeps the journal over restarts. Saving may fail; the guard then goes on with what it has in memory. */
export interface LoginMemory {
  load(): readonly LoginEntry[];
  save(entries: readonly LoginEntry[]): void;
}

/** The logins counted in a journal, as they are shown. */
export function countLogins(entries: readonly LoginEntry[], now: number): SyncMetrics['logins'] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return {
    today: entries.filter(({ at }) => at >= midnight).length,
    last30Days: entries.filter(({ at }) => at > now - KEPT_MS).length,
  };
}

/**
 * Every login of the last 30 days, whoever asked for it, and the guard that rests on them: automatic ones stop at a
 * limit in any 24 hours. It counts those by hand and tests too, since the portal's owner sees no difference
 * (portal.md, Cookies and the session).
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
    /** Told of a memory that throws. */
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

  /** When the limit lets the next automatic login through, milliseconds since 1970 UTC; `null` when it does now. */
  get allowedAt(): number | null {
    // The oldest comes first.
    const last = this.#upToNow().at(-this.#perDay());
    return last === undefined || last.at <= this.#clock.now() - DAY ? null : last.at + DAY;
  }

  /**
   * Whether the last credentials that a sync sent were never answered: the portal may have refused them. A test's do not
   * count, they were typed for it alone.
   */
  get isUnanswered(): boolean {
    return this.#entries.findLast(({ kind }) => kind !== 'test')?.answered === false;
  }

  /** Credentials are about to leave. Written before they do: a crash must not undo it. */
  noteSent(kind: LoginKind): void {
    const at = this.#clock.now();
    const kept = this.#upToNow().filter((entry) => entry.at > at - KEPT_MS);
    this.#change([...kept, { at, kind, answered: kind === 'test' }]);
  }

  /** The portal has answered, or the agent has taken note that it did not. */
  noteAnswered(): void {
    if (this.#entries.some(({ answered }) => !answered)) {
      this.#change(this.#entries.map((entry) => ({ ...entry, answered: true })));
    }
  }

  /** Begins anew with what the memory holds: it was erased. */
  reload(): void {
    this.#entries = this.#memory.load();
    this.changed.emit(null);
  }

  /** A clock that was set back leaves logins in the future: they count from now on and are not waited for. */
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
