import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { PageDrawing, PlacedText, Rect } from './drawing';
import { holds } from './drawing';
import { cellText } from './cell-text';

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
  /** What `Count=` says on this page, or `null` without a footer. */
  readonly declaredCount: number | null;
}

/** Edges that should be equal differ by rounding only. */
const TOLERANCE = 0.5;
const COUNT_FOOTER = /^Count\s*=\s*(\d{1,3}(?:[.,]\d{3})*|\d+)$/;

/**
 * Makes the table of a page from what it draws: each cell is a filled rectangle, each text belongs to the cell it
 * stands in, an empty cell is a rectangle without text. Fails with WRONG_REPORT when no cells are drawn and with
 * STRIP_MISMATCH when the cells make no regular table.
 */
export function readPageTable(drawing: PageDrawing, page: number): Result<PageTable, AppError> {
  const bands = intoRows(findCells(drawing));
  const header = bands[0];
  if (header === undefined) {
    return fail(appError('WRONG_REPORT', 'A page holds no table', { page }));
  }
  if (bands.some((band) => !sameColumns(band, header))) {
    return fail(appError('STRIP_MISMATCH', 'The rows of a page have different columns', { page }));
  }
  const { byCell, loose } = assignTexts(drawing.texts, bands);
  const [headerRow, ...rows] = bands.map((band) => toRow(band, byCell));
  return ok({ headers: headerRow?.cells ?? [], rows, declaredCount: findCount(loose) });
}

/** The rectangles that are cells: not the background. */
function findCells({ fills, width, height }: PageDrawing): Rect[] {
  return fills.filter(
    (rect) => rect.right - rect.left <= width * 0.95 || rect.top - rect.bottom <= height * 0.95,
  );
}

/** The cells row by row from top to bottom, each from left to right; a cell that is painted twice stands once. */
function intoRows(cells: readonly Rect[]): Rect[][] {
  const sorted = [...cells].sort((a, b) => b.top - a.top || a.left - b.left);
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
    return row.filter((cell, index) => {
      const before = row[index - 1];
      return before === undefined || !isSame(cell, before);
    });
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

/** The cell a text belongs to: the one its clip lies in, or the one its beginning stands in when it is not clipped to one. */
function cellOf(text: PlacedText, bands: readonly (readonly Rect[])[]): Rect | undefined {
  const { clip } = text;
  if (clip !== null) {
    const byClip = cellAt(bands, (clip.left + clip.right) / 2, (clip.bottom + clip.top) / 2);
    if (byClip !== undefined && clip.right - clip.left <= byClip.right - byClip.left + 2 * TOLERANCE) {
      return byClip;
    }
  }
  return cellAt(bands, text.x + Math.min(text.width, 2) / 2, text.y + text.fontSize / 4);
}

function cellAt(bands: readonly (readonly Rect[])[], x: number, y: number): Rect | undefined {
  // The rows are in order: the first whose bottom is not above the point is the only one that can hold it.
  let low = 0;
  let high = bands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bands[middle]?.[0]?.bottom ?? -Infinity) > y) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return bands[low]?.find((cell) => holds(cell, x, y));
}

function assignTexts(
  texts: readonly PlacedText[],
  bands: readonly (readonly Rect[])[],
): { readonly byCell: ReadonlyMap<Rect, readonly PlacedText[]>; readonly loose: readonly PlacedText[] } {
  const byCell = new Map<Rect, PlacedText[]>();
  const loose: PlacedText[] = [];
  for (const text of texts) {
    const cell = cellOf(text, bands);
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

function toRow(band: readonly Rect[], texts: ReadonlyMap<Rect, readonly PlacedText[]>): TableRow {
  const first = band[0];
  return {
    top: first?.top ?? 0,
    bottom: first?.bottom ?? 0,
    cells: band.map((cell) => cellText(texts.get(cell) ?? [])),
  };
}

function findCount(loose: readonly PlacedText[]): number | null {
  const found = COUNT_FOOTER.exec(cellText(loose))?.[1];
  return found === undefined ? null : Number(found.replace(/[.,]/g, ''));
}
