/**
 * One figure of the dashboard: the median of `n` measurements in `unit` ('' for a plain number or a ratio), the least and the
 * most of them. Its `id`, such as `read.usual.ratio`, is kept over versions: by it two runs are compared. `goal` is the most
 * that the median may be; `better` is null for what is only shown beside, such as another program's time; `comparedWith`
 * says what was measured beside it in the same run.
 * @typedef {{ id: string, title: string, unit: string, value: number, low: number, high: number, n: number,
 *   goal: number | null, better: 'lower' | 'higher' | null, comparedWith: string | null }} Figure
 */

/**
 * The median of some numbers: the middle one, or the mean of the middle two. Throws for none.
 * @param {readonly number[]} values
 */
export function medianOf(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) {
    throw new RangeError('No median of no numbers');
  }
  return (low + high) / 2;
}

/**
 * The smallest value that is not exceeded by this share (0 to 1) of them (nearest rank). Throws for none.
 * @param {readonly number[]} values @param {number} share
 */
export function percentileOf(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) {
    throw new RangeError('No percentile of no numbers');
  }
  return found;
}

/**
 * The slope of values measured at even steps, per step: the median of the slopes between all pairs (Theil and Sen), which
 * single outliers do not move; and the quarter and three quarters of those slopes. Throws for fewer than two.
 * @param {readonly number[]} values
 */
export function slopeOf(values) {
  const slopes = values.flatMap((from, first) =>
    values.slice(first + 1).map((to, between) => (to - from) / (between + 1)),
  );
  return {
    median: medianOf(slopes),
    lowQuarter: percentileOf(slopes, 0.25),
    highQuarter: percentileOf(slopes, 0.75),
  };
}

/**
 * The figure of these measurements.
 * @param {Pick<Figure, 'id' | 'title'> & Partial<Pick<Figure, 'unit' | 'goal' | 'better' | 'comparedWith'>>} about
 *   `better` is `lower` unless said otherwise
 * @param {readonly number[]} values @returns {Figure}
 */
export function figureOf(
  { id, title, unit = '', goal = null, better = 'lower', comparedWith = null },
  values,
) {
  const [value, low, high] = [medianOf(values), Math.min(...values), Math.max(...values)];
  return { id, title, unit, value, low, high, n: values.length, goal, better, comparedWith };
}

/** @param {Figure} figure */
export function isMissed({ value, goal }) {
  return goal !== null && value > goal;
}
