import PDFDocument from 'pdfkit';
import type { PdfText } from '../../../main/demo/pdf-font';
import { pdfText } from '../../../main/demo/pdf-font';
import { wrapText } from '../../../main/demo/wrap-text';
import type { SeededRandom } from '../../../main/demo/random';
import type { Layout, LayoutColumn } from './layout';
import type { Sheet } from './sheet';
import { pageOperators } from './page-operators';
import type { DrawnColumn, DrawnRow } from './page-operators';

const MARGIN = 72;
const PADDING = 1.875;
const ROW_HEIGHT = 13.5;
const LINE_HEIGHT = 11.25;

export interface DrawnExport {
  readonly pdf: Buffer;
  /** Whether the last of several bands leaves no room for another row, so that without a total it may not be the last. */
  readonly endsFull: boolean;
}

/** The PDF of a sheet under a layout, in the geometry of clienti-pdf.md wherever the layout does not say otherwise. */
export async function drawExport(sheet: Sheet, layout: Layout, random: SeededRandom): Promise<DrawnExport> {
  const document = new PDFDocument({
    margin: 0,
    autoFirstPage: false,
    font: '',
    pdfVersion: '1.4',
    compress: layout.compress,
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const text = layout.font === 'embedded' ? pdfText(document) : pdfText(document, 'Times-Roman');
  const columns = layout.columns.map((column, index) => drawnColumn(column, index, sheet, layout, text));
  const strips = intoStrips(columns, layout, random);
  const width = Math.max(
    layout.page.width,
    ...strips.map((strip) => 2 * MARGIN + sum(strip.map((one) => one.width))),
  );
  const page = { ...layout.page, width };
  const headerLines = Math.max(1, ...columns.map(({ headerLines: lines }) => lines.length));
  const headerHeight = ROW_HEIGHT + (headerLines - 1) * LINE_HEIGHT;
  const rows = sheet.rows.map((_, row): DrawnRow => {
    const lines = Math.max(1, ...columns.map(({ cells }) => cells[row]?.length ?? 0));
    return { row, height: ROW_HEIGHT + (lines - 1) * LINE_HEIGHT };
  });
  const bands = intoBands(rows, page.height - 2 * MARGIN - headerHeight, layout.count === 'footer');
  for (const [bandIndex, band] of bands.entries()) {
    for (const [stripIndex, strip] of strips.entries()) {
      const hasFooter = layout.count === 'footer' && bandIndex === bands.length - 1 && stripIndex === 0;
      const group = layout.language === 'it' ? '.' : ',';
      const footer = hasFooter ? `Count=${String(rows.length).replace(/\B(?=(\d{3})+$)/g, group)}` : null;
      const number = layout.pageNumbers ? `Pagina ${bandIndex * strips.length + stripIndex + 1}` : null;
      addPage(document, layout, page);
      const fontName = text.useOnPage();
      const place = { columns: strip, rows: band, headerHeight, footer, number, page };
      document.addContent(pageOperators(place, { layout, text, fontName, random }));
      document.addContent('Q');
    }
  }
  document.end();
  await finished;
  const used = bands.map((band) => sum(band.map(({ height }) => height)));
  const endsFull = bands.length > 1 && (used.at(-1) ?? 0) + ROW_HEIGHT > Math.max(...used.slice(0, -1));
  return { pdf: Buffer.concat(chunks), endsFull };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function drawnColumn(
  column: LayoutColumn,
  index: number,
  sheet: Sheet,
  layout: Layout,
  text: PdfText,
): DrawnColumn {
  const wraps = layout.allWrap || column.field === 'name' || column.field === 'street';
  const measure = (line: string): number => text.measure(line);
  // Without clips nothing hides the end of a text: columns are as wide as what they hold, kerning included.
  const needed = [column.header, ...sheet.rows.flatMap((row) => (row[index] ?? '').split('\n'))].map(measure);
  const width = !layout.clips
    ? Math.max(column.width, ...needed.map((one) => 1.06 * one + 3 * PADDING))
    : column.width;
  const breakLine = (line: string): readonly string[] => wrapText(line, width - 2 * PADDING, measure);
  return {
    width,
    align: column.align,
    headerLines: layout.wrappedHeaders ? breakLine(column.header) : [column.header],
    cells: sheet.rows.map((row) => {
      const cell = row[index] ?? '';
      const lines = cell === '' ? [] : cell.split('\n');
      return wraps && layout.cells !== 'none' ? lines.flatMap(breakLine) : lines;
    }),
  };
}

function intoStrips(
  columns: readonly DrawnColumn[],
  layout: Layout,
  random: SeededRandom,
): readonly (readonly DrawnColumn[])[] {
  if (layout.grouping === 'one page') {
    return [columns];
  }
  const room = layout.page.width - 2 * MARGIN;
  const strips: DrawnColumn[][] = [];
  for (const column of columns) {
    const strip = strips.at(-1);
    const fits = strip !== undefined && sum(strip.map(({ width }) => width)) + column.width <= room;
    if (strip === undefined || !fits || (layout.grouping === 'random' && random.chance(30))) {
      strips.push([column]);
    } else {
      strip.push(column);
    }
  }
  return strips;
}

function intoBands(
  rows: readonly DrawnRow[],
  room: number,
  hasFooter: boolean,
): readonly (readonly DrawnRow[])[] {
  const bands: DrawnRow[][] = [[]];
  let used = 0;
  for (const row of rows) {
    const needed = row.height + (hasFooter && row.row === rows.length - 1 ? ROW_HEIGHT : 0);
    if (used + needed > room) {
      bands.push([]);
      used = 0;
    }
    bands.at(-1)?.push(row);
    used += row.height;
  }
  return bands;
}

/**
 * Begins a page whose media box begins anywhere and that a viewer turns, and sets axes in which content shows upright;
 * a `Q` must follow the content.
 */
function addPage(
  document: PDFKit.PDFDocument,
  { origin, rotation }: Layout,
  { width, height }: Layout['page'],
): void {
  const turned = rotation === 90 || rotation === 270;
  const size: [number, number] = turned ? [height, width] : [width, height];
  document.addPage({ size, margin: 0 });
  const data = document.page.dictionary.data as Record<string, unknown>;
  const [x, y] = origin;
  data.MediaBox = [x, y, x + size[0], y + size[1]];
  if (rotation !== 0) {
    data.Rotate = rotation;
  }
  // pdfkit turns the y axis downwards; turned once more, the numbers in the file are the page's own.
  document.transform(1, 0, 0, -1, 0, document.page.height);
  const place = {
    0: [1, 0, 0, 1, x, y],
    90: [0, 1, -1, 0, x + size[0], y],
    180: [-1, 0, 0, -1, x + size[0], y + size[1]],
    270: [0, -1, 1, 0, x, y + size[1]],
  }[rotation];
  document.addContent(`q ${place.join(' ')} cm`);
}
