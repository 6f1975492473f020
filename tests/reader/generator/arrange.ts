import type { SeededRandom } from '../../../main/demo/customers/random';
import type { FontText } from './font';
import type { Layout } from './layout';
import type { DrawnColumn, DrawnRow, Lines } from './page-operators';
import type { Sheet } from './sheet';
import { wrapText } from './wrap-text';

const PADDING = 1.875;
const ROW_HEIGHT = 13.5;
const LINE_HEIGHT = 11.25;
/** The widest column in points; longer text wraps. */
const WIDEST = 224.25;
/** The step of column widths in points. */
const WIDTH_STEP = 0.75;

export function drawnColumn(index: number, sheet: Sheet, layout: Layout, text: FontText): DrawnColumn {
  const column = layout.columns[index];
  if (column === undefined) {
    throw new RangeError(`There is no column ${index}`);
  }
  const measure = (line: string): number => text.measure(line);
  const total = sheet.totals.row?.[index] ?? '';
  const cells = sheet.rows.map((row) => row.cells[index]?.text ?? '');
  const needed = [column.header, total, ...cells.flatMap((cell) => cell.split('\n'))].map(measure);
  const widest = Math.max(...needed);
  const neededWidth = Math.min(WIDEST, Math.ceil((widest + 2 * PADDING) / WIDTH_STEP) * WIDTH_STEP);
  // Without clips the overflow would be visible, so columns are wide enough for text with kerning.
  const unclipped = layout.clips ? 0 : 1.06 * widest + 3 * PADDING;
  const width = Math.max(column.width ?? neededWidth, unclipped);
  const breakLine = (line: string): Lines => wrapText(line, width - 2 * PADDING, measure);
  const wraps =
    layout.cells !== 'none' && (layout.allWrap || column.field === 'name' || column.field === 'street');
  return {
    width,
    align: column.align,
    headerLines: layout.wrappedHeaders ? breakLine(column.header) : [column.header],
    cells: cells.map((cell): Lines => {
      const lines = cell === '' ? [] : cell.split('\n');
      return wraps ? lines.flatMap(breakLine) : lines;
    }),
    total: total === '' ? [] : [total],
  };
}

/** Divides columns into strips from left to right, each with as many columns as fit. */
export function intoStrips(
  columns: readonly DrawnColumn[],
  { grouping }: Layout,
  random: SeededRandom,
  room: number,
): readonly (readonly DrawnColumn[])[] {
  if (grouping === 'one page') {
    return [columns];
  }
  const strips: DrawnColumn[][] = [];
  for (const column of columns) {
    const strip = strips.at(-1);
    const fits = strip !== undefined && sum(strip.map(({ width }) => width)) + column.width <= room;
    if (strip === undefined || !fits || (grouping === 'random' && random.chance(30))) {
      strips.push([column]);
    } else {
      strip.push(column);
    }
  }
  return strips;
}

/** Returns the rows and the total row, each with the height of its highest cell on any strip. */
export function rowHeights(columns: readonly DrawnColumn[], { rows, totals }: Sheet): readonly DrawnRow[] {
  const drawn = rows.map((_, row): DrawnRow => {
    const lines = Math.max(1, ...columns.map(({ cells }) => cells[row]?.length ?? 0));
    return { row, height: ROW_HEIGHT + (lines - 1) * LINE_HEIGHT };
  });
  return totals.row === null ? drawn : [...drawn, { row: 'total', height: ROW_HEIGHT }];
}

export function computeHeaderHeight(columns: readonly DrawnColumn[]): number {
  const lines = Math.max(1, ...columns.map(({ headerLines }) => headerLines.length));
  return ROW_HEIGHT + (lines - 1) * LINE_HEIGHT;
}

/** Divides the rows into bands; the last one must have room for the line below the table. */
export function intoBands(
  rows: readonly DrawnRow[],
  room: number,
  hasFooter: boolean,
): readonly (readonly DrawnRow[])[] {
  const bands: DrawnRow[][] = [[]];
  let used = 0;
  for (const [index, row] of rows.entries()) {
    const needed = row.height + (hasFooter && index === rows.length - 1 ? ROW_HEIGHT : 0);
    if (used + needed > room) {
      bands.push([]);
      used = 0;
    }
    bands.at(-1)?.push(row);
    used += row.height;
  }
  return bands;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
