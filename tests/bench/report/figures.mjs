/**
 * One figure of the dashboard. `value` is the median of `n` measurements in `unit`, `low` and `high` are the least and the
 * most of them.
 *
 * @typedef {object} Figure
 * @property {string} id kept over versions, such as `read.usual.ratio`: by it two runs are compared
 * @property {string} title
 * @property {string} unit such as `ms`; '' for a plain number or a ratio
 * @property {number} value
 * @property {number} low
 * @property {number} high
 * @property {number} n
 * @property {number | null} goal the most that `value` may be; `null` where there is no goal
 * @property {'lower' | 'higher' | null} better `null` for what is told beside, such as another program's time
 * @property {string | null} comparedWith what was measured beside it in the same run, in words
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
 *
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
