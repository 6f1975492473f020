import type { ErrorCode, SyncRun } from '../../../preload/contract';
import { HOUR, MINUTE } from '../../base/durations';
import type { LoadState } from '../ports';

/** The longest interval under load. */
const LONGEST_INTERVAL_MS = 4 * HOUR;
/** The multiple of this laptop's usual export time above which an export counts as slow. */
const SLOW_FACTOR = 3;
/** The minimum duration of a slow export. Shorter delays come from the connection, not load. */
const SLOW_FLOOR_MS = MINUTE;
/** The number of good runs in a row that halves the interval again. */
const GOOD_RUNS = 2;

/** The errors of a portal that is down, not busy: they reset the load. */
const DOWN: readonly ErrorCode[] = ['PORTAL_TIMEOUT', 'PORTAL_UNREACHABLE', 'PORTAL_MAINTENANCE'];

export const NO_LOAD: LoadState = { factor: 1, goodRuns: 0 };

/** Returns the export time in milliseconds; `null` if only the sum of several attempts is known. */
export function singleExportMs({ attempts, stages }: Pick<SyncRun, 'attempts' | 'stages'>): number | null {
  return attempts === 1 ? stages.export : null;
}

/**
 * Returns the load after a run (faults.md, "A thousand laptops"). An export that timed out or took
 * over three times `medianExportMs` (`null` before the first) doubles the interval. Two good runs
 * halve it.
 */
export function loadAfter(
  load: LoadState,
  run: SyncRun,
  { frequencyMs, medianExportMs }: { readonly frequencyMs: number; readonly medianExportMs: number | null },
): LoadState {
  const exportMs = singleExportMs(run);
  const slow =
    run.outcome === 'success' &&
    medianExportMs !== null &&
    exportMs !== null &&
    exportMs > Math.max(SLOW_FACTOR * medianExportMs, SLOW_FLOOR_MS);
  if (slow || run.error?.code === 'EXPORT_TIMEOUT') {
    const longest = frequencyMs * load.factor >= LONGEST_INTERVAL_MS;
    return { factor: longest ? load.factor : load.factor * 2, goodRuns: 0 };
  }
  if (run.error !== null && DOWN.includes(run.error.code)) {
    return NO_LOAD;
  }
  if (run.outcome !== 'success' || exportMs === null || load.factor === 1) {
    return load;
  }
  return load.goodRuns + 1 === GOOD_RUNS
    ? { factor: load.factor / 2, goodRuns: 0 }
    : { ...load, goodRuns: load.goodRuns + 1 };
}

/** Returns the interval under load in milliseconds, lengthened to 4 hours at most. */
export function intervalUnderLoad(frequencyMs: number, { factor }: LoadState): number {
  return Math.max(frequencyMs, Math.min(frequencyMs * factor, LONGEST_INTERVAL_MS));
}
