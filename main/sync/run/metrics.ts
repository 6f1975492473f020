import type { SyncHealth, SyncMetrics, SyncRun } from '../../../preload/contract';
import { METRICS_WINDOW_RUNS } from '../../../preload/contract/sync';
import type { ForeignStay } from '../schedule/foreign-network';
import { asksAgent, isForeign, stayAfter } from '../schedule/foreign-network';
import { singleExportMs } from '../schedule/load';
import { classifyRetry } from './retry';

/** The number of failed runs in a row after which the agent is notified. */
export const ALERT_FAILURES = 3;

/** The fields of a successful or failed run that rates and durations need. */
interface CountedRun {
  readonly success: boolean;
  readonly durationMs: number;
  /** `null` after several attempts, because only the sum of their times is stored. */
  readonly exportMs: number | null;
  readonly processed: number;
  readonly unchanged: number;
}

/** The totals carried from run to run, so that the metrics need no list of a year's runs. */
export interface MetricsState {
  readonly lastResult: SyncRun | null;
  readonly lastSuccessTime: string | null;
  readonly totalSyncs: number;
  /** The number of failed automatic runs in a row; any success resets it. */
  readonly consecutiveFailures: number;
  readonly health: SyncHealth;
  /** The current series of runs answered by another network than the portal's, or `null`. */
  readonly foreign: ForeignStay | null;
  /** The last {@link METRICS_WINDOW_RUNS} runs that succeeded or failed. */
  readonly counted: readonly CountedRun[];
  readonly medianExportMs: number | null;
  /** The portal's list filter at the last success; `null` for none. */
  readonly listFilter: string | null;
}

const NO_METRICS: MetricsState = {
  lastResult: null,
  lastSuccessTime: null,
  totalSyncs: 0,
  consecutiveFailures: 0,
  health: 'unknown',
  foreign: null,
  counted: [],
  medianExportMs: null,
  listFilter: null,
};

/** Returns the state after one more run. Runs must be added in the order of their numbers. */
export function addRun(state: MetricsState, run: SyncRun): MetricsState {
  return withMedian(fold(state, run));
}

/** Computes the state from all stored runs, newest first as the cache lists them. */
export function computeMetrics(newestFirst: readonly SyncRun[]): MetricsState {
  return withMedian(newestFirst.reduceRight(fold, NO_METRICS));
}

/** Returns the stored state for the app's start: health is unknown until a sync has run. */
export function afterRestart(state: MetricsState): MetricsState {
  return { ...state, health: 'unknown' };
}

/** Returns the metrics for display, together with the login counts. */
export function summarise(state: MetricsState, logins: SyncMetrics['logins']): SyncMetrics {
  const { lastResult, lastSuccessTime, totalSyncs, consecutiveFailures, health, counted } = state;
  const successes = counted.filter(({ success }) => success);
  const durations = successes.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const processed = sum(successes.map((run) => run.processed));
  return {
    logins,
    lastSyncTime: lastResult?.endedAt ?? null,
    lastSuccessTime,
    lastResult,
    totalSyncs,
    consecutiveFailures,
    averageDuration: durations.length === 0 ? null : Math.round(sum(durations) / durations.length),
    medianDuration: medianOf(durations),
    p95Duration: percentileOf(durations, 0.95),
    errorRate: counted.length === 0 ? 0 : (counted.length - successes.length) / counted.length,
    unchangedShare: processed === 0 ? null : sum(successes.map((run) => run.unchanged)) / processed,
    health,
  };
}

function fold(state: MetricsState, run: SyncRun): MetricsState {
  const success = run.outcome === 'success';
  const hasSynced = state.lastSuccessTime !== null;
  const foreign = stayAfter(state.foreign, run, hasSynced);
  const isFromOtherNetwork = isForeign(run.error, hasSynced);
  const isTemporary = isFromOtherNetwork && foreign?.lasts === false;
  // An unmet condition (class W) or a network other than the portal's is not a failure.
  const failed =
    run.outcome === 'failed' && !isTemporary && (run.error === null || classifyRetry(run.error) !== 'wait');
  const further = failed && run.trigger !== 'manual' ? 1 : 0;
  const consecutiveFailures = success ? 0 : state.consecutiveFailures + further;
  return {
    lastResult: run,
    lastSuccessTime: success ? run.endedAt : state.lastSuccessTime,
    totalSyncs: state.totalSyncs + 1,
    consecutiveFailures,
    health: isFromOtherNetwork
      ? isTemporary
        ? 'foreign-network'
        : 'blocked'
      : success || failed
        ? healthAfter(run, consecutiveFailures, hasSynced)
        : state.health,
    foreign,
    counted: success || failed ? [...state.counted, counts(run)].slice(-METRICS_WINDOW_RUNS) : state.counted,
    medianExportMs: state.medianExportMs,
    listFilter: success ? (run.reading?.filter ?? null) : state.listFilter,
  };
}

function withMedian(state: MetricsState): MetricsState {
  const exports = state.counted.flatMap(({ success, exportMs }) =>
    success && exportMs !== null ? [exportMs] : [],
  );
  return { ...state, medianExportMs: medianOf(exports.sort((a, b) => a - b)) };
}

function counts(run: SyncRun): CountedRun {
  const { processed, unchanged } = run.counts;
  return {
    success: run.outcome === 'success',
    durationMs: run.durationMs,
    exportMs: singleExportMs(run),
    processed,
    unchanged,
  };
}

function healthAfter(run: SyncRun, consecutiveFailures: number, hasSynced: boolean): SyncHealth {
  if (run.outcome === 'success') {
    return 'healthy';
  }
  if (run.error !== null && asksAgent(run.error, hasSynced)) {
    return 'blocked';
  }
  return consecutiveFailures >= ALERT_FAILURES ? 'degraded' : 'failing';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Returns the median of sorted values; for an even number, the mean of the middle two. */
function medianOf(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

/** Returns the percentile of sorted values by the nearest-rank method. */
function percentileOf(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}
