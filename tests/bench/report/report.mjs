import { isMissed } from './figures.mjs';
import { machineLine } from './machine.mjs';
import { PARTS } from './options.mjs';
import { formatTable } from './table.mjs';

/**
 * A run of the benchmark. Some parts run in parallel, so `allSeconds` is not the sum of `seconds`.
 * @typedef {{ machine: import('./machine.mjs').Machine, allSeconds: number,
 *   parts: readonly MeasuredPart[] }} BenchRun
 */

/**
 * @typedef {import('./options.mjs').Part & { seconds: number, hasFailed: boolean,
 *   figures: readonly import('./figures.mjs').Figure[] }} MeasuredPart
 */

/**
 * Returns all figures of a run as a table, with the machine and the number of met goals.
 * @param {BenchRun} run @param {boolean} isMarkdown
 */
export function formatReport({ machine, allSeconds, parts }, isMarkdown) {
  const goals = parts.flatMap(({ figures }) => figures).filter(({ goal }) => goal !== null);
  const missed = goals.filter(isMissed);
  const times = parts.map(({ name, seconds }) => `${name} ${Math.round(seconds)}`);
  const failed = parts.filter(({ hasFailed }) => hasFailed).map(({ name }) => name);
  return [
    machineLine(machine),
    '',
    formatTable(parts, { isMarkdown }),
    '',
    `Goals: ${goals.length - missed.length} of ${goals.length} met. Measured in ${Math.round(allSeconds)} s (${times.join(', ')}).`,
    ...(failed.length === 0 ? [] : [`Could not be measured: ${failed.join(', ')}`]),
  ].join('\n');
}

/** Whether a run has measured every part. @param {BenchRun} run */
export function isComplete({ parts }) {
  const measured = parts.filter(({ hasFailed, figures }) => !hasFailed && figures.length > 0);
  return PARTS.every(({ name }) => measured.some((part) => part.name === name));
}
