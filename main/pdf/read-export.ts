/**
 * The export reader: PDF bytes in, customers and warnings out. Start here; `streams/` and `open-pdf.ts` open the file,
 * `page-table.ts` makes a table of each page, `join-strips.ts` puts a band's strips together, `headers.ts` and
 * `values.ts` say what cells mean. It must never import the portal, the cache, sync, app or Electron.
 */
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { DrawnDocument } from './drawing';
import { ExportCollector, WRONG_REPORT, judgeColumns } from './export-collector';
import { isIdHeader } from './headers';
import { joinStrips } from './join-strips';
import type { PageTable } from './page-table';
import { readPageTable } from './page-table';
import { openStreams } from './streams/open-streams';
import { UnsupportedPdf } from './streams/unsupported-pdf';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** `expected` is the export's own total, 0-ID rows included, once it is known. */
  readonly onProgress?: (customersRead: number, expected: number | null) => void;
}

/**
 * Reads a whole export, or refuses it: NOT_A_PDF, ENCRYPTED_PDF, UNREADABLE_PDF, WRONG_REPORT, MISSING_COLUMN,
 * STRIP_MISMATCH, COUNT_MISMATCH, INCOMPLETE_EXPORT, CANCELLED. See clienti-pdf.md, What a reader must settle.
 *
 * Straight from the content streams where they can be followed, else with a whole PDF engine, which takes many times
 * as long; both give the same records.
 */
export async function readExport(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<Result<ExportReading, AppError>> {
  const ends = checkEnds(bytes);
  if (ends !== null) {
    return fail(ends);
  }
  try {
    return await readDirectly(bytes, options);
  } catch (error) {
    if (error instanceof UnsupportedPdf) {
      return readWithEngine(bytes, options);
    }
    throw error;
  }
}

/** Reads with pdf-parse's engine alone. */
export async function readWithEngine(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<Result<ExportReading, AppError>> {
  // Loading the engine takes longer than reading most exports without it.
  const { openWithEngine } = await import('./open-pdf');
  const opened = await openWithEngine(bytes);
  return opened.ok ? readDocument(opened.value, options) : opened;
}

/** Reads from the content streams alone. Throws UnsupportedPdf when they cannot be followed. */
export async function readDirectly(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<Result<ExportReading, AppError>> {
  const opened = await openStreams(bytes);
  return opened.ok ? readDocument(opened.value, options) : opened;
}

async function readDocument(
  document: DrawnDocument,
  options: ReadOptions,
): Promise<Result<ExportReading, AppError>> {
  try {
    return await readPages(document, options);
  } finally {
    await document.close();
  }
}

/** What the first and last bytes say is wrong with a file: an engine would mend a cut one and show what is left. */
function checkEnds(bytes: Uint8Array): AppError | null {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  const tail = Buffer.from(bytes.subarray(-2_048)).toString('latin1');
  if (!head.includes('%PDF-')) {
    return appError('NOT_A_PDF', 'The file is no PDF', { sizeBytes: bytes.length });
  }
  return tail.includes('%%EOF')
    ? null
    : appError('INCOMPLETE_EXPORT', 'The file is cut off: its end is missing', { sizeBytes: bytes.length });
}

async function readPages(
  document: DrawnDocument,
  { signal, onProgress }: ReadOptions,
): Promise<Result<ExportReading, AppError>> {
  const pages = new PageReader(document, signal);
  const length = await cycleLength(pages, document.pageCount);
  if (!length.ok) {
    return length;
  }
  const strips = length.value;
  if (document.pageCount % strips !== 0) {
    const details = { pages: document.pageCount, strips };
    return fail(appError('INCOMPLETE_EXPORT', 'The last band of customers has not all its pages', details));
  }
  // The footer stands on the first strip of the last band: looked at first, it tells how much there is to read.
  const footer = await pages.table(document.pageCount - strips);
  if (!footer.ok) {
    return footer;
  }
  const collector = new ExportCollector(footer.value.declaredCount);
  for (let first = 0; first < document.pageCount; first += strips) {
    const band: PageTable[] = [];
    for (let page = first; page < first + strips; page += 1) {
      const table = await pages.table(page);
      if (!table.ok) {
        return table;
      }
      pages.forget(page);
      band.push(table.value);
    }
    const joined = joinStrips(band, first);
    if (!joined.ok) {
      return joined;
    }
    const added = collector.add(joined.value, first + strips === document.pageCount);
    if (!added.ok) {
      return added;
    }
    onProgress?.(collector.rowsRead, footer.value.declaredCount);
  }
  return collector.finish(document.pageCount);
}

/**
 * How many pages hold one band of customers: the ID column stands once in each cycle, so from one page with it to
 * the next; all pages when only one has it. Nothing but the header rows tells (clienti-pdf.md, Geometry).
 */
async function cycleLength(pages: PageReader, pageCount: number): Promise<Result<number, AppError>> {
  let firstWithId: number | null = null;
  const headers = new Set<string>();
  for (let page = 0; page < pageCount; page += 1) {
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
  return firstWithId === null ? fail(judgeColumns([...headers]) ?? WRONG_REPORT) : ok(pageCount);
}

/** Reads tables page by page, keeping only those that were looked at ahead of their turn. */
class PageReader {
  readonly #document: DrawnDocument;
  readonly #signal: AbortSignal | undefined;
  readonly #kept = new Map<number, PageTable>();

  constructor(document: DrawnDocument, signal: AbortSignal | undefined) {
    this.#document = document;
    this.#signal = signal;
  }

  async table(page: number): Promise<Result<PageTable, AppError>> {
    if (this.#signal?.aborted === true) {
      return fail(appError('CANCELLED', 'Reading was cancelled'));
    }
    const kept = this.#kept.get(page);
    if (kept !== undefined) {
      return ok(kept);
    }
    let drawing;
    try {
      drawing = await this.#document.page(page);
    } catch (error) {
      if (error instanceof UnsupportedPdf) {
        throw error;
      }
      // A page that cannot be decoded fails with plain errors of many names, from zlib and pdf.js.
      return fail(appError('UNREADABLE_PDF', 'A page of the PDF cannot be read', { page: page + 1 }));
    }
    const table = readPageTable(drawing, page + 1);
    if (table.ok) {
      this.#kept.set(page, table.value);
    }
    return table;
  }

  forget(page: number): void {
    this.#kept.delete(page);
  }
}
