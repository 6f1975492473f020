import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { readCount } from '../columns/total-row';
import { joinLines } from '../columns/values';
import type { PageDrawing, PlacedText, Rect } from '../drawing/drawing';
import { MAX_LINE_WIDTH, containsPoint } from '../drawing/drawing';
import { cellText } from './cell-text';
import { splitIntoLines } from './text-lines';

/** A row of a page: its position, and its cells from left to right. An empty cell is ''. */
export interface TableRow {
  readonly top: number;
  readonly bottom: number;
  readonly cells: readonly string[];
}

/** One page of the export: one strip of one band of customers. */
export interface PageTable {
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  /** The number of rows stated in a line outside the table, such as `Count=1.452`; else `null`. */
  readonly declaredCount: number | null;
}

/** The cells of a page, row by row from top to bottom, each from left to right. */
type Grid = readonly (readonly Rect[])[];

/** The tolerance for equal edges, in points: rounding, and half the thickness of a border. */
const TOLERANCE = 0.5;
/** A text this close below the last row, in points, belongs to a row that was not detected. */
const NEAR_TABLE = 27;
/** A page with more columns or rows than this is a drawing, not a table. */
const MAX_LINES = 5_000;

/**
 * Makes the table of a page whose cells are all filled rectangles. A text belongs to the cell
 * around it; a rectangle without text is an empty cell. `null` if some cells have no fill.
 */
export function tableFromFills(drawing: PageDrawing): PageTable | null {
  const cells = findCells(drawing);
  const grid = completeGrid(cells) ?? completeGrid(withoutMarks(cells));
  if (grid === null) {
    return null;
  }
  const { byCell, loose } = assignTexts(drawing.texts, grid);
  const { declaredCount, others } = takeCount(loose);
  return others.length > 0 ? null : toTable(grid, byCell, declaredCount);
}

/**
 * Makes the table of a page from its lines and the edges of its fills, which form a lattice. Fails
 * with WRONG_REPORT if there is no lattice, and with STRIP_MISMATCH if rows continue below it.
 */
export function tableFromLines(drawing: PageDrawing, page: number): Result<PageTable, AppError> {
  const { xs, ys } = lattice(drawing);
  if (!isTable(xs, ys)) {
    return fail(appError('WRONG_REPORT', 'A page has no table', { page }));
  }
  const grid = ys.slice(1).map((bottom, row) =>
    xs.slice(1).map((right, column): Rect => ({
      left: xs[column] ?? 0,
      right,
      bottom,
      top: ys[row] ?? 0,
    })),
  );
  const { byCell, loose } = assignTexts(drawing.texts, grid);
  const { declaredCount, others } = takeCount(loose);
  const floor = ys.at(-1) ?? 0;
  if (others.some(({ y }) => y < floor && y > floor - NEAR_TABLE)) {
    return fail(appError('STRIP_MISMATCH', 'The rows of a page continue below its table', { page }));
  }
  return ok(toTable(grid, byCell, declaredCount));
}

function completeGrid(cells: readonly Rect[]): Grid | null {
  const grid = intoRows(cells);
  const [header] = grid;
  return header === undefined || grid.some((row) => !sameColumns(row, header)) ? null : grid;
}

/**
 * Removes marks inside cells, such as a tick. The header row shows the widths of columns. A
 * rectangle as wide as a column is a cell; a smaller one inside a cell is a mark.
 */
function withoutMarks(cells: readonly Rect[]): readonly Rect[] {
  const [header = []] = intoRows(cells);
  const columns = header.filter((one) => !header.some((other) => other !== one && isInside(one, other)));
  const byColumn = columns.map((column) =>
    cells.filter((cell) => isAsWide(cell, column)).sort(inReadingOrder),
  );
  return cells.filter((cell) => {
    if (columns.some((column) => isAsWide(cell, column))) {
      return true;
    }
    const around =
      byColumn[columns.findIndex(({ left, right }) => cell.left >= left && cell.right <= right)] ?? [];
    // The cells of a column are sorted, so only the last cell that starts above can hold the mark.
    const holder =
      around[firstWhere(around.length, (index) => (around[index]?.top ?? -Infinity) < cell.top) - 1];
    return holder === undefined || !isInside(cell, holder);
  });
}

