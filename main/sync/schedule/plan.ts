/** When the next sync is due: pure rules. `scheduler.ts` keeps the state and looks at the clock. */
import type { Obstacle } from '../../../preload/contract';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/durations';
import type { RetryAfter } from '../run/retry';

/** The first sync comes this long after the start, so that the window is up before the work begins. */
export const FIRST_SYNC_DELAY_MS = 5 * SECOND;
/** Networks that come and go bring a sync this often at most. */
export const NETWORKS_APART_MS = MINUTE;
/** How often it is looked, at least, whether an obstacle is gone: a locked key store (faults.md, 101), a full disk (54). */
export const OBSTACLE_RETRY_MS: Readonly<Record<Obstacle, number>> = {
  PASSWORD_NEEDED: MINUTE,
  PORTAL_NOT_ALLOWED: HOUR,
  POLICY_BROKEN: HOUR,
  PORTAL_NOT_SECURE: HOUR,
  DISK_FULL: HOUR,
};

/** A day of syncs takes an installation as far from its neighbours as its offset says. */
const RUNS_TO_OFFSET = 20;
/** In the tray, a laptop that wakes or is online again waits up to this, so that not all come at once. */
const LONGEST_RETURN_MS = 10 * MINUTE;
/** The part of the interval over which laptops come when their hours begin. */
const OPENING_SHARE = 2 / 3;
/** The part of a slot in which the second try falls: after a breather, and with time left before the next slot. */
const SECOND_TRY = { from: 0.1, to: 0.8 };
/** A portal that refuses this computer is not asked more often than this: it would only go on refusing. */
export const REFUSED_WAIT_MS = HOUR;
/** A second try so shortly before the next slot would be a third one soon after. */
const SHORTEST_SECOND_TRY_MS = MINUTE;

/**
 * The offset of an installation, in milliseconds from 0 to a third of the interval: always the same for the same id,
 * evenly spread over all ids.
 */
export function phaseOffsetMs(installationId: string, intervalMs: number): number {
  // FNV-1a with a final mix: ids that differ in one digit lie far apart.
  let hash = 0x811c9dc5;
  for (const character of installationId) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return (hash / 2 ** 32) * (intervalMs / 3);
}

/**
 * How long after the start of a run the next one is due, in milliseconds. The interval, less a twentieth of the
 * installation's offset: 29.5 to 30 minutes of 30. So laptops that started at the same moment are spread over a third
 * of the interval within a day, wherever they began, and none keeps step with the clock.
 */
export function waitAfterStart(installationId: string, intervalMs: number): number {
  return Math.round(intervalMs - phaseOffsetMs(installationId, intervalMs) / RUNS_TO_OFFSET);
}

/**
 * How long after the start of the first run within the hours the next one is due, in milliseconds: from two thirds of
 * the interval to all of it, later the later by `share` (from 0 to 1) the first run came. So laptops that began within
 * two thirds of the interval are spread over all of it from then on, and no data get older than the interval.
 */
export function waitAfterOpening(intervalMs: number, share: number): number {
  return Math.round(intervalMs * (OPENING_SHARE + share * (1 - OPENING_SHARE)));
}

/** What is known when a laptop wakes, or is online again, or a pause has ended by itself. */
export interface ReturnFacts {
  readonly now: number;
  readonly intervalMs: number;
  /** The agent is looking at the window. */
  readonly inUse: boolean;
  /** When the data were last brought up to date; `null` for never. */
  readonly lastSuccessAt: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * When a sync that has become due meanwhile is to run: at once for an agent who is waiting or for data older than a
 * day, else after up to 10 minutes (a third of the interval if that is shorter) by chance (faults.md, 30).
 */
export function returnDueAt({ now, intervalMs, inUse, lastSuccessAt, random }: ReturnFacts): number {
  if (inUse || lastSuccessAt === null || now - lastSuccessAt > DAY) {
    return now;
  }
  return now + spreadMs(intervalMs, random);
}

/**
 * When a sync that has become due outside the hours is to run once they begin, which they do for all laptops of the
 * company at the same moment: within two thirds of the interval by chance, whatever the age of the data, so that the
 * portal has less than twice its usual work. An agent who is waiting, or has no data yet, is not kept waiting.
 */
export function openingDueAt({ now, intervalMs, inUse, lastSuccessAt, random }: ReturnFacts): number {
  return inUse || lastSuccessAt === null ? now : Math.round(now + random * OPENING_SHARE * intervalMs);
}

/** Up to 10 minutes by chance, or a third of the interval if that is shorter. */
function spreadMs(intervalMs: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_RETURN_MS, intervalMs / 3));
}

export interface FailureFacts {
  readonly now: number;
  /** When the next slot begins. */
  readonly nextSlotAt: number;
  readonly intervalMs: number;
  /** The failed run was this slot's second try. */
  readonly wasSecondTry: boolean;
  /** What the portal asked for; `null` for nothing. */
  readonly retryAfter: RetryAfter | null;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * What follows a failure that no quick retry can mend (class S): one more try in the same slot at a moment chosen by
 * chance, then the next slot; so no slot has more than two. Retry-After is obeyed, up to the interval; a moment that it
 * names is the same for all laptops, which therefore come within some minutes after it.
 */
export function dueAfterFailure(facts: FailureFacts): {
  readonly dueAt: number;
  readonly secondTry: boolean;
} {
  const { now, nextSlotAt, intervalMs, wasSecondTry, random } = facts;
  const asked = facts.retryAfter === null ? null : now + askedWaitMs(facts.retryAfter, facts);
  if (wasSecondTry) {
    return { dueAt: Math.max(nextSlotAt, asked ?? now), secondTry: false };
  }
  if (asked !== null) {
    return { dueAt: asked, secondTry: asked < nextSlotAt };
  }
  const part = SECOND_TRY.from + random * (SECOND_TRY.to - SECOND_TRY.from);
  const left = nextSlotAt - now;
  // The run took about as long as its slot: the wait is part of the next one.
  return left < SHORTEST_SECOND_TRY_MS
    ? { dueAt: Math.round(now + part * intervalMs), secondTry: false }
    : { dueAt: Math.round(now + part * left), secondTry: true };
}

function askedWaitMs({ waitMs, isMoment }: RetryAfter, { intervalMs, random }: FailureFacts): number {
  return Math.min(waitMs + (isMoment ? spreadMs(intervalMs, random) : 0), intervalMs);
}
