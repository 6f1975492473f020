import { compareFigures, benchPart, TOLERANCE } from './compare.mjs';
import { isMissed } from './figures.mjs';
import { machineLine } from './machine.mjs';
import { PARTS } from './options.mjs';
import { formatQuantity, formatTable } from './table.mjs';

/**
 * A run of the dashboard as stored in a file, with its failed parts and its figures. Some parts
 * run in parallel, so `allSeconds` is not the sum of `seconds`.
 * @typedef {{ machine: import('./machine.mjs').Machine, isLong: boolean, allSeconds: number,
 *   seconds: Readonly<Record<string, number>>, failed: readonly string[],
 *   figures: readonly import('./figures.mjs').Figure[] }} BenchRun
 */

/**
 * Returns all figures of a run as a table, with the machine and the number of missed goals.
 * @param {BenchRun} run @param {boolean} isMarkdown
 */
export function formatReport({ machine, allSeconds, seconds, failed, figures }, isMarkdown) {
  const groups = PARTS.map(({ name, title }) => ({
    title,
    figures: figures.filter(({ id }) => benchPart(id) === name),
  }));
  const goals = figures.filter(({ goal }) => goal !== null);
  const missed = goals.filter(isMissed);
  const parts = Object.entries(seconds).map(([name, took]) => `${name} ${Math.round(took)}`);
  return [
    machineLine(machine),
    '',
    formatTable(groups, { isMarkdown }),
    '',
    `Goals: ${goals.length - missed.length} of ${goals.length} met. Measured in ${Math.round(allSeconds)} s (${parts.join(', ')}).`,
    ...(failed.length === 0 ? [] : [`Could not be measured: ${failed.join(', ')}`]),
  ].join('\n');
}

/** Returns the parts without a figure in a run. @param {BenchRun} run */
export function missingParts({ figures }) {
  return PARTS.map(({ name }) => name).filter((name) => !figures.some(({ id }) => benchPart(id) === name));
}

/** Lists what got worse since an earlier run. @param {BenchRun} before @param {BenchRun} after */
export function formatComparison(before, after) {
  const { worse, gone, added } = compareFigures(before.figures, after.figures);
  const limit = `${TOLERANCE * 100} %`;
  const isElsewhere =
    before.machine.cpu !== after.machine.cpu || before.machine.cores !== after.machine.cores;
  const list = (/** @type {readonly import('./figures.mjs').Figure[]} */ figures) =>
    figures.map(({ id }) => id).join(', ');
  return [
    `Compared with ${machineLine(before.machine)}`,
    ...(isElsewhere ? ['Another machine: only ratios mean something.'] : []),
    worse.length === 0 ? `Nothing is worse by more than ${limit}.` : `Worse by more than ${limit}:`,
    ...worse.map(({ before: old, after: { id, unit, title, value }, by, isWithinSpread }) => {
      const much = by === Infinity ? '' : ` (+${Math.round(by * 100)} %)`;
      const doubt = isWithinSpread ? '; the two spreads overlap' : '';
      return `  ${title} [${id}]: ${formatQuantity(old.value, unit)} → ${formatQuantity(value, unit)}${much}${doubt}`;
    }),
    ...(gone.length === 0 ? [] : [`Not measured any more: ${list(gone)}`]),
    ...(added.length === 0 ? [] : [`New: ${list(added)}`]),
  ].join('\n');
}