function isAsWide(cell: Rect, column: Rect): boolean {
  return Math.abs(cell.left - column.left) <= TOLERANCE && Math.abs(cell.right - column.right) <= TOLERANCE;
}

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.bottom >= outer.bottom &&
    inner.top <= outer.top
  );
}

/** Whether a page draws cells or lines that may form a table. */
export function drawsTable(drawing: PageDrawing): boolean {
  const { xs, ys } = lattice(drawing);
  return isTable(xs, ys);
}

function isTable(xs: readonly number[], ys: readonly number[]): boolean {
  return xs.length >= 2 && ys.length >= 2 && xs.length <= MAX_LINES && ys.length <= MAX_LINES;
}

/** Returns the positions of lines and fill edges, from left to right and from top to bottom. */
function lattice(drawing: PageDrawing): { readonly xs: readonly number[]; readonly ys: readonly number[] } {
  const cells = withoutMarks(findCells(drawing));
  const isUpright = (line: Rect): boolean =>
    line.right - line.left <= MAX_LINE_WIDTH && line.top - line.bottom > MAX_LINE_WIDTH;
  const isLevel = (line: Rect): boolean =>
    line.top - line.bottom <= MAX_LINE_WIDTH && line.right - line.left > MAX_LINE_WIDTH;
  return {
    xs: edges([
      ...drawing.lines.filter(isUpright).map((line) => (line.left + line.right) / 2),
      ...cells.flatMap((cell) => [cell.left, cell.right]),
    ]),
    ys: edges([
      ...drawing.lines.filter(isLevel).map((line) => (line.bottom + line.top) / 2),
      ...cells.flatMap((cell) => [cell.bottom, cell.top]),
    ]).reverse(),
  };
}

function takeCount(loose: readonly PlacedText[]): {
  readonly declaredCount: number | null;
  readonly others: readonly PlacedText[];
} {
  const lines = splitIntoLines(loose);
  const footer = lines.find((line) => readCount(cellText(line)) !== null);
  return {
    declaredCount: footer === undefined ? null : readCount(cellText(footer)),
    others: lines.filter((line) => line !== footer).flat(),
  };
}

/** Returns the rectangles that are cells, without the background. */
function findCells({ fills, width, height }: PageDrawing): readonly Rect[] {
  return fills.filter(
    (rect) => rect.right - rect.left <= width * 0.95 || rect.top - rect.bottom <= height * 0.95,
  );
}

function inReadingOrder(a: Rect, b: Rect): number {
  return b.top - a.top || a.left - b.left;
}

/** Whether the cells were drawn in reading order, as the portal does. */
function isInOrder(cells: readonly Rect[]): boolean {
  let before = cells[0];
  for (const cell of cells) {
    if (before !== undefined && inReadingOrder(before, cell) > 0) {
      return false;
    }
    before = cell;
  }
  return true;
}

/** Groups cells by row. A cell that was painted twice appears once. */
function intoRows(cells: readonly Rect[]): Grid {
  const sorted = isInOrder(cells) ? cells : [...cells].sort(inReadingOrder);
  const rows: Rect[][] = [];
  for (const cell of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && Math.abs(first.top - cell.top) <= TOLERANCE) {
      row.push(cell);
    } else {
      rows.push([cell]);
    }
  }
  return rows.map((row) => {
    row.sort((a, b) => a.left - b.left);
    const isTwice = (cell: Rect, index: number): boolean => {
      const before = row[index - 1];
      return before !== undefined && isSame(cell, before);
    };
    return row.some(isTwice) ? row.filter((cell, index) => !isTwice(cell, index)) : row;
  });
}

