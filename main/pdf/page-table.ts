import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
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

/** Borders are 0.75 pt thick, the lowest row 13.5 pt high (clienti-pdf.md, Geometry). */
const THINNEST_CELL = 3;
/** Edges that should be equal differ by rounding only. */
const TOLERANCE = 0.5;
const COUNT_FOOTER = /^Count\s*=\s*(\d{1,3}(?:[.,]\d{3})*|\d+)$/;

/**
 * Makes the table of a page from what it draws: each cell is a filled rectangle, each text belongs to the cell it
 * stands in, an empty cell is a rectangle without text. Fails with WRONG_REPORT when no cells are drawn and with
 * STRIP_MISMATCH when the cells make no regular table.
 */
export function readPageTable(drawing: PageDrawing, page: number): Result<PageTable, AppError> {
  const cells = findCells(drawing);
  const bands = intoRows(cells);
  const header = bands[0];
  if (header === undefined) {
    return fail(appError('WRONG_REPORT', 'A page holds no table', { page }));
  }
  if (bands.some((band) => !sameColumns(band, header))) {
    return fail(appError('STRIP_MISMATCH', 'The rows of a page have different columns', { page }));
  }
  const texts = assignTexts(drawing.texts, cells);
  const [headerRow, ...rows] = bands.map((band) => toRow(band, texts));
  const loose = drawing.texts.filter((text) => cellOf(text, cells) === undefined);
  return ok({ headers: headerRow?.cells ?? [], rows, declaredCount: findCount(loose) });
}

/** The rectangles that are cells: no borders, no background, each place once (a cell may be painted twice). */
function findCells({ fills, width, height }: PageDrawing): Rect[] {
  const seen = new Map<string, Rect>();
  for (const rect of fills) {
    const rectWidth = rect.right - rect.left;
    const rectHeight = rect.top - rect.bottom;
    const isBackground = rectWidth > width * 0.95 && rectHeight > height * 0.95;
    if (rectWidth > THINNEST_CELL && rectHeight > THINNEST_CELL && !isBackground) {
      const key = [rect.left, rect.right, rect.bottom, rect.top].map((edge) => edge.toFixed(1)).join(' ');
      seen.set(key, rect);
    }
  }
  return [...seen.values()];
}

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
  return rows.map((row) => row.sort((a, b) => a.left - b.left));
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

/** The cell a text belongs to: the one its clip lies in, or the one its beginning stands in when it is not clipped to one. */
function cellOf(text: PlacedText, cells: readonly Rect[]): Rect | undefined {
  const { clip } = text;
  if (clip !== null) {
    const middle = { x: (clip.left + clip.right) / 2, y: (clip.bottom + clip.top) / 2 };
    const byClip = cells.find(
      (cell) =>
        holds(cell, middle.x, middle.y) && clip.right - clip.left <= cell.right - cell.left + 2 * TOLERANCE,
    );
    if (byClip !== undefined) {
      return byClip;
    }
  }
  return cells.find((cell) => holds(cell, text.x + Math.min(text.width, 2) / 2, text.y + text.fontSize / 4));
}

function assignTexts(texts: readonly PlacedText[], cells: readonly Rect[]): Map<Rect, PlacedText[]> {
  const byCell = new Map<Rect, PlacedText[]>();
  for (const text of texts) {
    const cell = cellOf(text, cells);
    if (cell !== undefined) {
      const known = byCell.get(cell);
      if (known === undefined) {
        byCell.set(cell, [text]);
      } else {
        known.push(text);
      }
    }
  }
  return byCell;
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
