import type { HeldLogin, Obstacle, SyncHold } from '../../../preload/contract';
import { isHeldLogin } from '../../../preload/contract/sync';
import type { Pause, ScheduleState } from '../ports';
import { NO_LOAD } from './load';
import { REFUSED_WAIT_MS } from './plan';

/** The state of an installation that has never planned anything. */
export const NOTHING_STORED: ScheduleState = {
  nextDueAt: null,
  slotStartedAt: null,
  secondTry: false,
  pause: null,
  blockedBy: null,
  retriedByHand: false,
  load: NO_LOAD,
  loginLimit: false,
  notBefore: null,
};

/** What holds syncing up at a moment; both times in milliseconds since 1970 UTC, `null` for nothing to wait for. */
export interface Holders {
  readonly isStarted: boolean;
  readonly obstacle: Obstacle | null;
  readonly isOffline: boolean;
  /** When the limit of logins lets one through, within the hours. */
  readonly limitedUntil: number | null;
  /** When the hours begin. */
  readonly closedUntil: number | null;
}

/**
 * Returns why a sync by hand may not send the password again; `null` when it may. A login that the portal has not
 * confirmed may be retried once: the password is perhaps right.
 */
export function heldLoginOf({
  blockedBy,
  retriedByHand,
}: Pick<ScheduleState, 'blockedBy' | 'retriedByHand'>): HeldLogin | null {
  const isHeld = isHeldLogin(blockedBy) && (blockedBy !== 'LOGIN_UNCONFIRMED' || retriedByHand);
  return isHeld ? blockedBy : null;
}

/** The most urgent reason why nothing is planned; `null` when there is none. */
export function holdOf(
  { blockedBy, pause }: ScheduleState,
  { isStarted, obstacle, isOffline, limitedUntil, closedUntil }: Holders,
): SyncHold | null {
  if (!isStarted) {
    return { reason: 'no-account' };
  }
  if (obstacle !== null) {
    return { reason: 'obstacle', code: obstacle };
  }
  if (blockedBy !== null) {
    return { reason: 'blocked', code: blockedBy };
  }
  if (isOffline) {
    return { reason: 'offline' };
  }
  if (pause !== null) {
    return { reason: 'paused' };
  }
  if (limitedUntil !== null) {
    return { reason: 'login-limit', until: new Date(limitedUntil).toISOString() };
  }
  return closedUntil === null ? null : { reason: 'hours', until: new Date(closedUntil).toISOString() };
}

/**
 * The state as it can be at this time: a clock set back by days must not mean days of waiting (faults.md, 76). The
 * very same state when nothing is wrong with it.
 */
export function clampedTo(state: ScheduleState, now: number, intervalMs: number): ScheduleState {
  const { nextDueAt, slotStartedAt, notBefore } = state;
  const latest = now + intervalMs;
  const latestRefused = now + REFUSED_WAIT_MS;
  if ((nextDueAt ?? 0) <= latest && (slotStartedAt ?? 0) <= now && (notBefore ?? 0) <= latestRefused) {
    return state;
  }
  return {
    ...state,
    nextDueAt: nextDueAt === null ? null : Math.min(nextDueAt, latest),
    slotStartedAt: slotStartedAt === null ? null : Math.min(slotStartedAt, now),
    notBefore: notBefore === null ? null : Math.min(notBefore, latestRefused),
  };
}

/** What the scheduler announces of itself. */
export interface Plan {
  /** In milliseconds since 1970 UTC; `null` while no sync is planned. */
  readonly nextAt: number | null;
  readonly hold: SyncHold | null;
  readonly pause: Pause | null;
}

/** Compares two plans field by field: each look asks for it. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  return (
    one.nextAt === other.nextAt && one.pause?.until === other.pause?.until && isSameHold(one.hold, other.hold)
  );
}

function isSameHold(one: SyncHold | null, other: SyncHold | null): boolean {
  return one === null || other === null
    ? one === other
    : one.reason === other.reason && detailOf(one) === detailOf(other);
}

/** Returns what a hold says besides its reason. */
function detailOf(hold: SyncHold): string | null {
  if ('until' in hold) {
    return hold.until;
  }
  return 'code' in hold ? hold.code : null;
}
