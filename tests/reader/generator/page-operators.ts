import type { SeededRandom } from '../../../main/demo/customers/random';
import type { FontText } from './font';
import { FONT_SIZE } from './font';
import type { Layout } from './layout';

/** The lines of a cell; none for an empty cell. */
export type Lines = readonly string[];

/** A column with its cells broken into lines, one cell per row of the sheet. */
export interface DrawnColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly headerLines: Lines;
  readonly cells: readonly Lines[];
  readonly total: Lines;
}

export interface DrawnRow {
  /** The index of the row in the sheet, from 0, or `total` for the total row. */
  readonly row: number | 'total';
  readonly height: number;
}

export interface PagePart {
  readonly columns: readonly DrawnColumn[];
  readonly rows: readonly DrawnRow[];
  readonly headerHeight: number;
  readonly footer: string | null;
  readonly number: string | null;
  readonly page: { readonly width: number; readonly height: number };
}

export interface Pen {
  readonly layout: Layout;
  readonly text: FontText;
  readonly fontName: string;
  readonly random: SeededRandom;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Align = 'left' | 'right' | 'center';

const MARGIN = 72;
const PADDING = 1.875;
const BASELINE = 3.29;
const LEADING = 11.2115;
/** The kerning of an A after a blank, in thousandths of the font size. */
const KERNING = 55.1758;

/** Returns the operators of one page, drawn as the layout says. */
export function pageOperators(part: PagePart, pen: Pen): string {
  const { columns, rows, headerHeight, footer, number, page } = part;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const out = [`q 0 0 ${page.width} ${page.height} re W n 1 1 1 rg 0 0 ${page.width} ${page.height} re f Q`];
  const gridClip = `q ${MARGIN} ${MARGIN} ${width} ${page.height - 2 * MARGIN} re W n`;
  let y = page.height - MARGIN - headerHeight;
  let x = MARGIN;
  for (const column of columns) {
    const box = { x, y, width: column.width, height: headerHeight };
    out.push(cell(box, column.headerLines, 'center', 'header', gridClip, pen));
    x += column.width;
  }
  for (const { row, height } of rows) {
    y -= height;
    x = MARGIN;
    for (const column of columns) {
      const box = { x, y, width: column.width, height };
      const lines = row === 'total' ? column.total : (column.cells[row] ?? []);
      out.push(cell(box, lines, column.align, kindOf(row, pen.layout), gridClip, pen));
      x += column.width;
    }
  }
  if (footer !== null) {
    out.push(
      `${gridClip} 0 0 0 rg BT /${pen.fontName} ${FONT_SIZE} Tf ${oneLine(footer, MARGIN + 2.3518, y - 10.5, pen)} ET Q`,
    );
  }
  if (number !== null) {
    out.push(`q 0 0 0 rg BT /${pen.fontName} ${FONT_SIZE} Tf ${oneLine(number, MARGIN, 30, pen)} ET Q`);
  }
  // The portal's producer writes a page in one line.
  return out.join(pen.layout.text === 'portal' ? ' ' : '\n');
}

const FILLS = {
  header: '0.50196 0.50196 0.50196',
  even: '1 1 0.87843',
  odd: '1 1 1',
  total: '1 1 0.87843',
} as const;

function kindOf(row: number | 'total', { rowColours }: Layout): keyof typeof FILLS {
  if (row === 'total') {
    return 'total';
  }
  return rowColours === 'two' && row % 2 === 0 ? 'even' : 'odd';
}

function cell(
  box: Box,
  lines: Lines,
  align: Align,
  kind: keyof typeof FILLS,
  gridClip: string,
  pen: Pen,
): string {
  const { cells, clips } = pen.layout;
  const isFilled =
    cells === 'filled' ||
    (cells === 'alternate' && kind !== 'odd') ||
    (cells === 'header' && kind === 'header');
  const out: string[] = [];
  const { x, y, width, height } = box;
  if (isFilled) {
    out.push(`${gridClip} ${FILLS[kind]} rg ${n(x)} ${n(y)} ${n(width)} ${n(height)} re f Q`);
  }
  if (cells === 'strokes') {
    out.push(`q 0.75 w 0.66275 G ${n(x)} ${n(y)} ${n(width)} ${n(height)} re S Q`);
  } else if (cells !== 'none') {
    for (const border of bordersOf(box)) {
      out.push(`${gridClip} 0.66275 0.66275 0.66275 rg ${border} re f Q`);
    }
  }
  if (lines.length > 0) {
    const inner = `${n(x + 0.375)} ${n(y + 0.375)} ${n(width - 0.75)} ${n(height - 0.75)}`;
    const clip = clips ? `${inner} re W n` : '';
    const color = kind === 'header' ? '1 1 1 rg' : '0 0 0 rg';
    const shown =
      pen.layout.text === 'portal' ? portalLines(box, lines, align, pen) : block(box, lines, align, pen);
    out.push(`q ${clip} ${color} q BT /${pen.fontName} ${FONT_SIZE} Tf ${shown} ET Q Q`);
  }
  return out.join(pen.layout.text === 'portal' ? ' ' : '\n');
}

function bordersOf({ x, y, width, height }: Box): readonly string[] {
  const [left, right, top, bottom] = [x - 0.375, x + width - 0.375, y + height - 0.375, y - 0.375];
  return [
    `${n(left)} ${n(bottom)} 0.75 ${n(height + 0.75)}`,
    `${n(right)} ${n(bottom)} 0.75 ${n(height + 0.75)}`,
    `${n(left)} ${n(top)} ${n(width + 0.75)} 0.75`,
    `${n(left)} ${n(bottom)} ${n(width + 0.75)} 0.75`,
  ];
}

/** Draws lines as the portal does: each relative to the last, and kerned if there are several. */
function portalLines(box: Box, lines: Lines, align: Align, { text }: Pen): string {
  const kerning = (KERNING / 1_000) * FONT_SIZE;
  let [lastX, y] = [0, 0];
  return lines
    .map((line, index) => {
      const parts = lines.length === 1 ? [line] : line.split(/(?<= )(?=A)/);
      const width = text.measure(line) - (parts.length - 1) * kerning;
      const x = startOf(box, align, width);
      const nextY =
        index === 0 ? box.y + box.height / 2 - BASELINE + ((lines.length - 1) * LEADING) / 2 : y - LEADING;
      const move = `${decimals(x - lastX)} ${decimals(nextY - y)} Td`;
      [lastX, y] = [x, nextY];
      const shown = parts.map((part) => text.hex(part)).join(` ${KERNING} `);
      return parts.length === 1 ? `${move} ${shown} Tj` : `${move} [ ${shown}] TJ`;
    })
    .join(' ');
}

/** Formats a number with up to nine decimals, as the portal does. */
function decimals(value: number): string {
  return String(Math.round(value * 1e9) / 1e9);
}

/** Draws the lines as a block, vertically centred in the cell. */
function block(box: Box, lines: Lines, align: Align, pen: Pen): string {
  const first = box.y + box.height / 2 - BASELINE + ((lines.length - 1) * LEADING) / 2;
  return lines
    .map((line, index) => {
      const pieces = intoPieces(line, pen);
      const width = pieces.reduce((total, piece) => total + piece.kern + piece.width, 0);
      return show(pieces, startOf(box, align, width), first - index * LEADING, pen);
    })
    .join(' ');
}

function startOf(box: Box, align: Align, width: number): number {
  return {
    left: box.x + PADDING,
    right: box.x + box.width - PADDING - width,
    center: box.x + (box.width - width) / 2,
  }[align];
}

interface Piece {
  readonly text: string;
  readonly width: number;
  /** The shift from the end of the previous piece, in points. */
  readonly kern: number;
}

function oneLine(line: string, x: number, y: number, pen: Pen): string {
  return show(intoPieces(line, pen), x, y, pen);
}

function show(pieces: readonly Piece[], x: number, y: number, { text, layout }: Pen): string {
  const at = (place: number): string => `1 0 0 1 ${place.toFixed(4)} ${y.toFixed(4)} Tm`;
  const isHidden = (piece: Piece): boolean => piece.text === ' ' && !layout.blanksShown;
  if (layout.text === 'array') {
    const thousandths = (points: number): number => Math.round((points / FONT_SIZE) * -1_000);
    const items = pieces.map((piece) =>
      isHidden(piece)
        ? String(thousandths(piece.kern + piece.width))
        : `${thousandths(piece.kern)} ${text.hex(piece.text)}`,
    );
    return `${at(x)} [${items.join(' ')}] TJ`;
  }
  if (layout.text === 'glyphs') {
    return `${at(x)} ${pieces.map((piece) => `${text.hex(piece.text)} Tj`).join(' ')}`;
  }
  const out: string[] = [];
  let place = x;
  for (const piece of pieces) {
    place += piece.kern;
    if (!isHidden(piece)) {
      out.push(`${at(place)} ${text.hex(piece.text)} Tj`);
    }
    place += piece.width;
  }
  return out.join(' ');
}

/** Splits a line as the layout says: one piece, single glyphs, or short pieces with kerning. */
function intoPieces(line: string, { text, layout, random }: Pen): readonly Piece[] {
  const piece = (part: string, kern: number): Piece => ({ text: part, width: text.measure(part), kern });
  if (layout.text === 'whole' || layout.text === 'portal') {
    return [piece(line, 0)];
  }
  if (layout.text === 'glyphs') {
    return Array.from(line, (character) => piece(character, 0));
  }
  const pieces: Piece[] = [];
  for (const word of line.split(/( )/)) {
    for (let at = 0; at < word.length;) {
      const length = random.between(1, 6);
      // The kerning is at most 4 % of the font size, much less than the width of a blank.
      const kern = pieces.length === 0 ? 0 : (random.between(-4, 4) / 100) * FONT_SIZE;
      pieces.push(piece(word.slice(at, at + length), kern));
      at += length;
    }
  }
  return pieces;
}

function n(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
