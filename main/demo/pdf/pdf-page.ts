import { FONT_SIZE, type PdfText } from './pdf-font';
import { GRID, PADDING, ROW_HEIGHT, type LaidColumn } from './pdf-layout';

const GREY = '0.66275 0.66275 0.66275 rg';
const HEADER_FILL = '0.50196 0.50196 0.50196 rg';
const WHITE = '1 1 1 rg';
const PALE_YELLOW = '1 1 0.87843 rg';
const BLACK = '0 0 0 rg';
/** The points from the middle of a line to its baseline, and from a baseline to the next one. */
const BASELINE = 3.29;
const LEADING = 11.2115;
/** In wrapped cells an A after a blank moves left by this many thousandths of the font size. */
const KERNING = '55.1758';

/** A row on a page: its index in the columns' cells, and its height on all strips. */
export interface PageRow {
  readonly index: number;
  readonly height: number;
  readonly isTotal: boolean;
}

type Font = Pick<PdfText, 'measure' | 'hex'>;

/**
 * Writes the content of a page, operator by operator like the portal: for each cell a filled
 * rectangle, four borders, a clip and the text. All is in one line (export-pdf.md, Geometry).
 */
export function pageContent(columns: readonly LaidColumn[], rows: readonly PageRow[], font: Font): string {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const clip = `q ${GRID.left} ${GRID.bottom} ${width} 648 re W n`;
  const out: string[] = [' q 0 0 612 792 re W n 1 1 1 rg 0 0 612 792 re f Q'];
  const cell = (box: Box, fill: string, color: string, lines: readonly Line[]): void => {
    const { x, y, width: wide, height } = box;
    const [left, bottom] = [x - 0.375, y - 0.375];
    const [vertical, horizontal] = [`0.75 ${height + 0.75} re f Q`, `${wide + 0.75} 0.75 re f Q`];
    // Left, right, top, bottom: each is 0.75 pt wide and centred on the cell's edge.
    out.push(
      `${clip} ${fill} ${x} ${y} ${wide} ${height} re f Q`,
      `${clip} ${GREY} ${left} ${bottom} ${vertical}`,
      `${clip} ${GREY} ${left + wide} ${bottom} ${vertical}`,
      `${clip} ${GREY} ${left} ${bottom + height} ${horizontal}`,
      `${clip} ${GREY} ${left} ${bottom} ${horizontal}`,
    );
    if (lines.length > 0) {
      const inner = `${x + 0.375} ${y + 0.375} ${wide - 0.75} ${height - 0.75}`;
      out.push(`q ${inner} re W n ${color} ${textOf(box, lines, font)} Q`);
    }
  };

  let y = GRID.top - ROW_HEIGHT;
  let x: number = GRID.left;
  for (const column of columns) {
    const start = x + (column.width - font.measure(column.header)) / 2;
    const box = { x, y, width: column.width, height: ROW_HEIGHT };
    cell(box, HEADER_FILL, WHITE, [{ text: column.header, x: start }]);
    x += column.width;
  }
  for (const { index, height, isTotal } of rows) {
    y -= height;
    x = GRID.left;
    for (const column of columns) {
      const left = x;
      const lines = (column.cells[index] ?? []).map((text) => ({
        text,
        x: column.align === 'left' ? left + PADDING : left + column.width - PADDING - font.measure(text),
      }));
      cell({ x, y, width: column.width, height }, isTotal ? PALE_YELLOW : WHITE, BLACK, lines);
      x += column.width;
    }
  }
  return out.join(' ');
}

/** A rectangle in points, y upwards. All numbers are multiples of 0.375, so that sums are exact. */
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

/** Writes the lines as a block in the middle of the cell's height. */
function textOf(box: Box, lines: readonly Line[], font: Font): string {
  const wraps = lines.length > 1;
  let [x, y] = [0, 0];
  const shown = lines.map((line, index) => {
    const first = box.y + box.height / 2 - BASELINE + ((lines.length - 1) * LEADING) / 2;
    const nextY = index === 0 ? first : y - LEADING;
    const move = `${place(line.x - x)} ${place(nextY - y)} Td`;
    [x, y] = [line.x, nextY];
    return `${move} ${wraps ? kerned(line.text, font) : `${font.hex(line.text)} Tj`}`;
  });
  return `q BT /FNT0 ${FONT_SIZE} Tf ${shown.join(' ')} ET Q`;
}

/** Writes a line of a wrapped cell. A line with kerning is written in pieces. */
function kerned(line: string, font: Font): string {
  const pieces = line.split(/(?<= )(?=A)/);
  return pieces.length === 1
    ? `${font.hex(line)} Tj`
    : `[ ${pieces.map((piece) => font.hex(piece)).join(` ${KERNING} `)}] TJ`;
}

/** Writes a number with at most the producer's nine decimals, without trailing zeros. */
function place(value: number): string {
  return String(Math.round(value * 1e9) / 1e9);
}