function sameColumns(row: readonly Rect[], header: readonly Rect[]): boolean {
  const bottom = row[0]?.bottom ?? 0;
  return (
    row.length === header.length &&
    row.every((cell, index) => {
      const column = header[index];
      return (
        column !== undefined &&
        Math.abs(cell.left - column.left) <= TOLERANCE &&
        Math.abs(cell.right - column.right) <= TOLERANCE &&
        Math.abs(cell.bottom - bottom) <= TOLERANCE
      );
    })
  );
}

function isSame(one: Rect, other: Rect): boolean {
  return (
    Math.abs(one.left - other.left) <= TOLERANCE &&
    Math.abs(one.right - other.right) <= TOLERANCE &&
    Math.abs(one.bottom - other.bottom) <= TOLERANCE &&
    Math.abs(one.top - other.top) <= TOLERANCE
  );
}

/** Returns the positions in ascending order, with near-equal ones merged. */
function edges(places: readonly number[]): number[] {
  const found: number[] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place - (found.at(-1) ?? -Infinity) > MAX_LINE_WIDTH) {
      found.push(place);
    }
  }
  return found;
}

/** Returns the cell that contains a text's clip, or else the cell at the beginning of the text. */
function cellOf(text: PlacedText, grid: Grid): Rect | undefined {
  const { clip } = text;
  if (clip !== null) {
    const byClip = cellAt(grid, (clip.left + clip.right) / 2, (clip.bottom + clip.top) / 2);
    if (byClip !== undefined && isWithin(clip, byClip)) {
      return byClip;
    }
  }
  return cellAt(grid, text.x + Math.min(text.width, 2) / 2, text.y + text.fontSize / 4);
}

/** Whether a clip is no larger than a cell, unlike the clip of the whole grid. */
function isWithin(clip: Rect, cell: Rect): boolean {
  return (
    clip.right - clip.left <= cell.right - cell.left + 2 * TOLERANCE &&
    clip.top - clip.bottom <= cell.top - cell.bottom + 2 * TOLERANCE
  );
}

function cellAt(grid: Grid, x: number, y: number): Rect | undefined {
  // Rows and cells are sorted, so only the first that ends beyond the point can contain it.
  const row = grid[firstWhere(grid.length, (index) => (grid[index]?.[0]?.bottom ?? -Infinity) <= y)];
  const cell = row?.[firstWhere(row.length, (index) => (row[index]?.right ?? Infinity) >= x)];
  return cell !== undefined && containsPoint(cell, x, y) ? cell : undefined;
}

/** Finds the first of `length` indexes from which on `holdsFrom` is true. */
function firstWhere(length: number, holdsFrom: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holdsFrom(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

type TextsByCell = ReadonlyMap<Rect, readonly PlacedText[]>;

function assignTexts(
  texts: readonly PlacedText[],
  grid: Grid,
): { readonly byCell: TextsByCell; readonly loose: readonly PlacedText[] } {
  const byCell = new Map<Rect, PlacedText[]>();
  const loose: PlacedText[] = [];
  for (const text of texts) {
    const cell = cellOf(text, grid);
    if (cell === undefined) {
      loose.push(text);
      continue;
    }
    const known = byCell.get(cell);
    if (known === undefined) {
      byCell.set(cell, [text]);
    } else {
      known.push(text);
    }
  }
  return { byCell, loose };
}

function toTable(grid: Grid, byCell: TextsByCell, declaredCount: number | null): PageTable {
  const [headerRow, ...rows] = grid.map((row): TableRow => {
    const [first] = row;
    return {
      top: first?.top ?? 0,
      bottom: first?.bottom ?? 0,
      cells: row.map((cell) => cellText(byCell.get(cell) ?? [])),
    };
  });
  return { headers: headerRow?.cells.map((text) => joinLines(text)) ?? [], rows, declaredCount };
}
