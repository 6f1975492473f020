import type { HeldLogin, Obstacle, SyncHold } from '../../../preload/contract';
import { isHeldLogin } from '../../../preload/contract/sync';
import type { Pause, ScheduleState } from '../ports';
import { NO_LOAD } from './load';
import { REFUSED_WAIT_MS } from './plan';

export const INITIAL_STATE: ScheduleState = {
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

/** The current conditions that hold syncing up; times in milliseconds since 1970 UTC, or `null`. */
export interface HoldConditions {
  readonly isStarted: boolean;
  readonly obstacle: Obstacle | null;
  readonly isOffline: boolean;
  /** The first time within the sync hours at which the login limit allows a login. */
  readonly limitedUntil: number | null;
  /** The next opening of the hours. */
  readonly closedUntil: number | null;
}

/**
 * Returns the reason why a sync by hand may not send the password again, or `null`. An unconfirmed
 * login may be retried once, since the password may be right.
 */
export function findHeldLogin({
  blockedBy,
  retriedByHand,
}: Pick<ScheduleState, 'blockedBy' | 'retriedByHand'>): HeldLogin | null {
  const isHeld = isHeldLogin(blockedBy) && (blockedBy !== 'LOGIN_UNCONFIRMED' || retriedByHand);
  return isHeld ? blockedBy : null;
}

/** Returns the most urgent reason why nothing is planned, or `null`. */
export function computeHold(
  { blockedBy, pause }: ScheduleState,
  { isStarted, obstacle, isOffline, limitedUntil, closedUntil }: HoldConditions,
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
 * Returns the state limited to times possible now: a clock set back must not cause days of waiting
 * (faults.md, 76). Returns the same object if nothing changes.
 */
export function clampState(state: ScheduleState, now: number, intervalMs: number): ScheduleState {
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

export interface Plan {
  /** The next due time in milliseconds since 1970 UTC; `null` while no sync is planned. */
  readonly nextAt: number | null;
  readonly hold: SyncHold | null;
  readonly pause: Pause | null;
}

/** Whether two plans are equal. Comparing single fields is fast, and every check calls this. */
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

function detailOf(hold: SyncHold): string | null {
  if ('until' in hold) {
    return hold.until;
  }
  return 'code' in hold ? hold.code : null;
}
