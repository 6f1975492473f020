import type { AppError, SyncRun } from '../../../preload/contract';
import type { ScheduleState } from '../ports';
import { retryAfter, classifyRetry } from '../run/retry';
import { isForeign } from './foreign-network';
import { loadAfter, intervalUnderLoad } from './load';
import { REFUSED_WAIT_MS, dueAfterFailure, waitAfterOpening, waitAfterStart } from './plan';

export interface EndedRun {
  readonly run: SyncRun;
  /** The time by the wall clock, in milliseconds since 1970 UTC. */
  readonly startedAt: number;
  readonly now: number;
  readonly wasSecondTry: boolean;
  /** The random delay of the first run within the hours, from 0 to 1; `null` for any other run. */
  readonly openingShare: number | null;
  /** The usual export time on this laptop, in milliseconds; `null` before the first. */
  readonly medianExportMs: number | null;
  readonly frequencyMs: number;
  /** Whether this account has ever been synced. */
  readonly hasSynced: boolean;
  readonly installationId: string;
  /** A random number from 0 to 1. */
  readonly random: number;
}

/** Returns the plan after a run, by its outcome and the retry class of its error. */
export function planAfterRun(before: ScheduleState, ended: EndedRun): ScheduleState {
  const { run, startedAt, now, frequencyMs, installationId, openingShare } = ended;
  const load = loadAfter(before.load, run, ended);
  const intervalMs = intervalUnderLoad(frequencyMs, load);
  const waitMs =
    openingShare === null
      ? waitAfterStart(installationId, intervalMs)
      : waitAfterOpening(intervalMs, openingShare);
  const planned = {
    ...before,
    load,
    slotStartedAt: startedAt,
    secondTry: false,
    nextDueAt: startedAt + waitMs,
  };
  if (run.outcome === 'success') {
    return { ...planned, blockedBy: null, retriedByHand: false, loginLimit: false, notBefore: null };
  }
  if (run.outcome === 'interrupted') {
    // Sleep interrupted the run, so it is due again, subject to the rule for waking.
    return { ...planned, nextDueAt: now };
  }
  if (run.outcome === 'cancelled' || run.error === null) {
    return planned;
  }
  const failed = { ...planned, loginLimit: before.loginLimit || run.error.code === 'LOGIN_LIMIT' };
  if (run.error.code === 'PORTAL_REFUSES_ADDRESS') {
    const notBefore = now + REFUSED_WAIT_MS;
    return { ...failed, notBefore, nextDueAt: Math.max(planned.nextDueAt, notBefore) };
  }
  return { ...afterError(before, failed, ended, run.error, { intervalMs, waitMs }), notBefore: null };
}

function afterError(
  before: ScheduleState,
  planned: ScheduleState,
  ended: EndedRun,
  error: AppError,
  waits: { readonly intervalMs: number; readonly waitMs: number },
): ScheduleState {
  switch (classifyRetry(error)) {
    case 'network':
      return isForeign(error, ended.hasSynced) ? planned : { ...planned, blockedBy: error.code };
    case 'ask-agent':
      return { ...planned, blockedBy: error.code };
    case 'next-slot':
    case 'once':
      return { ...planned, ...afterFailure(before, ended, waits) };
    case 'quick':
    case 'wait':
      return planned;
  }
}

function afterFailure(
  before: ScheduleState,
  { run: { error }, startedAt, now, wasSecondTry, random }: EndedRun,
  { intervalMs, waitMs }: { readonly intervalMs: number; readonly waitMs: number },
): Pick<ScheduleState, 'slotStartedAt' | 'secondTry' | 'nextDueAt'> {
  const slot = before.slotStartedAt;
  // A second try keeps the slot, unless the slot is already over.
  const stays = wasSecondTry && slot !== null && slot + waitMs > now;
  const slotStartedAt = stays ? slot : startedAt;
  const { dueAt, secondTry } = dueAfterFailure({
    now,
    nextSlotAt: slotStartedAt + waitMs,
    intervalMs,
    wasSecondTry,
    retryAfter: error === null ? null : retryAfter(error, now),
    random,
  });
  return { slotStartedAt, secondTry, nextDueAt: dueAt };
}
