import type { SyncHold } from '../../preload/contract';
import { NO_LOAD } from './load';
import type { Obstacle, ScheduleState } from './ports';

/** The state of an installation that has never planned anything. */
export const NOTHING_STORED: ScheduleState = {
  nextDueAt: null,
  slotStartedAt: null,
  secondTry: false,
  pause: null,
  blockedBy: null,
  load: NO_LOAD,
};

/** The most urgent reason why nothing is planned; `null` when there is none. */
export function holdOf(
  { blockedBy, pause }: ScheduleState,
  obstacle: Obstacle | null,
  isOffline: boolean,
): SyncHold | null {
  if (obstacle !== null) {
    return { reason: obstacle };
  }
  if (blockedBy !== null) {
    return { reason: 'blocked', code: blockedBy };
  }
  if (isOffline) {
    return { reason: 'offline' };
  }
  return pause === null ? null : { reason: 'paused' };
}

/**
 * The state as it can be at this time: a clock set back by days must not mean days of waiting (faults.md, 76). The
 * very same state when nothing is wrong with it.
 */
export function clampedTo(state: ScheduleState, now: number, intervalMs: number): ScheduleState {
  const { nextDueAt, slotStartedAt } = state;
  const latest = now + intervalMs;
  if ((nextDueAt ?? 0) <= latest && (slotStartedAt ?? 0) <= now) {
    return state;
  }
  return {
    ...state,
    nextDueAt: nextDueAt === null ? null : Math.min(nextDueAt, latest),
    slotStartedAt: slotStartedAt === null ? null : Math.min(slotStartedAt, now),
  };
}
