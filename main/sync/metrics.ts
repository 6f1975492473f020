import type { SyncHealth, SyncMetrics, SyncRun } from '../../preload/contract';
import { RETRY_CLASSES } from './retry';

/** From this many failed runs in a row on, the agent is told. */
export const ALERT_FAILURES = 3;

/** What is carried from run to run, so that figures over a year of runs need no list of them. */
export interface MetricsState {
  readonly metrics: SyncMetrics;
  readonly successes: number;
  readonly failures: number;
  readonly successDurationMs: number;
}

/** The figures before the first run. */
export const NO_METRICS: MetricsState = {
  metrics: {
    lastSyncTime: null,
    lastSuccessTime: null,
    lastResult: null,
    totalSyncs: 0,
    consecutiveFailures: 0,
    averageDuration: null,
    errorRate: 0,
    health: 'unknown',
  },
  successes: 0,
  failures: 0,
  successDurationMs: 0,
};

/** The figures after one more run. Runs are added in the order of their numbers. */
export function addRun(state: MetricsState, run: SyncRun): MetricsState {
  const success = run.outcome === 'success';
  const failed = run.outcome === 'failed';
  const successes = state.successes + (success ? 1 : 0);
  const failures = state.failures + (failed ? 1 : 0);
  const successDurationMs = state.successDurationMs + (success ? run.durationMs : 0);
  const consecutiveFailures = success ? 0 : state.metrics.consecutiveFailures + (failed ? 1 : 0);
  return {
    successes,
    failures,
    successDurationMs,
    metrics: {
      lastSyncTime: run.endedAt,
      lastSuccessTime: success ? run.endedAt : state.metrics.lastSuccessTime,
      lastResult: run,
      totalSyncs: state.metrics.totalSyncs + 1,
      consecutiveFailures,
      averageDuration: successes === 0 ? null : Math.round(successDurationMs / successes),
      errorRate: successes + failures === 0 ? 0 : failures / (successes + failures),
      health: success || failed ? healthAfter(run, consecutiveFailures) : state.metrics.health,
    },
  };
}

/** The figures of all stored runs, given newest first as the cache lists them. */
export function metricsOf(newestFirst: readonly SyncRun[]): MetricsState {
  return newestFirst.reduceRight(addRun, NO_METRICS);
}

function healthAfter(run: SyncRun, consecutiveFailures: number): SyncHealth {
  if (run.outcome === 'success') {
    return 'healthy';
  }
  if (run.error !== null && RETRY_CLASSES[run.error.code] === 'ask-agent') {
    return 'blocked';
  }
  return consecutiveFailures >= ALERT_FAILURES ? 'degraded' : 'failing';
}
