import PDFDocument from 'pdfkit';
import { pdfText, type PdfText } from './pdf-font';
import {
  GRID,
  LINE_HEIGHT,
  PADDING,
  pageContent,
  ROW_HEIGHT,
  type PageColumn,
  type PageRow,
} from './pdf-page';
import { wrapText } from './wrap-text';

/** A column of a report and its cells, one for each row; an empty text is an empty cell. */
export interface ReportColumn extends PageColumn {
  /** Long texts wrap; otherwise they stay on one line, whose end the cell hides. */
  readonly wraps: boolean;
  readonly cells: readonly string[];
}

export interface Report {
  /** The columns of each page of a cycle. */
  readonly strips: readonly (readonly ReportColumn[])[];
  readonly rowCount: number;
  /** What stands under the last row on its first strip, such as `Count=1.452`. */
  readonly footer: string | null;
}

/**
 * Draws a report as the portal's report writer does (clienti-pdf.md, Geometry): bands of rows, each band once for
 * every strip of columns. The same report gives the same bytes. Lets other work through after every page.
 */
export async function drawReport(report: Report): Promise<Buffer> {
  const made = new Date(Date.UTC(2026, 0, 12, 9));
  const document = new PDFDocument({
    size: 'LETTER',
    margin: 0,
    autoFirstPage: false,
    // No standard font: only Tinos is used.
    font: '',
    pdfVersion: '1.4',
    info: {
      Producer: 'Archibald Agent demo portal',
      Creator: 'Archibald Agent demo portal',
      CreationDate: made,
      ModDate: made,
    },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const text = pdfText(document);
  const strips = report.strips.map((columns) => linesOf(columns, report.rowCount, text));
  const heights = rowHeights(strips, report.rowCount);
  const bands = bandsOf(heights, report.footer !== null);
  for (const [bandIndex, band] of bands.entries()) {
    for (const [stripIndex, columns] of report.strips.entries()) {
      const rows = band.map((index): PageRow => ({
        cells: strips[stripIndex]?.map((cells) => cells[index] ?? []) ?? [],
        height: heights[index] ?? ROW_HEIGHT,
        index,
      }));
      const isLast = bandIndex === bands.length - 1 && stripIndex === 0;
      addPage(document, text, (fontName) =>
        pageContent(columns, rows, isLast ? report.footer : null, text, fontName),
      );
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  document.end();
  await finished;
  return Buffer.concat(chunks);
}

function addPage(document: PDFKit.PDFDocument, text: PdfText, content: (fontName: string) => string): void {
  document.addPage();
  // pdfkit turns the y axis downwards; turned once more, the numbers in the file are the portal's own.
  document.transform(1, 0, 0, -1, 0, document.page.height);
  document.addContent(content(text.useOnPage()));
}

/** For each column, for each row: the lines of the cell. */
function linesOf(
  columns: readonly ReportColumn[],
  rowCount: number,
  text: PdfText,
): readonly (readonly (readonly string[])[])[] {
  return columns.map((column) =>
    Array.from({ length: rowCount }, (_, row): readonly string[] => {
      const cell = column.cells[row] ?? '';
      if (cell === '') {
        return [];
      }
      if (!column.wraps) {
        return [cell];
      }
      return wrapText(cell, column.width - 2 * PADDING, (part) => text.measure(part));
    }),
  );
}

/** A row is as high as its highest cell on any strip. */
function rowHeights(
  strips: readonly (readonly (readonly (readonly string[])[])[])[],
  rowCount: number,
): readonly number[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const lines = strips.flatMap((columns) => columns.map((cells) => cells[row]?.length ?? 0));
    return ROW_HEIGHT + (Math.max(1, ...lines) - 1) * LINE_HEIGHT;
  });
}

/** The rows of each band: as many as fit under the header, and in the last one also the footer. */
function bandsOf(heights: readonly number[], hasFooter: boolean): readonly (readonly number[])[] {
  const room = GRID.top - ROW_HEIGHT - GRID.bottom;
  const bands: number[][] = [[]];
  let used = 0;
  for (const [index, height] of heights.entries()) {
    const needed = height + (hasFooter && index === heights.length - 1 ? ROW_HEIGHT : 0);
    if (used + needed > room) {
      bands.push([]);
      used = 0;
    }
    bands.at(-1)?.push(index);
    used += height;
  }
  return bands;
}
