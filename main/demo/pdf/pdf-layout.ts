import { wrapText } from './wrap-text';

/** Letter, margins of 72 pt: the grid's top-left corner, the lowest point a row may reach, and the room for columns. */
export const GRID = { left: 72, top: 720, bottom: 72, width: 468 } as const;
const LINE_HEIGHT = 11.25;
export const ROW_HEIGHT = 13.5;
/** Texts keep this far from the cell's edge. */
export const PADDING = 1.875;
/** No column of a real export is wider; what does not fit wraps. */
const MOST_WIDTH = 224.25;
/** Widths are whole numbers of these: a pixel of the report writer. */
const WIDTH_STEP = 0.75;

/** A column of a report and its cells, one for each row; an empty text is an empty cell. */
export interface ReportColumn {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly cells: readonly string[];
  /** What the total row says in this column; an empty text: nothing. */
  readonly total: string;
  /** In points. Without it the column is as wide as what it shows. */
  readonly width?: number;
}

export interface Report {
  readonly columns: readonly ReportColumn[];
  /** How many columns the first strips have. The others are packed from left to right, as many as fit. */
  readonly grouping: readonly number[];
  readonly rowCount: number;
  /** After the last row comes one with the columns' `total`. */
  readonly hasTotalRow: boolean;
}

/** The lines of one cell; none: an empty cell. */
type CellLines = readonly string[];

export interface LaidColumn {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly width: number;
  /** One for each row of the report, and last the total row if there is one. */
  readonly cells: readonly CellLines[];
}

/** Breaks the cells of a column into lines, in the width it gets. `measure` gives a text's width in points. */
export function layColumn(
  column: ReportColumn,
  hasTotalRow: boolean,
  measure: (text: string) => number,
): LaidColumn {
  const texts = hasTotalRow ? [...column.cells, column.total] : column.cells;
  const widths = texts.map(measure);
  const widest = widths.reduce((most, width) => Math.max(most, width), measure(column.header));
  const fitting = Math.ceil((widest + 2 * PADDING) / WIDTH_STEP) * WIDTH_STEP;
  const width = column.width ?? Math.min(fitting, MOST_WIDTH);
  const room = width - 2 * PADDING;
  const cells = texts.map((text, row): CellLines => {
    if (text === '') {
      return [];
    }
    return (widths[row] ?? 0) > room ? wrapText(text, room, measure) : [text];
  });
  return { header: column.header, align: column.align, width, cells };
}

/** Which columns stand on which page of a cycle (export-pdf.md, How strips come about). */
export function intoStrips(
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

/** A row is as high as its highest cell on any strip. */
export function rowHeights(columns: readonly LaidColumn[]): readonly number[] {
  const [first] = columns;
  return (first?.cells ?? []).map((_, row) => {
    const lines = columns.reduce((most, { cells }) => Math.max(most, cells[row]?.length ?? 0), 1);
    return ROW_HEIGHT + (lines - 1) * LINE_HEIGHT;
  });
}

/** The rows of each band: as many as fit under the header. Without rows there is one band with headers alone. */
export function intoBands(heights: readonly number[]): readonly (readonly number[])[] {
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
