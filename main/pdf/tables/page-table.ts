import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { readCount } from '../columns/total-row';
import { inOneLine } from '../columns/values';
import type { PageDrawing, PlacedText, Rect } from '../drawing/drawing';
import { THIN, holds } from '../drawing/drawing';
import { cellText } from './cell-text';
import { intoLines } from './text-lines';

/** A row of a page: where it stands, and its cells from left to right; an empty cell is ''. */
export interface TableRow {
  readonly top: number;
  readonly bottom: number;
  readonly cells: readonly string[];
}

/** One page of the export: one strip of one band of customers. */
export interface PageTable {
  /** The header row's texts, one for each column of the page. */
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  /** What a line outside the table says of the number of rows, such as `Count=1.452`; `null` without one. */
  readonly declaredCount: number | null;
}

/** The cells of a page row by row from top to bottom, each from left to right. */
type Grid = readonly (readonly Rect[])[];

/** Edges that should be equal differ by rounding only; a border's middle is half its thickness off at most. */
const TOLERANCE = 0.5;
/** A text as close under the last row as this belongs to the table, whose rows then were not all seen. */
const NEAR_TABLE = 27;
/** More columns or rows than this are no table, but a drawing. */
const MAX_LINES = 5_000;

/**
 * Makes the table of a page whose cells are all filled rectangles: each text belongs to the cell it stands in, an
 * empty cell is a rectangle without text. `null` when the fills alone make no whole table, because some cells have
 * none.
 */
export function tableFromFills(drawing: PageDrawing): PageTable | null {
  const cells = findCells(drawing);
  const grid = wholeGrid(cells) ?? wholeGrid(withoutMarks(cells));
  if (grid === null) {
    return null;
  }
  const { byCell, loose } = assignTexts(drawing.texts, grid);
  const { declaredCount, others } = takeCount(loose);
  return others.length > 0 ? null : toTable(grid, byCell, declaredCount);
}

/**
 * Makes the table of a page from its lines and the edges of what is filled: they cross to a lattice of cells. Fails
 * with WRONG_REPORT when they make none and with STRIP_MISMATCH when the rows go on below it.
 */
export function tableFromLines(drawing: PageDrawing, page: number): Result<PageTable, AppError> {
  const { xs, ys } = lattice(drawing);
  if (!isTable(xs, ys)) {
    return fail(appError('WRONG_REPORT', 'A page holds no table', { page }));
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
    return fail(appError('STRIP_MISMATCH', 'The rows of a page go on below its table', { page }));
  }
  return ok(toTable(grid, byCell, declaredCount));
}

function wholeGrid(cells: readonly Rect[]): Grid | null {
  const grid = intoRows(cells);
  const [header] = grid;
  return header === undefined || grid.some((row) => !sameColumns(row, header)) ? null : grid;
}

/**
 * Without what is drawn inside a cell, such as a tick. The header row says how wide cells are: what is as wide as a
 * column is a cell, and all else that lies within one is none.
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
    // Cells of a column are in order: the last that does not begin below is the only one that can hold it.
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

/** Whether a page draws anything that could be a table: cells or lines. */
export function drawsTable(drawing: PageDrawing): boolean {
  const { xs, ys } = lattice(drawing);
  return isTable(xs, ys);
}

function isTable(xs: readonly number[], ys: readonly number[]): boolean {
  return xs.length >= 2 && ys.length >= 2 && xs.length <= MAX_LINES && ys.length <= MAX_LINES;
}

/** Where lines and edges of fills stand: from left to right, and from top to bottom. */
function lattice(drawing: PageDrawing): { readonly xs: readonly number[]; readonly ys: readonly number[] } {
  const cells = withoutMarks(findCells(drawing));
  const isUpright = (line: Rect): boolean => line.right - line.left <= THIN && line.top - line.bottom > THIN;
  const isLevel = (line: Rect): boolean => line.top - line.bottom <= THIN && line.right - line.left > THIN;
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
  const lines = intoLines(loose);
  const footer = lines.find((line) => readCount(cellText(line)) !== null);
  return {
    declaredCount: footer === undefined ? null : readCount(cellText(footer)),
    others: lines.filter((line) => line !== footer).flat(),
  };
}

/** The rectangles that are cells: not the background. */
function findCells({ fills, width, height }: PageDrawing): readonly Rect[] {
  return fills.filter(
    (rect) => rect.right - rect.left <= width * 0.95 || rect.top - rect.bottom <= height * 0.95,
  );
}

function inReadingOrder(a: Rect, b: Rect): number {
  return b.top - a.top || a.left - b.left;
}

/** Whether the cells were drawn in the order they are read in, as the portal does. */
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

/** A cell that is painted twice stands once. */
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

/** The places in ascending order, those that differ by rounding only as one. */
function edges(places: readonly number[]): number[] {
  const found: number[] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place - (found.at(-1) ?? -Infinity) > THIN) {
      found.push(place);
    }
  }
  return found;
}

/** The cell a text belongs to: the one its clip lies in, or the one its beginning stands in when it is not clipped to one. */
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

/** Whether a clip is no larger than a cell; the whole grid's clip may have its middle in one. */
function isWithin(clip: Rect, cell: Rect): boolean {
  return (
    clip.right - clip.left <= cell.right - cell.left + 2 * TOLERANCE &&
    clip.top - clip.bottom <= cell.top - cell.bottom + 2 * TOLERANCE
  );
}

function cellAt(grid: Grid, x: number, y: number): Rect | undefined {
  // Rows and cells are in order: the first that does not end before the point is the only one that can hold it.
  const row = grid[firstWhere(grid.length, (index) => (grid[index]?.[0]?.bottom ?? -Infinity) <= y)];
  const cell = row?.[firstWhere(row.length, (index) => (row[index]?.right ?? Infinity) >= x)];
  return cell !== undefined && holds(cell, x, y) ? cell : undefined;
}

/** The first of `length` places for which `holdsFrom` is true; from there on it is true of all. */
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
  return { headers: headerRow?.cells.map((text) => inOneLine(text)) ?? [], rows, declaredCount };
}
