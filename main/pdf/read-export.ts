/**
 * The export reader: it turns PDF bytes into customers and warnings. `streams/` and `open-pdf.ts`
 * open the file, and `read-document.ts` goes through it. `tables.ts` and `text-tables.ts` make a
 * table of each page. `join-strips.ts` joins the strips of a band; `headers.ts` and `values.ts`
 * interpret the cells. It must never import the portal, the cache, sync, app or Electron.
 */
import { createHash } from 'node:crypto';
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { UnsupportedPdf } from './drawing/unsupported-pdf';
import type { DocumentOptions, TableMethod } from './read-document';
import { readDocument } from './read-document';
import type { CustomerSink, ExportSummary } from './records/customer-sink';
import { collectCustomers } from './records/customer-sink';
import type { ByteSource } from './streams/byte-source';
import { memorySource } from './streams/byte-source';
import { findDamage, openStreams } from './streams/open-streams';
import { WRONG_REPORT } from './tables/other-reports';

export interface ReadOptions extends DocumentOptions {
  /** Reads the export with the full PDF engine. By default, the engine runs in this thread. */
  readonly engine?: (sink: CustomerSink, way?: TableMethod) => Promise<Result<ExportSummary, AppError>>;
}

type ReadInto = (sink: CustomerSink) => Promise<Result<ExportSummary, AppError>>;

/** Reads a whole export at once, as {@link readExportInto} does. */
export function readExport(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<Result<ExportReading, AppError>> {
  return collectCustomers((sink) => readExportInto(memorySource(bytes), sink, options));
}

/**
 * Reads a whole export into `sink`, or refuses it. The error codes are NOT_A_PDF, ENCRYPTED_PDF,
 * UNREADABLE_PDF, WRONG_REPORT, MISSING_COLUMN, GROUPED_LIST, STRIP_MISMATCH, COUNT_MISMATCH,
 * SUM_MISMATCH, INCOMPLETE_EXPORT and CANCELLED. If the export is refused, the customers already in
 * the sink are void. See export-pdf.md, What a reader must settle.
 *
 * Reads the content streams directly if possible, band by band, so that memory does not grow with
 * the export. Otherwise, a full PDF engine reads it, many times slower and with the same result. If
 * a column does not match its printed sum, another way of reading must confirm the result.
 */
export async function readExportInto(
  source: ByteSource,
  sink: CustomerSink,
  options: ReadOptions = {},
): Promise<Result<ExportSummary, AppError>> {
  const ends = checkEnds(source);
  if (ends !== null) {
    return fail(ends);
  }
  const byEngine = async (
    into: CustomerSink,
    way?: TableMethod,
  ): Promise<Result<ExportSummary, AppError>> => {
    if (options.engine !== undefined) {
      return options.engine(into, way);
    }
    // Loading the engine takes longer than reading most exports without it.
    const { readWithEngine } = await import('./read-with-engine');
    return readWithEngine(source.bytes(0, source.size), into, options, way);
  };
  const directly: ReadInto = (into) => readStreams(source, into, options);
  try {
    return await agreed(await directly(sink), directly, (into) => byEngine(into));
  } catch (error) {
    if (!(error instanceof UnsupportedPdf)) {
      throw error;
    }
  }
  // The engine ignores damage that reading the streams directly detects.
  const damage = await findDamage(source);
  if (damage !== null) {
    // Only a customers list fails as INCOMPLETE_EXPORT; any other document is the wrong report.
    const isOther = damage.code === 'INCOMPLETE_EXPORT' && isWrongReport(await byEngine(sink));
    return fail(isOther ? WRONG_REPORT : damage);
  }
  return agreed(await byEngine(sink), byEngine, (into) => byEngine(into, 'texts'));
}

function isWrongReport(read: Result<ExportSummary, AppError>): boolean {
  return !read.ok && read.error.code === WRONG_REPORT.code;
}

/**
 * Returns the reading if its sums match, or if another way of reading agrees on every field: then
 * the portal's sum is wrong. Otherwise fails with SUM_MISMATCH.
 */
async function agreed(
  read: Result<ExportSummary, AppError>,
  way: ReadInto,
  otherWay: ReadInto,
): Promise<Result<ExportSummary, AppError>> {
  // Decides by the warning: a column that was left out may have an unverified sum, but no warning.
  if (!read.ok || !read.value.warnings.some(({ code }) => code === 'SUM_MISMATCH')) {
    return read;
  }
  // This case is rare, so reading again costs less than keeping data of every export to compare.
  const prints = [];
  for (const one of [otherWay, way]) {
    const print = await fingerprint(one);
    if (!print.ok && print.error.code === 'CANCELLED') {
      return print;
    }
    prints.push(print.ok ? print.value : null);
  }
  if (prints[0] !== null && prints[0] === prints[1]) {
    return read;
  }
  const { printed, verified } = read.value.sums;
  const column = read.value.warnings.find(({ code }) => code === 'SUM_MISMATCH')?.column ?? '';
  const details = { column, printed, verified };
  return fail(appError('SUM_MISMATCH', 'The sums do not add up and two readings disagree', details));
}

/** Hashes every field of every customer, independent of the order of the fields. */
async function fingerprint(read: ReadInto): Promise<Result<string, AppError>> {
  let hash = createHash('sha256');
  const result = await read({
    begin() {
      hash = createHash('sha256');
      return Promise.resolve();
    },
    take(customers) {
      for (const customer of customers) {
        const fields = Object.entries(customer).sort(([one], [other]) => (one < other ? -1 : 1));
        hash.update(JSON.stringify(fields)).update('\n');
      }
      return Promise.resolve();
    },
  });
  return result.ok ? ok(hash.digest('hex')) : result;
}

/**
 * Reads from the content streams only and keeps all customers; for `way` see {@link readDocument}.
 * Throws UnsupportedPdf if it cannot follow the streams.
 */
export function readDirectly(
  bytes: Uint8Array,
  options: DocumentOptions = {},
  way?: TableMethod,
): Promise<Result<ExportReading, AppError>> {
  return collectCustomers((sink) => readStreams(memorySource(bytes), sink, options, way));
}

async function readStreams(
  source: ByteSource,
  sink: CustomerSink,
  options: DocumentOptions,
  way?: TableMethod,
): Promise<Result<ExportSummary, AppError>> {
  const opened = await openStreams(source);
  return opened.ok ? readDocument(opened.value, sink, options, way) : opened;
}

/** Checks the first and last bytes, because an engine would return a part of a truncated file. */
function checkEnds(source: ByteSource): AppError | null {
  const { size: sizeBytes } = source;
  const text = (start: number, end: number): string =>
    Buffer.from(source.bytes(start, end)).toString('latin1');
  if (!text(0, Math.min(1_024, sizeBytes)).includes('%PDF-')) {
    return appError('NOT_A_PDF', 'The file is not a PDF', { sizeBytes });
  }
  return text(Math.max(0, sizeBytes - 2_048), sizeBytes).includes('%%EOF')
    ? null
    : appError('INCOMPLETE_EXPORT', 'The file is truncated: its end is missing', { sizeBytes });
}
