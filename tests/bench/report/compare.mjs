/** @typedef {import('./figures.mjs').Figure} Figure */

/** The fraction by which a figure must be worse to be shown. */
export const TOLERANCE = 0.2;

/**
 * Returns the figures that got worse by more than {@link TOLERANCE}, the worst first. `by` is a
 * fraction: 0.5 is 50 % more, Infinity if the old value was 0. `isWithinSpread` marks a possible
 * chance. Also returns the figures that are `gone` or `added`. Figures for information only and
 * parts not measured now are left out.
 * @param {readonly Figure[]} before @param {readonly Figure[]} after
 */
export function compareFigures(before, after) {
  const judged = (/** @type {readonly Figure[]} */ figures) =>
    new Map(figures.filter(({ better }) => better !== null).map((figure) => [figure.id, figure]));
  const then = judged(before);
  const now = judged(after);
  const parts = new Set([...now.keys()].map(benchPart));
  const both = [...now.values()].flatMap((figure) => {
    const old = then.get(figure.id);
    if (old === undefined) {
      return [];
    }
    const isWithinSpread = figure.low <= old.high && old.low <= figure.high;
    return [{ before: old, after: figure, by: worsening(old, figure), isWithinSpread }];
  });
  return {
    worse: both.filter(({ by }) => by > TOLERANCE).sort((one, other) => other.by - one.by),
    gone: [...then.values()].filter(({ id }) => !now.has(id) && parts.has(benchPart(id))),
    added: [...now.values()].filter(({ id }) => !then.has(id)),
  };
}

/** @param {string} id */
export function benchPart(id) {
  return id.split('.')[0] ?? id;
}

/**
 * Returns the fraction by which a figure is worse than before; below 0 if it is better. If the old
 * value was 0 or less, any value above the goal (or 0) is worse.
 * @param {Figure} before @param {Figure} after
 */
function worsening(before, after) {
  if (after.better === 'higher') {
    return after.value <= 0 ? (before.value > 0 ? Infinity : 0) : before.value / after.value - 1;
  }
  if (before.value <= 0) {
    return after.value > (after.goal ?? 0) ? Infinity : 0;
  }
  return after.value / before.value - 1;
}
