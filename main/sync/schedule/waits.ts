import type { SyncHours } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { isOpen, opensAt } from './hours';

/** Decides when automatic syncs may start: within the hours, and within the login limit. */
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

  isOpenAt(at: number): boolean {
    return isOpen(this.#hours, at);
  }

  /** Returns the first moment at or after `at` within the hours, in milliseconds since 1970 UTC. */
  firstWithinHours(at: number): number {
    return opensAt(this.#hours, at) ?? at;
  }

  /** Returns the opening of the hours, in milliseconds since 1970 UTC; `null` within them. */
  closedUntil(): number | null {
    const at = this.#clock.now();
    // Each check asks several times, and date calculations are slow.
    if (this.#lastClosed.at !== at) {
      this.#lastClosed = { at, until: opensAt(this.#hours, at) };
    }
    return this.#lastClosed.until;
  }

  allowsLogin(): boolean {
    return this.#loginsAllowedAt() === null;
  }

  /** Returns the time at which limit and hours allow a login; `null` without a limit. */
  limitedUntil(isLimited: boolean): number | null {
    const allowedAt = isLimited ? this.#loginsAllowedAt() : null;
    return allowedAt === null ? null : this.firstWithinHours(allowedAt);
  }

  /** Whether automatic syncs wait for the hours or the login limit. */
  isWaiting(isLimited: boolean): boolean {
    return this.limitedUntil(isLimited) !== null || this.closedUntil() !== null;
  }
}
