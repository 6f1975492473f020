/**
 * One figure of the benchmark: the median, lowest and highest of `n` measurements in `unit` ('' for
 * a plain number or a ratio). `goal` is the highest median that meets the goal. `comparedWith`
 * names another measurement of the same run.
 * @typedef {{ title: string, unit: string, value: number, low: number, high: number, n: number,
 *   goal: number | null, comparedWith: string | null }} Figure
 */

/**
 * Returns the median: the middle number, or the mean of the middle two. Throws without numbers.
 * @param {readonly number[]} values
 */
export function computeMedian(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) {
    throw new RangeError('No median of no numbers');
  }
  return (low + high) / 2;
}

/**
 * Returns a percentile for a share from 0 to 1 (nearest rank). Throws without values.
 * @param {readonly number[]} values @param {number} share
 */
export function computePercentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) {
    throw new RangeError('No percentile of no numbers');
  }
  return found;
}

/**
 * Returns the slope per step of evenly spaced values: the median of the slopes between all pairs
 * (Theil and Sen), which outliers do not move. Also returns the quartiles of those slopes. Throws
 * for fewer than two values.
 * @param {readonly number[]} values
 */
export function computeTheilSenSlope(values) {
  const slopes = values.flatMap((from, first) =>
    values.slice(first + 1).map((to, between) => (to - from) / (between + 1)),
  );
  return {
    median: computeMedian(slopes),
    lowQuarter: computePercentile(slopes, 0.25),
    highQuarter: computePercentile(slopes, 0.75),
  };
}

/**
 * @param {Pick<Figure, 'title'> & Partial<Pick<Figure, 'unit' | 'goal' | 'comparedWith'>>} about
 * @param {readonly number[]} values @returns {Figure}
 */
export function createFigure({ title, unit = '', goal = null, comparedWith = null }, values) {
  const [value, low, high] = [computeMedian(values), Math.min(...values), Math.max(...values)];
  return { title, unit, value, low, high, n: values.length, goal, comparedWith };
}

/** @param {Figure} figure */
export function isMissed({ value, goal }) {
  return goal !== null && value > goal;
}
