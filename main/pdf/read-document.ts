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
  /** `expected` is the export's own total, once it is known. */
  readonly onProgress?: (customersRead: number, expected: number | null) => void;
}

/** How the tables of a page are found: by what is drawn, or by where its texts stand. */
export type TableWay = 'drawing' | 'texts';

/**
 * Reads an opened PDF into `sink` and closes it; without `way`, by the cells that are drawn, and where a report draws
 * none, by the positions of its texts. Knows nothing of Node: it also runs in a page.
 */
export async function readDocument(
  document: DrawnDocument,
  sink: CustomerSink,
  { signal, onProgress }: DocumentOptions,
  way: TableWay | undefined,
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

/** What is wrong with a customers list only: of anything else it would be the wrong thing to say. */
const OF_CUSTOMERS_ONLY: ReadonlySet<string> = new Set(['STRIP_MISMATCH', 'INCOMPLETE_EXPORT']);
/** No export has more pages before its columns begin again. */
const MOST_STRIPS = 30;

async function showsAnyCustomers(drawings: PageDrawings): Promise<boolean> {
  const pages: PageDrawing[] = [];
  for (let index = 0; index < Math.min(MOST_STRIPS, drawings.pageCount); index += 1) {
    const drawing = await drawings.drawing(index, 'cells');
    if (drawing.ok) {
      pages.push(drawing.value);
    }
  }
  return showsCustomers(pages);
}

/** What lines may tell where the filled cells make no table. */
const NO_TABLE: ReadonlySet<string> = new Set(['WRONG_REPORT', 'STRIP_MISMATCH']);

/** By the filled cells, as the portal draws them; else by the lines around them; by the texts where nothing is drawn. */
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
  // Where cells are drawn they decide: a page that does not fit must not be read in a way that sees less.
  return orTexts && !drawsTable(first.value)
    ? readTexts(drawings, into)
    : readPages(linedTables(drawings), into);
}

async function readTexts(drawings: PageDrawings, into: Into): Promise<Result<ExportSummary, AppError>> {
  const tables = await textTables(drawings);
  return tables.ok ? readPages(tables.value, into) : tables;
}

/** One line of text (export-pdf.md, Geometry). */
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
    return fail(appError('INCOMPLETE_EXPORT', 'The last band of customers has not all its pages', details));
  }
  // The total stands on the last band: looked at first, it tells how much there is to read and to add up.
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
      // Without a total only the room that is left under it tells a last band from one that others followed.
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

/** Taking one piece over takes some milliseconds for so many; the app must not stand still for 50,000 at once. */
const PIECE_LENGTH = 200;

/** Hands customers on in pieces of one size. */
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

  /** Hands on what is waiting. */
  async end(): Promise<void> {
    const piece = this.#waiting;
    this.#waiting = [];
    if (piece.length > 0) {
      await this.#sink.take(piece);
    }
  }
}

/** How many rows the last band says there are, for telling progress only. */
function expectedRows({ declaredCount, rows }: Band): number | null {
  const last = rows.at(-1) ?? [];
  return (
    declaredCount ?? (isTotalRow(last) ? (last.map(readCount).find((count) => count !== null) ?? null) : null)
  );
}

/**
 * How many pages hold one band of customers: the ID column stands once in each cycle, so from one page with it to
 * the next; all pages when only one has it. Nothing but the header rows tells (export-pdf.md, Geometry).
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

/** Keeps the tables of pages that were looked at, until they are dropped. */
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

  /** The headers of the first pages, which have been looked at. */
  async headers(pages: number): Promise<readonly string[]> {
    const headers: string[] = [];
    for (let page = 0; page < pages; page += 1) {
      const table = await this.table(page);
      headers.push(...(table.ok ? table.value.headers : []));
    }
    return headers;
  }

  /** The rows of the band that begins with page `first`. */
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

  /** Keeps no more of the band that begins with page `first`. */
  drop(first: number, strips: number): void {
    for (let page = first; page < first + strips; page += 1) {
      this.#kept.delete(page);
    }
  }
}

/** Whether the rows of a page's table are in groups, which stand on the page of the ID. */
function isGrouped({ headers, rows }: PageTable): boolean {
  return headers.some(isIdHeader) && rows.some(({ cells }) => isGroupRow(cells));
}
