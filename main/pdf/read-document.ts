import type { AppError, ExportedCustomer } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { isIdHeader } from './columns/headers';
import { isTotalRow, readCount } from './columns/total-row';
import type { DrawnDocument, PageDrawing } from './drawing/drawing';
import { GROUPED_LIST, isGroupRow } from './group-row';
import type { Settlement } from './records/customer-records';
import type { CustomerSink, ExportSummary } from './records/customer-sink';
import { ExportCollector } from './records/export-collector';
import type { Band } from './tables/join-strips';
import { joinStrips } from './tables/join-strips';
import { WRONG_REPORT, judgeColumns, showsCustomers } from './tables/other-reports';
import type { PageTable } from './tables/page-table';
import { drawsTable } from './tables/page-table';
import type { TableSource } from './tables/tables';
import { PageDrawings, filledTables, linedTables } from './tables/tables';
import { textTables } from './tables/text-tables';

export interface DocumentOptions {
  readonly signal?: AbortSignal;
  /** Reports progress. `expected` is the export's own total, once it is known. */
  readonly onProgress?: (customersRead: number, expected: number | null) => void;
}

/** The way to find the tables of a page: by the drawn cells or by the positions of its texts. */
export type TableMethod = 'drawing' | 'texts';

/**
 * Reads an opened PDF into `sink` and closes it. Without `way` it uses the drawn cells, or the
 * positions of the texts if a report draws no cells. It also runs in a page, so it uses nothing of
 * Node.
 */
export async function readDocument(
  document: DrawnDocument,
  sink: CustomerSink,
  { signal, onProgress }: DocumentOptions,
  way: TableMethod | undefined,
): Promise<Result<ExportSummary, AppError>> {
  try {
    const drawings = new PageDrawings(document, signal);
    const into = { sink, onProgress };
    const read =
      way === 'texts'
        ? await readTexts(drawings, into)
        : await readDrawing(drawings, into, way === undefined);
    const isDoubtful = !read.ok && OF_CUSTOMERS_ONLY.has(read.error.code);
    return isDoubtful && !(await showsAnyCustomers(drawings)) ? fail(WRONG_REPORT) : read;
  } finally {
    await document.close();
  }
}

interface Into {
  readonly sink: CustomerSink;
  readonly onProgress: DocumentOptions['onProgress'];
}

/** Errors of customers lists. For any other document they are replaced by WRONG_REPORT. */
const OF_CUSTOMERS_ONLY: ReadonlySet<string> = new Set(['STRIP_MISMATCH', 'INCOMPLETE_EXPORT']);
/** More pages than any export has in one cycle of columns. */
const MAX_STRIPS = 30;

async function showsAnyCustomers(drawings: PageDrawings): Promise<boolean> {
  const pages: PageDrawing[] = [];
  for (let index = 0; index < Math.min(MAX_STRIPS, drawings.pageCount); index += 1) {
    const drawing = await drawings.drawing(index, 'cells');
    if (drawing.ok) {
      pages.push(drawing.value);
    }
  }
  return showsCustomers(pages);
}

/** Errors after which the lines may still form a table that the filled cells do not. */
const NO_TABLE: ReadonlySet<string> = new Set(['WRONG_REPORT', 'STRIP_MISMATCH']);

/** Tries filled cells first, then lines. Texts decide only if nothing is drawn. */
async function readDrawing(
  drawings: PageDrawings,
  into: Into,
  orTexts: boolean,
): Promise<Result<ExportSummary, AppError>> {
  const filled = await readPages(filledTables(drawings), into);
  if (filled.ok || !NO_TABLE.has(filled.error.code)) {
    return filled;
  }
  const first = await drawings.drawing(0, 'cells and lines');
  if (!first.ok) {
    return first;
  }
  // If cells are drawn, texts are not tried: they could miss cells of a page with another layout.
  return orTexts && !drawsTable(first.value)
    ? readTexts(drawings, into)
    : readPages(linedTables(drawings), into);
}

async function readTexts(drawings: PageDrawings, into: Into): Promise<Result<ExportSummary, AppError>> {
  const tables = await textTables(drawings);
  return tables.ok ? readPages(tables.value, into) : tables;
}

/** The height of a row with one line of text, in points (export-pdf.md, Geometry). */
const LOWEST_ROW = 13.5;

