import type { ErrorCode, SyncRun } from '../../../preload/contract';
import { HOUR, MINUTE } from '../../base/durations';
import type { LoadState } from '../ports';

/** A portal under load lengthens the interval up to this. */
const LONGEST_INTERVAL_MS = 4 * HOUR;
/** An export is slow when it took this many times as long as this laptop's usually do… */
const SLOW_FACTOR = 3;
/** …and at least this long: below, it is an accident of the line and no load. */
const SLOW_FLOOR_MS = MINUTE;
/** So many good runs in a row halve the interval again. */
const GOOD_RUNS = 2;

/** Who does not answer at all is not under load but down: what was felt before no longer counts. */
const DOWN: readonly ErrorCode[] = ['PORTAL_TIMEOUT', 'PORTAL_UNREACHABLE', 'PORTAL_MAINTENANCE'];

export const NO_LOAD: LoadState = { factor: 1, goodRuns: 0 };

/** Returns how long the export took, in milliseconds; `null` for a run of several attempts, which has only their sum. */
export function exportMsOf({ attempts, stages }: Pick<SyncRun, 'attempts' | 'stages'>): number | null {
  return attempts === 1 ? stages.export : null;
}

/**
 * The load as felt after a run (faults.md, "A thousand laptops"): an export that did not come in time, or took over
 * three times its own median `medianExportMs` (`null` before the first), doubles the interval; two good runs halve it.
 */
export function loadAfter(
  load: LoadState,
  run: SyncRun,
  { frequencyMs, medianExportMs }: { readonly frequencyMs: number; readonly medianExportMs: number | null },
): LoadState {
  const exportMs = exportMsOf(run);
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

/** The interval under this load, in milliseconds: never shorter than set, and lengthened to 4 hours at most. */
export function intervalUnderLoad(frequencyMs: number, { factor }: LoadState): number {
  return Math.max(frequencyMs, Math.min(frequencyMs * factor, LONGEST_INTERVAL_MS));
}
