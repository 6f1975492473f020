import type { SyncRun } from '../../../preload/contract';
import { localDay } from '../../strings/days';
import { isFirstSync } from '../sync-banner/banner-state';

/** The number of runs that fit into a chart on a small laptop. */
const RUNS_SHOWN = 24;

export interface RunFigure {
  readonly number: number;
  /** UTC ISO 8601. */
  readonly startedAt: string;
  readonly isFailed: boolean;
  /** Seconds by stage. */
  readonly login: number;
  readonly export: number;
  readonly read: number;
  readonly apply: number;
  readonly added: number;
  readonly updated: number;
}

/**
 * Returns the figures of the last runs for the charts, oldest first, without cancelled runs. The
 * first run is omitted too, because its additions would flatten all other bars.
 */
export function runFigures(runs: readonly SyncRun[]): readonly RunFigure[] {
  return runs
    .filter((run) => (run.outcome === 'success' || run.outcome === 'failed') && !isFirstSync(run))
    .slice(0, RUNS_SHOWN)
    .map(({ number, startedAt, outcome, stages, counts }) => ({
      number,
      startedAt,
      isFailed: outcome === 'failed',
      login: seconds(stages.login),
      export: seconds(stages.export),
      read: seconds(stages.read),
      apply: seconds(stages.apply),
      added: counts.added,
      updated: counts.updated,
    }))
    .reverse();
}

export interface DayFigure {
  /** `yyyy-mm-dd` in local time. */
  readonly day: string;
  readonly succeeded: number;
  readonly failed: number;
}

/** Returns successes and failures by day, oldest first, without days that had no run. */
export function dayFigures(runs: readonly SyncRun[]): readonly DayFigure[] {
  const days = new Map<string, DayFigure>();
  for (const { outcome, startedAt } of runs) {
    if (outcome !== 'success' && outcome !== 'failed') {
      continue;
    }
    const day = localDay(new Date(startedAt));
    const known = days.get(day) ?? { day, succeeded: 0, failed: 0 };
    days.set(
      day,
      outcome === 'failed'
        ? { ...known, failed: known.failed + 1 }
        : { ...known, succeeded: known.succeeded + 1 },
    );
  }
  return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
