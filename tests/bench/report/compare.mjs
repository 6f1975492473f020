/** @typedef {import('./figures.mjs').Figure} Figure */

/** What is worse by more than this fraction is told. */
export const TOLERANCE = 0.2;

/**
 * @typedef {object} Comparison
 * @property {readonly Worsened[]} worse the worst first
 * @property {readonly Figure[]} gone measured then and not now
 * @property {readonly Figure[]} added measured now and not then
 */

/**
 * @typedef {object} Worsened
 * @property {Figure} before
 * @property {Figure} after
 * @property {number} by a fraction: 0.5 is half as much again; Infinity where there was nothing before
 * @property {boolean} isWithinSpread what was measured then and now overlaps: it may be chance
 */

/**
 * What got worse by more than {@link TOLERANCE} from `before` to `after`. Figures that are only told beside are left out,
 * and those of parts that were not measured now are not gone.
 *
 * @param {readonly Figure[]} before
 * @param {readonly Figure[]} after
 * @returns {Comparison}
 */
export function compareFigures(before, after) {
  const judged = (/** @type {readonly Figure[]} */ figures) =>
    figures.filter(({ better }) => better !== null);
  const then = new Map(judged(before).map((figure) => [figure.id, figure]));
  const now = new Map(judged(after).map((figure) => [figure.id, figure]));
  const parts = new Set([...now.keys()].map(partOf));
  const worse = [...now.values()].flatMap((figure) => {
    const old = then.get(figure.id);
    const by = old === undefined ? 0 : worsening(old, figure);
    return old === undefined || by <= TOLERANCE
      ? []
      : [
          {
            before: old,
            after: figure,
            by,
            isWithinSpread: figure.low <= old.high && old.low <= figure.high,
          },
        ];
  });
  return {
    worse: worse.sort((one, other) => other.by - one.by),
    gone: [...then.values()].filter(({ id }) => !now.has(id) && parts.has(partOf(id))),
    added: [...now.values()].filter(({ id }) => !then.has(id)),
  };
}

/** @param {string} id */
export function partOf(id) {
  return id.split('.')[0] ?? id;
}

/**
 * By which fraction a figure is worse than before; below 0 if it is better. Where there was nothing, or less than that as
 * a slope may be, there is no fraction: it is worse if it is now above its goal, or above nothing.
 *
 * @param {Figure} before
 * @param {Figure} after
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
