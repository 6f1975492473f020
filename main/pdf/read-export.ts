/**
 * The export reader: PDF bytes in, customers and warnings out. Start here; `streams/` and `open-pdf.ts` open the file,
 * `read-document.ts` goes through it, `tables.ts` and `text-tables.ts` make a table of each page, `join-strips.ts` puts
 * a band's strips together, `headers.ts` and `values.ts` say what cells mean. It must never import the portal, the
 * cache, sync, app or Electron.
 */
import type { AppError, ExportReading, ExportedCustomer } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import type { DocumentOptions, TableWay } from './read-document';
import { readDocument } from './read-document';
import { findDamage, openStreams } from './streams/open-streams';
import { UnsupportedPdf } from './streams/unsupported-pdf';

export interface ReadOptions extends DocumentOptions {
  /** Reads what cannot be read directly, in place of the engine in this thread. */
  readonly engine?: (way?: TableWay) => Promise<Result<ExportReading, AppError>>;
}

/**
 * Reads a whole export, or refuses it: NOT_A_PDF, ENCRYPTED_PDF, UNREADABLE_PDF, WRONG_REPORT, MISSING_COLUMN,
 * STRIP_MISMATCH, COUNT_MISMATCH, SUM_MISMATCH, INCOMPLETE_EXPORT, CANCELLED. See clienti-pdf.md, What a reader must
 * settle.
 *
 * Straight from the content streams where they can be followed, else with a whole PDF engine, which takes many times
 * as long; both give the same records. Where a column does not add up to its sum the export is read in the other way
 * too.
 */
export async function readExport(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<Result<ExportReading, AppError>> {
  const ends = checkEnds(bytes);
  if (ends !== null) {
    return fail(ends);
  }
  const byEngine = async (way?: TableWay): Promise<Result<ExportReading, AppError>> => {
    if (options.engine !== undefined) {
      return options.engine(way);
    }
    // Loading the engine takes longer than reading most exports without it.
    const { readWithEngine } = await import('./read-with-engine');
    return readWithEngine(bytes, options, way);
  };
  try {
    return await agreed(await readDirectly(bytes, options), byEngine);
  } catch (error) {
    if (!(error instanceof UnsupportedPdf)) {
      throw error;
    }
  }
  // The engine passes over damage that the direct way finds by itself.
  const damage = await findDamage(bytes);
  if (damage !== null) {
    return fail(damage);
  }
  return agreed(await byEngine(), () => byEngine('texts'));
}

/**
 * What was read, if its sums agree or another way of reading agrees on every field: then it is the portal that adds
 * wrongly. Else SUM_MISMATCH.
 */
async function agreed(
  read: Result<ExportReading, AppError>,
  otherWay: () => Promise<Result<ExportReading, AppError>>,
): Promise<Result<ExportReading, AppError>> {
  if (!read.ok || read.value.sums.verified === read.value.sums.printed) {
    return read;
  }
  const other = await otherWay();
  if (!other.ok && other.error.code === 'CANCELLED') {
    return other;
  }
  if (other.ok && haveSameFields(other.value.customers, read.value.customers)) {
    return read;
  }
  const { printed, verified } = read.value.sums;
  const column = read.value.warnings.find(({ code }) => code === 'SUM_MISMATCH')?.column ?? '';
  const details = { column, printed, verified };
  return fail(appError('SUM_MISMATCH', 'The sums do not add up and two readings disagree', details));
}

/** By what is written of them: one list may have come from another process, which keeps no prototypes. */
function haveSameFields(some: readonly ExportedCustomer[], others: readonly ExportedCustomer[]): boolean {
  return (
    some.length === others.length &&
    some.every((customer, index) => JSON.stringify(customer) === JSON.stringify(others[index]))
  );
}

/**
 * Reads from the content streams alone; `way` as {@link readDocument} takes it. Throws UnsupportedPdf when they cannot
 * be followed.
 */
export async function readDirectly(
  bytes: Uint8Array,
  options: DocumentOptions = {},
  way?: TableWay,
): Promise<Result<ExportReading, AppError>> {
  const opened = await openStreams(bytes);
  return opened.ok ? readDocument(opened.value, options, way) : opened;
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
