import { wrapText } from './wrap-text';

/** The grid on Letter paper with margins of 72 pt: its top-left corner, lowest point and width. */
export const GRID = { left: 72, top: 720, bottom: 72, width: 468 } as const;
const LINE_HEIGHT = 11.25;
export const ROW_HEIGHT = 13.5;
/** The distance of texts from the cell's edge, in points. */
export const PADDING = 1.875;
/** The width of the widest column of a real export, in points. Longer texts wrap. */
const MAX_WIDTH = 224.25;
/** The step of column widths in points, which is one pixel of the report writer. */
const WIDTH_STEP = 0.75;

/** A column of a report with one cell for each row. An empty text is an empty cell. */
export interface ReportColumn {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly cells: readonly string[];
  readonly total: string;
  /** The width in points. Without it the column fits its texts. */
  readonly width?: number;
}

export interface Report {
  readonly columns: readonly ReportColumn[];
  /** The numbers of columns on the first strips. Later strips are filled from left to right. */
  readonly grouping: readonly number[];
  readonly rowCount: number;
  /** Whether a row with the columns' `total` follows the last row. */
  readonly hasTotalRow: boolean;
}

/** The lines of a cell; none for an empty cell. */
type CellLines = readonly string[];

export interface LaidColumn {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly width: number;
  /** The cells of the report's rows, followed by the cell of the total row, if any. */
  readonly cells: readonly CellLines[];
}

/** Breaks the cells of a column into lines. `measure` returns a text's width in points. */
export function layOutColumn(
  column: ReportColumn,
  hasTotalRow: boolean,
  measure: (text: string) => number,
): LaidColumn {
  const texts = hasTotalRow ? [...column.cells, column.total] : column.cells;
  const widths = texts.map(measure);
  const widest = widths.reduce((most, width) => Math.max(most, width), measure(column.header));
  const fitting = Math.ceil((widest + 2 * PADDING) / WIDTH_STEP) * WIDTH_STEP;
  const width = column.width ?? Math.min(fitting, MAX_WIDTH);
  const room = width - 2 * PADDING;
  const cells = texts.map((text, row): CellLines => {
    if (text === '') {
      return [];
    }
    return (widths[row] ?? 0) > room ? wrapText(text, room, measure) : [text];
  });
  return { header: column.header, align: column.align, width, cells };
}

/** Distributes columns to the pages of a cycle (export-pdf.md, How strips come about). */
export function splitIntoStrips(
  columns: readonly LaidColumn[],
  grouping: readonly number[],
): readonly (readonly LaidColumn[])[] {
  const strips: LaidColumn[][] = [];
  let placed = 0;
  for (const count of grouping) {
    strips.push(columns.slice(placed, placed + count));
    placed += count;
  }
  let used = Infinity;
  for (const column of columns.slice(placed)) {
    if (used + column.width > GRID.width) {
      strips.push([]);
      used = 0;
    }
    strips.at(-1)?.push(column);
    used += column.width;
  }
  return strips;
}

/** Returns the height of each row: its highest cell on any strip decides. */
export function rowHeights(columns: readonly LaidColumn[]): readonly number[] {
  const [first] = columns;
  return (first?.cells ?? []).map((_, row) => {
    const lines = columns.reduce((most, { cells }) => Math.max(most, cells[row]?.length ?? 0), 1);
    return ROW_HEIGHT + (lines - 1) * LINE_HEIGHT;
  });
}

/** Distributes rows to bands that fit on a page. Without rows, one band has only headers. */
export function splitIntoBands(heights: readonly number[]): readonly (readonly number[])[] {
  const room = GRID.top - ROW_HEIGHT - GRID.bottom;
  const bands: number[][] = [[]];
  let used = 0;
  for (const [row, height] of heights.entries()) {
    if (used + height > room) {
      bands.push([]);
      used = 0;
    }
    bands.at(-1)?.push(row);
    used += height;
  }
  return bands;
}
