import type { SyncHours } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { isOpen, opensAt } from './hours';

/** Knows when syncs may start by themselves: within the hours, and as the limit of logins allows. */
export class Waits {
  readonly #clock: Clock;
  readonly #loginsAllowedAt: () => number | null;
  #hours: SyncHours;
  #lastClosed: { readonly at: number; readonly until: number | null } = { at: NaN, until: null };

  constructor(clock: Clock, hours: SyncHours, loginsAllowedAt: () => number | null) {
    this.#clock = clock;
    this.#hours = hours;
    this.#loginsAllowedAt = loginsAllowedAt;
  }

  setHours(hours: SyncHours): void {
    this.#hours = hours;
    this.#lastClosed = { at: NaN, until: null };
  }

  /** Whether syncs may start by themselves at this moment. */
  isOpenAt(at: number): boolean {
    return isOpen(this.#hours, at);
  }

  /** Returns the first moment from `at` on that is within the hours, in milliseconds since 1970 UTC. */
  firstWithin(at: number): number {
    return opensAt(this.#hours, at) ?? at;
  }

  /** Returns when the hours begin, in milliseconds since 1970 UTC; `null` within them. */
  closedUntil(): number | null {
    const at = this.#clock.now();
    // Each look asks several times, and the calendar is slow to answer.
    if (this.#lastClosed.at !== at) {
      this.#lastClosed = { at, until: opensAt(this.#hours, at) };
    }
    return this.#lastClosed.until;
  }

  /** Whether the limit of logins lets one through now. */
  allowsLogin(): boolean {
    return this.#loginsAllowedAt() === null;
  }

  /** Returns when the limit lets a login through and the hours allow it; `null` when no sync waits for that. */
  limitedUntil(isLimited: boolean): number | null {
    const allowedAt = isLimited ? this.#loginsAllowedAt() : null;
    return allowedAt === null ? null : this.firstWithin(allowedAt);
  }

  /** Whether syncs that start by themselves wait for the hours or for the limit. */
  isWaiting(isLimited: boolean): boolean {
    return this.limitedUntil(isLimited) !== null || this.closedUntil() !== null;
  }
}
