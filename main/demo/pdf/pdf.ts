import { pdfFile } from './pdf-file';
import { fileFont } from './pdf-font';
import {
  splitIntoBands,
  splitIntoStrips,
  layOutColumn,
  rowHeights,
  type LaidColumn,
  type Report,
} from './pdf-layout';
import { pack } from './pdf-objects';
import { pageContent } from './pdf-page';

/**
 * Draws a report as the portal's report writer does (export-pdf.md, Geometry). Each band of rows is
 * drawn once for every strip of columns; the total row comes last. The same report gives the same
 * bytes. Lets other work run after every column and page.
 */
export async function drawReport(report: Report): Promise<Buffer> {
  const font = fileFont();
  const columns: LaidColumn[] = [];
  for (const column of report.columns) {
    columns.push(layOutColumn(column, report.hasTotalRow, (text) => font.measure(text)));
    await otherWork();
  }
  const strips = splitIntoStrips(columns, report.grouping);
  const heights = rowHeights(columns);
  const totalRow = report.hasTotalRow ? report.rowCount : null;
  const contents: Buffer[] = [];
  for (const band of splitIntoBands(heights)) {
    const rows = band.map((index) => ({
      index,
      height: heights[index] ?? 0,
      isTotal: index === totalRow,
    }));
    for (const strip of strips) {
      contents.push(pack(pageContent(strip, rows, font)));
      await otherWork();
    }
  }
  return pdfFile(contents, font.parts());
}

function otherWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
