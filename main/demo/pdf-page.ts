import { FONT_SIZE, type PdfText } from './pdf-font';

/** Letter, margins of 72 pt: the grid's top-left corner and the lowest point a row may reach. */
export const GRID = { left: 72, top: 720, bottom: 72 } as const;
export const LINE_HEIGHT = 11.25;
export const ROW_HEIGHT = 13.5;

const GREY = '0.66275 0.66275 0.66275 rg';
const HEADER_FILL = '0.50196 0.50196 0.50196 rg';
const WHITE = '1 1 1 rg';
const PALE_YELLOW = '1 1 0.87843 rg';
const BLACK = '0 0 0 rg';
/** Texts keep this far from the cell's edge. */
export const PADDING = 1.875;
/** From the middle of the lines down to the baseline, and from one baseline to the next. */
const BASELINE = 3.29;
const LEADING = 11.2115;

export interface PageColumn {
  readonly header: string;
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** A row of one strip: its cells' lines (none: an empty cell) and the height it has on all strips. */
export interface PageRow {
  readonly cells: readonly (readonly string[])[];
  readonly height: number;
  /** Counted from 0 over the whole report: every other row is pale yellow. */
  readonly index: number;
}

/**
 * The content of one page, operator for operator as the portal writes it: per cell a filled rectangle, four borders,
 * then a clip and the text, one `Tj` a line (clienti-pdf.md, Geometry). In the PDF's own axes, y upwards.
 */
export function pageContent(
  columns: readonly PageColumn[],
  rows: readonly PageRow[],
  footer: string | null,
  text: PdfText,
  fontName: string,
): string {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const clip = `q ${GRID.left} ${GRID.bottom} ${width} 648 re W n`;
  const out: string[] = ['q 0 0 612 792 re W n 1 1 1 rg 0 0 612 792 re f Q'];
  const cell = (box: Box, fill: string, color: string, lines: readonly Line[]): void => {
    out.push(`${clip} ${fill} ${box.x} ${n(box.y)} ${box.width} ${n(box.height)} re f Q`);
    for (const border of bordersOf(box)) {
      out.push(`${clip} ${GREY} ${border} re f Q`);
    }
    const [first] = lines;
    if (first !== undefined) {
      const inner = `${n(box.x + 0.375)} ${n(box.y + 0.375)} ${box.width - 0.75} ${n(box.height - 0.75)}`;
      out.push(`q ${inner} re W n ${color} ${textOf(box, lines, text, fontName)} Q`);
    }
  };

  let y = GRID.top - ROW_HEIGHT;
  let x: number = GRID.left;
  for (const column of columns) {
    const box = { x, y, width: column.width, height: ROW_HEIGHT };
    const start = x + (column.width - text.measure(column.header)) / 2;
    cell(box, HEADER_FILL, WHITE, [{ text: column.header, x: start }]);
    x += column.width;
  }
  for (const row of rows) {
    y -= row.height;
    x = GRID.left;
    const fill = row.index % 2 === 0 ? PALE_YELLOW : WHITE;
    for (const [index, column] of columns.entries()) {
      const left = x;
      const lines = (row.cells[index] ?? []).map((line) => ({
        text: line,
        x: column.align === 'left' ? left + PADDING : left + column.width - PADDING - text.measure(line),
      }));
      cell({ x, y, width: column.width, height: row.height }, fill, BLACK, lines);
      x += column.width;
    }
  }
  if (footer !== null) {
    const place = `${GRID.left + 2.3518} ${(y - 10.5).toFixed(4)} Td`;
    out.push(`${clip} ${BLACK} q BT /${fontName} ${FONT_SIZE} Tf ${place} ${text.hex(footer)} Tj ET Q Q`);
  }
  return out.join('\n');
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly text: string;
  readonly x: number;
}

/** Left, right, top, bottom: each 0.75 pt wide, its middle on the cell's edge. */
function bordersOf({ x, y, width, height }: Box): readonly string[] {
  const [left, right, top, bottom] = [x - 0.375, x + width - 0.375, y + height - 0.375, y - 0.375];
  return [
    `${n(left)} ${n(bottom)} 0.75 ${n(height + 0.75)}`,
    `${n(right)} ${n(bottom)} 0.75 ${n(height + 0.75)}`,
    `${n(left)} ${n(top)} ${n(width + 0.75)} 0.75`,
    `${n(left)} ${n(bottom)} ${n(width + 0.75)} 0.75`,
  ];
}

/** The lines one under the other, as a block in the middle of the cell's height. */
function textOf(box: Box, lines: readonly Line[], text: PdfText, fontName: string): string {
  let x = 0;
  let y = 0;
  const shown = lines.map((line, index) => {
    const nextY =
      index === 0 ? box.y + box.height / 2 - BASELINE + ((lines.length - 1) * LEADING) / 2 : y - LEADING;
    const move = `${(line.x - x).toFixed(4)} ${(nextY - y).toFixed(4)} Td`;
    x = line.x;
    y = nextY;
    return `${move} ${text.hex(line.text)} Tj`;
  });
  return `q BT /${fontName} ${FONT_SIZE} Tf ${shown.join(' ')} ET Q`;
}

/** A number without the noise of binary fractions. */
function n(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
