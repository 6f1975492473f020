import PDFDocument from 'pdfkit';
import type { SeededRandom } from '../../../main/demo/customers/random';
import { drawnColumn, computeHeaderHeight, intoBands, intoStrips, rowHeights, sum } from './arrange';
import { embeddedProgram, fontText } from './font';
import type { Layout } from './layout';
import { pageOperators } from './page-operators';
import type { PortalPage } from './portal-file';
import { packed, portalFile } from './portal-file';
import type { Sheet } from './sheet';

const MARGIN = 72;
const ROW_HEIGHT = 13.5;

export interface DrawnExport {
  readonly pdf: Buffer;
  readonly pages: number;
  /** The number of columns on each page of a cycle. */
  readonly strips: readonly number[];
  /** Whether the last of several bands is full, so that without a total another could follow. */
  readonly isLastBandFull: boolean;
}

/** Draws a sheet as a PDF, in the geometry of export-pdf.md unless the layout differs. */
export async function drawExport(sheet: Sheet, layout: Layout, random: SeededRandom): Promise<DrawnExport> {
  const document = new PDFDocument({
    margin: 0,
    autoFirstPage: false,
    font: '',
    pdfVersion: '1.4',
    compress: layout.bytes !== 'other, not packed',
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const isPortal = layout.bytes === 'portal';
  const text = fontText(document, isPortal ? 'embedded' : layout.font);
  const columns = layout.columns.map((_, index) => drawnColumn(index, sheet, layout, text));
  const strips = intoStrips(columns, layout, random, layout.page.width - 2 * MARGIN);
  const width = Math.max(
    layout.page.width,
    ...strips.map((strip) => 2 * MARGIN + sum(strip.map((one) => one.width))),
  );
  const page = { ...layout.page, width };
  const headerHeight = computeHeaderHeight(columns);
  const { below } = sheet.totals;
  const bands = intoBands(
    rowHeights(columns, sheet),
    page.height - 2 * MARGIN - headerHeight,
    below !== null,
  );
  const portalPages: PortalPage[] = [];
  for (const [bandIndex, rows] of bands.entries()) {
    for (const [stripIndex, strip] of strips.entries()) {
      const hasFooter = bandIndex === bands.length - 1 && stripIndex === 0;
      const number = layout.pageNumbers ? `Pagina ${bandIndex * strips.length + stripIndex + 1}` : null;
      const place = { columns: strip, rows, headerHeight, footer: hasFooter ? below : null, number, page };
      const draw = (fontName: string): string => pageOperators(place, { layout, text, fontName, random });
      if (isPortal) {
        portalPages.push(portalPage(layout, page, draw('FNT0')));
      } else {
        addPage(document, layout, page);
        document.addContent(draw(text.useOnPage()));
        document.addContent('Q');
      }
    }
  }
  if (isPortal) {
    // pdfkit embeds the font, with the characters used so far, only if a page uses it.
    document.addPage();
    text.useOnPage();
  }
  document.end();
  await finished;
  const written = Buffer.concat(chunks);
  const used = bands.map((band) => sum(band.map(({ height }) => height)));
  return {
    pdf: isPortal ? portalFile(portalPages, text, await embeddedProgram(written)) : written,
    pages: bands.length * strips.length,
    strips: strips.map(({ length }) => length),
    isLastBandFull: bands.length > 1 && (used.at(-1) ?? 0) + ROW_HEIGHT > Math.max(...used.slice(0, -1)),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function portalPage({ origin: [x, y], rotation }: Layout, page: Size, content: string): PortalPage {
  const size = turnedSize(page, rotation);
  const isPlain = x === 0 && y === 0 && rotation === 0;
  return {
    box: [x, y, x + size[0], y + size[1]],
    rotation,
    content: packed(isPlain ? ` ${content}` : ` q ${upright([x, y], rotation, size)} cm ${content} Q`),
  };
}

function turnedSize({ width, height }: Size, rotation: Layout['rotation']): [number, number] {
  return rotation === 90 || rotation === 270 ? [height, width] : [width, height];
}

/** Returns the matrix that keeps content upright on a page with any origin and rotation. */
function upright(
  [x, y]: Layout['origin'],
  rotation: Layout['rotation'],
  [width, height]: readonly [number, number],
): string {
  return {
    0: [1, 0, 0, 1, x, y],
    90: [0, 1, -1, 0, x + width, y],
    180: [-1, 0, 0, -1, x + width, y + height],
    270: [0, -1, 1, 0, x, y + height],
  }[rotation].join(' ');
}

/** Begins a page and sets its coordinates; a `Q` must follow the content. */
function addPage(document: PDFKit.PDFDocument, { origin, rotation }: Layout, page: Size): void {
  const size = turnedSize(page, rotation);
  document.addPage({ size, margin: 0 });
  const data = document.page.dictionary.data as Record<string, unknown>;
  const [x, y] = origin;
  data.MediaBox = [x, y, x + size[0], y + size[1]];
  if (rotation !== 0) {
    data.Rotate = rotation;
  }
  // pdfkit flips the y axis. This call flips it back, so that y rises upwards as usual in PDF.
  document.transform(1, 0, 0, -1, 0, document.page.height);
  document.addContent(`q ${upright(origin, rotation, size)} cm`);
}