async function readPages(
  pages: TableSource,
  { sink, onProgress }: Into,
  settlement?: Settlement,
): Promise<Result<ExportSummary, AppError>> {
  await sink.begin();
  const ahead = new ReadAhead(pages);
  const length = await cycleLength(ahead);
  if (!length.ok) {
    return length;
  }
  const strips = length.value;
  const { pageCount } = pages;
  const error = judgeColumns(await ahead.headers(strips));
  if (error !== null) {
    return fail(error);
  }
  if (pageCount % strips !== 0) {
    const details = { pages: pageCount, strips };
    return fail(appError('INCOMPLETE_EXPORT', 'The last band of customers lacks pages', details));
  }
  // The last band is read first: its total gives the number of rows and the columns with sums.
  const lastBand = await ahead.band(pageCount - strips, strips);
  if (!lastBand.ok) {
    return lastBand;
  }
  const expected = expectedRows(lastBand.value);
  const collector = new ExportCollector({ lastBand: lastBand.value, settlement });
  const pieces = new Pieces(sink);
  let lowest = Infinity;
  for (let first = 0; first < pageCount; first += strips) {
    const joined = await ahead.band(first, strips);
    if (!joined.ok) {
      return joined;
    }
    ahead.drop(first, strips);
    const isLast = first + strips === pageCount;
    const added = collector.add(joined.value, isLast);
    if (!added.ok) {
      return added;
    }
    const { end } = joined.value;
    if (isLast && first > 0 && !collector.hasTotal && end - LOWEST_ROW < lowest) {
      // Without a total, only the free space under a band shows that it is the last.
      return fail(appError('INCOMPLETE_EXPORT', 'The export has no total and ends with a full page'));
    }
    lowest = Math.min(lowest, end);
    await pieces.add(added.value);
    onProgress?.(collector.rowsRead, expected);
  }
  const collected = collector.finish(pageCount);
  if (!collected.ok) {
    return collected;
  }
  if (collected.value.kind === 'again') {
    return readPages(pages, { sink, onProgress }, collected.value.settlement);
  }
  await pieces.add(collected.value.customers);
  await pieces.end();
  return ok(collected.value.summary);
}

/** The number of customers per piece, a few ms of work. 50,000 at once would block the app. */
const PIECE_LENGTH = 200;

/** Collects customers and passes them on in pieces of {@link PIECE_LENGTH}. */
class Pieces {
  readonly #sink: CustomerSink;
  #waiting: ExportedCustomer[] = [];

  constructor(sink: CustomerSink) {
    this.#sink = sink;
  }

  async add(customers: readonly ExportedCustomer[]): Promise<void> {
    for (const customer of customers) {
      this.#waiting.push(customer);
      if (this.#waiting.length === PIECE_LENGTH) {
        await this.end();
      }
    }
  }

  async end(): Promise<void> {
    const piece = this.#waiting;
    this.#waiting = [];
    if (piece.length > 0) {
      await this.#sink.take(piece);
    }
  }
}

/** The number of rows that the last band states, used only to report progress. */
function expectedRows({ declaredCount, rows }: Band): number | null {
  const last = rows.at(-1) ?? [];
  return (
    declaredCount ?? (isTotalRow(last) ? (last.map(readCount).find((count) => count !== null) ?? null) : null)
  );
}

/**
 * Returns the number of pages in one band of customers. The ID column appears once in each cycle,
 * so two pages with an ID column are that far apart. If only one page has an ID column, the band is
 * the whole document. Only header rows show where a cycle begins (export-pdf.md, Geometry).
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
  // Without an ID column the cycle is unknown, so the headers alone determine the error.
  return firstWithId === null ? fail(judgeColumns([...headers]) ?? WRONG_REPORT) : ok(pages.pageCount);
}

/** Keeps the tables of pages read ahead until they are dropped. */
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

  /** Returns the headers of the first `pages` pages, whose tables are kept. */
  async headers(pages: number): Promise<readonly string[]> {
    const headers: string[] = [];
    for (let page = 0; page < pages; page += 1) {
      const table = await this.table(page);
      headers.push(...(table.ok ? table.value.headers : []));
    }
    return headers;
  }

  /** Returns the rows of the band that begins with page `first`. */
  async band(first: number, strips: number): Promise<Result<Band, AppError>> {
    const tables: PageTable[] = [];
    for (let page = first; page < first + strips; page += 1) {
      const table = await this.table(page);
      if (!table.ok) {
        return table;
      }
      tables.push(table.value);
    }
    const joined = joinStrips(tables, first);
    return !joined.ok && tables.some(isGrouped) ? fail(GROUPED_LIST) : joined;
  }

  /** Drops the tables of the band that begins with page `first`. */
  drop(first: number, strips: number): void {
    for (let page = first; page < first + strips; page += 1) {
      this.#kept.delete(page);
    }
  }
}

/** Whether the rows of a table are in groups. The group rows are on the page of the ID column. */
function isGrouped({ headers, rows }: PageTable): boolean {
  return headers.some(isIdHeader) && rows.some(({ cells }) => isGroupRow(cells));
}
