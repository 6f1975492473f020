import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { DrawnDocument } from './drawing';
import { ExportCollector, WRONG_REPORT, judgeColumns } from './export-collector';
import { isIdHeader } from './headers';
import { joinStrips } from './join-strips';
import type { PageTable } from './page-table';
import { drawsTable } from './page-table';
import type { TableSource } from './tables';
import { PageDrawings, filledTables, linedTables } from './tables';
import { textTables } from './text-tables';
import { isTotalRow, readCount } from './total-row';

export interface DocumentOptions {
  readonly signal?: AbortSignal;
  /** `expected` is the export's own total, once it is known. */
  readonly onProgress?: (customersRead: number, expected: number | null) => void;
}

/** How the tables of a page are found: by what is drawn, or by where its texts stand. */
export type TableWay = 'drawing' | 'texts';

/**
 * Reads an opened PDF and closes it; without `way`, by the cells that are drawn, and where a report draws none, by the
 * positions of its texts. Knows nothing of Node: it also runs in a page.
 */
export async function readDocument(
  document: DrawnDocument,
  { signal, onProgress }: DocumentOptions,
  way: TableWay | undefined,
): Promise<Result<ExportReading, AppError>> {
  try {
    const drawings = new PageDrawings(document, signal);
    return way === 'texts'
      ? await readTexts(drawings, onProgress)
      : await readDrawing(drawings, onProgress, way === undefined);
  } finally {
    await document.close();
  }
}

/** What lines may tell where the filled cells make no table. */
const NO_TABLE: ReadonlySet<string> = new Set(['WRONG_REPORT', 'STRIP_MISMATCH']);

/** By the filled cells, as the portal draws them; else by the lines around them; by the texts where nothing is drawn. */
async function readDrawing(
  drawings: PageDrawings,
  onProgress: DocumentOptions['onProgress'],
  orTexts: boolean,
): Promise<Result<ExportReading, AppError>> {
  const filled = await readPages(filledTables(drawings), onProgress);
  if (filled.ok || !NO_TABLE.has(filled.error.code)) {
    return filled;
  }
  const first = await drawings.drawing(0, 'cells and lines');
  if (!first.ok) {
    return first;
  }
  // Where cells are drawn they decide: a page that does not fit must not be read in a way that sees less.
  return orTexts && !drawsTable(first.value)
    ? readTexts(drawings, onProgress)
    : readPages(linedTables(drawings), onProgress);
}

async function readTexts(
  drawings: PageDrawings,
  onProgress: DocumentOptions['onProgress'],
): Promise<Result<ExportReading, AppError>> {
  const tables = await textTables(drawings);
  return tables.ok ? readPages(tables.value, onProgress) : tables;
}

/** One line of text (clienti-pdf.md, Geometry). */
const LOWEST_ROW = 13.5;

async function readPages(
  pages: TableSource,
  onProgress: DocumentOptions['onProgress'],
): Promise<Result<ExportReading, AppError>> {
  const ahead = new ReadAhead(pages);
  const length = await cycleLength(ahead);
  if (!length.ok) {
    return length;
  }
  const strips = length.value;
  const { pageCount } = pages;
  if (pageCount % strips !== 0) {
    const details = { pages: pageCount, strips };
    return fail(appError('INCOMPLETE_EXPORT', 'The last band of customers has not all its pages', details));
  }
  // The total stands on the last band, mostly on its first strip: looked at first, it tells how much there is to read.
  const lastBand = await ahead.table(pageCount - strips);
  if (!lastBand.ok) {
    return lastBand;
  }
  const expected = expectedRows(lastBand.value);
  const collector = new ExportCollector();
  let lowest = Infinity;
  for (let first = 0; first < pageCount; first += strips) {
    const band: PageTable[] = [];
    for (let page = first; page < first + strips; page += 1) {
      const table = await ahead.take(page);
      if (!table.ok) {
        return table;
      }
      band.push(table.value);
    }
    const joined = joinStrips(band, first);
    if (!joined.ok) {
      return joined;
    }
    const isLast = first + strips === pageCount;
    const added = collector.add(joined.value, isLast);
    if (!added.ok) {
      return added;
    }
    const end = band[0]?.rows.at(-1)?.bottom ?? Infinity;
    if (isLast && first > 0 && !collector.hasTotal && end - LOWEST_ROW < lowest) {
      // Without a total only the room that is left under it tells a last band from one that others followed.
      return fail(appError('INCOMPLETE_EXPORT', 'The export has no total and ends with a full page'));
    }
    lowest = Math.min(lowest, end);
    onProgress?.(collector.rowsRead, expected);
  }
  return collector.finish(pageCount);
}

/** How many rows a page of the last band says there are, for telling progress only. */
function expectedRows({ declaredCount, rows }: PageTable): number | null {
  const last = rows.at(-1)?.cells ?? [];
  return (
    declaredCount ?? (isTotalRow(last) ? (last.map(readCount).find((count) => count !== null) ?? null) : null)
  );
}

/**
 * How many pages hold one band of customers: the ID column stands once in each cycle, so from one page with it to
 * the next; all pages when only one has it. Nothing but the header rows tells (clienti-pdf.md, Geometry).
 */
async function cycleLength(pages: ReadAhead): Promise<Result<number, AppError>> {
  let firstWithId: number | null = null;
  const headers = new Set<string>();
  for (let page = 0; page < pages.pageCount; page += 1) {
    const table = await pages.table(page);
    if (!table.ok) {
      return table;
    }
    table.value.headers.forEach((header) => headers.add(header));
    if (!table.value.headers.some(isIdHeader)) {
      continue;
    }
    if (firstWithId !== null) {
      return ok(page - firstWithId);
    }
    firstWithId = page;
  }
  // Without the ID nothing tells how pages belong together: say what is wrong by the headers alone.
  return firstWithId === null ? fail(judgeColumns([...headers]) ?? WRONG_REPORT) : ok(pages.pageCount);
}

/** Keeps the tables that were looked at ahead of their turn, until they are taken. */
class ReadAhead {
  readonly pageCount: number;
  readonly #pages: TableSource;
  readonly #kept = new Map<number, PageTable>();

  constructor(pages: TableSource) {
    this.pageCount = pages.pageCount;
    this.#pages = pages;
  }

  async table(page: number): Promise<Result<PageTable, AppError>> {
    const kept = this.#kept.get(page);
    if (kept !== undefined) {
      return ok(kept);
    }
    const table = await this.#pages.table(page);
    if (table.ok) {
      this.#kept.set(page, table.value);
    }
    return table;
  }

  async take(page: number): Promise<Result<PageTable, AppError>> {
    const table = await this.table(page);
    this.#kept.delete(page);
    return table;
  }
}
