/** Pure rules for the next due time. `scheduler.ts` keeps the state and checks the clock. */
import type { Obstacle } from '../../../preload/contract';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/durations';
import type { RetryAfter } from '../run/retry';

/** The wait after the app's start, so that the window is visible before the work begins. */
export const FIRST_SYNC_DELAY_MS = 5 * SECOND;
/** The shortest time between syncs caused by changing networks. */
export const NETWORKS_APART_MS = MINUTE;
/** The longest time between checks of an obstacle, such as a locked key store (faults.md, 101). */
export const OBSTACLE_RETRY_MS: Readonly<Record<Obstacle, number>> = {
  PASSWORD_NEEDED: MINUTE,
  PORTAL_NOT_ALLOWED: HOUR,
  POLICY_BROKEN: HOUR,
  PORTAL_NOT_SECURE: HOUR,
  DISK_FULL: HOUR,
};

/** The number of runs (about a day) after which an installation has shifted by its full offset. */
const RUNS_TO_OFFSET = 20;
/** The longest random wait in the tray after waking or going online, to spread the laptops. */
const LONGEST_RETURN_MS = 10 * MINUTE;
/** The part of the interval over which syncs are spread when the hours begin. */
const OPENING_SHARE = 2 / 3;
/** The part of a slot's remaining time before its second try. Some time is left after the try. */
const SECOND_TRY = { from: 0.1, to: 0.8 };
/** The wait after the portal refused this computer; an earlier sync would only be refused again. */
export const REFUSED_WAIT_MS = HOUR;
/** The least time left in a slot for a second try; a later one would fall into the next slot. */
const SHORTEST_SECOND_TRY_MS = MINUTE;

/**
 * Returns the offset of an installation, in milliseconds from 0 to a third of the interval. It is
 * constant per id and evenly distributed over all ids.
 */
export function phaseOffsetMs(installationId: string, intervalMs: number): number {
  // FNV-1a with a final mix: similar ids get distant offsets.
  let hash = 0x811c9dc5;
  for (const character of installationId) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return (hash / 2 ** 32) * (intervalMs / 3);
}

/**
 * Returns the wait from the start of a run until the next one, in milliseconds. It is the interval
 * less 1/20 of the installation's offset: for 30 minutes, 29.5 to 30. Within a day, laptops that
 * started together are spread over a third of the interval.
 */
export function waitAfterStart(installationId: string, intervalMs: number): number {
  return Math.round(intervalMs - phaseOffsetMs(installationId, intervalMs) / RUNS_TO_OFFSET);
}

/**
 * Returns the wait from the start of the first run within the hours until the next one, in
 * milliseconds. It grows from ⅔ of the interval to all of it with `share` (0 to 1), the first run's
 * delay. This spreads the laptops over all of the interval, and no data get older than the
 * interval.
 */
export function waitAfterOpening(intervalMs: number, share: number): number {
  return Math.round(intervalMs * (OPENING_SHARE + share * (1 - OPENING_SHARE)));
}

/** The facts known when a laptop wakes up, is online again, or reaches the end of a pause. */
export interface ReturnFacts {
  readonly now: number;
  readonly intervalMs: number;
  /** Whether the agent is looking at the window. */
  readonly inUse: boolean;
  /** The time of the last successful sync; `null` for never. */
  readonly lastSuccessAt: number | null;
  /** A random number from 0 to 1. */
  readonly random: number;
}

/**
 * Returns the start time of a sync that became due while the laptop slept, was offline or paused.
 * It starts at once if the agent is looking at the window or the data are older than a day.
 * Otherwise it waits a random time, at most 10 minutes and ⅓ of the interval (faults.md, 30).
 */
export function returnDueAt({ now, intervalMs, inUse, lastSuccessAt, random }: ReturnFacts): number {
  if (inUse || lastSuccessAt === null || now - lastSuccessAt > DAY) {
    return now;
  }
  return now + spreadMs(intervalMs, random);
}

/**
 * Returns the start time of a sync that became due outside the hours. The hours begin for all of
 * the company's laptops at once. Syncs are therefore spread over ⅔ of the interval, even if data
 * are old. The portal then has less than twice its usual load. A sync starts at once if the agent
 * is looking at the window or there are no data yet.
 */
export function openingDueAt({ now, intervalMs, inUse, lastSuccessAt, random }: ReturnFacts): number {
  return inUse || lastSuccessAt === null ? now : Math.round(now + random * OPENING_SHARE * intervalMs);
}

/** Returns a random wait up to 10 minutes, or a third of the interval if that is shorter. */
function spreadMs(intervalMs: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_RETURN_MS, intervalMs / 3));
}

export interface FailureFacts {
  readonly now: number;
  readonly nextSlotAt: number;
  readonly intervalMs: number;
  readonly wasSecondTry: boolean;
  /** The portal's requested wait; `null` for none. */
  readonly retryAfter: RetryAfter | null;
  /** A random number from 0 to 1. */
  readonly random: number;
}

/**
 * Returns the due time after a failure that quick retries cannot fix (class S): one more try at a
 * random moment of the same slot, then the next slot. Retry-After is obeyed up to the interval. A
 * date in the header is the same for all laptops, so they are spread over the minutes after it.
 */
export function dueAfterFailure(facts: FailureFacts): {
  readonly dueAt: number;
  readonly secondTry: boolean;
} {
  const { now, nextSlotAt, intervalMs, wasSecondTry, random } = facts;
  const asked = facts.retryAfter === null ? null : now + requestedWaitMs(facts.retryAfter, facts);
  if (wasSecondTry) {
    return { dueAt: Math.max(nextSlotAt, asked ?? now), secondTry: false };
  }
  if (asked !== null) {
    return { dueAt: asked, secondTry: asked < nextSlotAt };
  }
  const part = SECOND_TRY.from + random * (SECOND_TRY.to - SECOND_TRY.from);
  const left = nextSlotAt - now;
  // If the run took about as long as its slot, the next attempt falls into the next slot.
  return left < SHORTEST_SECOND_TRY_MS
    ? { dueAt: Math.round(now + part * intervalMs), secondTry: false }
    : { dueAt: Math.round(now + part * left), secondTry: true };
}

function requestedWaitMs({ waitMs, isMoment }: RetryAfter, { intervalMs, random }: FailureFacts): number {
  return Math.min(waitMs + (isMoment ? spreadMs(intervalMs, random) : 0), intervalMs);
}
