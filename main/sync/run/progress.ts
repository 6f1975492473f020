import type { SyncProgress, SyncStage } from '../../../preload/contract';
import { SYNC_STAGES } from '../../../preload/contract/sync';

/** The approximate share of each stage in a run. The sum is 1; the portal's speed varies. */
const WEIGHTS: Readonly<Record<SyncStage, number>> = {
  login: 0.15,
  list: 0.1,
  export: 0.35,
  download: 0.05,
  read: 0.3,
  apply: 0.05,
};

/** Returns the done part of a run, from 0 to 1. */
function fractionOf(stage: SyncStage, partDone: number): number {
  const before = SYNC_STAGES.slice(0, SYNC_STAGES.indexOf(stage)).reduce(
    (sum, name) => sum + WEIGHTS[name],
    0,
  );
  return Math.min(1, before + WEIGHTS[stage] * Math.min(1, Math.max(0, partDone)));
}

/** Returns the progress after one more step; the fraction never decreases within an attempt. */
export function advance(
  progress: SyncProgress,
  step: { readonly stage: SyncStage } & Partial<
    Pick<SyncProgress, 'customersRead' | 'customersExpected' | 'bytesReceived'>
  >,
): SyncProgress {
  const next = { ...progress, ...step };
  const expected = next.customersExpected;
  const partDone =
    step.stage === 'read' && expected !== null && expected > 0 ? next.customersRead / expected : 0;
  return { ...next, fraction: Math.max(progress.fraction, fractionOf(step.stage, partDone)) };
}

/** Returns the progress at the start of an attempt: nothing received or read. */
export function startAttempt(progress: SyncProgress, attempt: number): SyncProgress {
  return { ...progress, attempt, stage: 'login', fraction: 0, customersRead: 0, bytesReceived: 0 };
}
