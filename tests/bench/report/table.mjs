import { isMissed } from './figures.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */

const HEAD = ['', 'median', 'least – most', 'n', 'goal', 'compared with'];
/** The columns of numbers, aligned right. */
const RIGHT = [1, 2, 3, 4];

/**
 * Formats the figures as one table. A missed goal is marked: `✗` on a terminal, bold in Markdown.
 * @param {readonly { title: string, figures: readonly Figure[] }[]} groups
 * @param {{ isMarkdown?: boolean }} [options]
 */
export function formatTable(groups, { isMarkdown = false } = {}) {
  const rows = groups
    .filter(({ figures }) => figures.length > 0)
    .flatMap(({ title, figures }) => [
      [isMarkdown ? `**${title}**` : title, '', '', '', '', ''],
      ...figures.map((figure) => rowOf(figure, isMarkdown)),
    ]);
  const widths = HEAD.map((_, column) =>
    Math.max(3, ...[HEAD, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (/** @type {readonly string[]} */ row) => {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? '';
      return RIGHT.includes(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return isMarkdown ? `| ${cells.join(' | ')} |` : cells.join('  ').trimEnd();
  };
  const rule = widths.map((width, column) =>
    isMarkdown && RIGHT.includes(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [HEAD, rule, ...rows].map(line).join('\n');
}

/** @param {Figure} figure @param {boolean} isMarkdown @returns {readonly string[]} */
function rowOf(figure, isMarkdown) {
  const { title, unit, value, low, high, n, goal, comparedWith } = figure;
  const missed = isMissed(figure);
  const median = formatQuantity(value, unit);
  return [
    isMarkdown ? title : `  ${title}`,
    missed ? (isMarkdown ? `**${median}**` : `✗ ${median}`) : median,
    n === 1 || low === high ? '' : `${amount(low)} – ${amount(high)}`,
    String(n),
    goal === null ? '' : `≤ ${amount(goal)}`,
    comparedWith ?? '',
  ];
}

/** Formats a value with significant digits. @param {number} value @param {string} unit */
export function formatQuantity(value, unit) {
  return unit === '' ? amount(value) : `${amount(value)} ${unit}`;
}

/** @param {number} value */
function amount(value) {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return Number(value.toFixed(digits)).toLocaleString('en-GB', { maximumFractionDigits: 3 });
}
