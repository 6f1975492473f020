import { existsSync } from 'node:fs';
import { shell } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';
import type {
  AppError,
  CheckedSelection,
  Language,
  ListColumn,
  CustomerFileRequest,
  CustomerFileFormat,
  SavedCustomerFile,
} from '../../../preload/contract';
import { appError, formatOfColumn } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { localDate } from '../../base/clock';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { FileColumn, RowValues } from '../../customer-files/cells';
import { XLSX_ROWS_MAX } from '../../customer-files/cells';
import { writeCustomers } from '../../customer-files/file-writer';
import { FILE_TEXTS } from '../../customer-files/words';
import type { Customers } from '../../customers/client';
import type { SyncSession } from '../session/sync-session';
import { askSavePath } from '../window/save-dialog';
import { printSheet } from './print-sheet';

/** The number of customers in a batch; other queries run between batches. */
const PIECE = 100;

const EXTENSIONS: Readonly<Record<CustomerFileFormat, string>> = { xlsx: 'xlsx', csv: 'csv', vcard: 'vcf' };

export interface CustomerExportParts {
  readonly session: () => SyncSession;
  readonly language: () => Language;
  readonly workerPath: string;
  readonly clock: Clock;
  readonly window: () => BrowserWindow | null;
}

/** Exports customers to files that the agent chooses, and prints them. */
export class CustomerExport {
  readonly #parts: CustomerExportParts;
  #lastPath: string | null = null;
  #isPrinting = false;

  constructor(parts: CustomerExportParts) {
    this.#parts = parts;
  }

  /**
   * Saves customers to a file. Returns `null` when the agent chooses no file. Fails with
   * TAKE_ALONG_NOT_SAVED, TAKE_ALONG_TOO_LARGE, CUSTOMER_NOT_FOUND or an error of the cache.
   */
  async save({
    format,
    selection,
    columns,
    notes,
  }: CustomerFileRequest): Promise<Result<SavedCustomerFile | null, AppError>> {
    const { language, workerPath } = this.#parts;
    const { customers } = this.#parts.session();
    const rows = await rowsOf(customers, selection);
    if (!rows.ok) {
      return rows;
    }
    if (format === 'xlsx' && rows.value.length > XLSX_ROWS_MAX) {
      return fail(appError('TAKE_ALONG_TOO_LARGE', 'There are more customers than rows in an Excel sheet'));
    }
    const path = await this.#askPath(format, await nameOf(customers, selection, rows.value));
    if (path === null) {
      return ok(null);
    }
    const isTable = format !== 'vcard';
    // The vCard module is loaded on demand: nothing else in main needs its phone number library.
    const wanted = isTable
      ? columns.map(({ column }) => column)
      : (await import('../../customer-files/vcard')).CONTACT_COLUMNS;
    const fields = columns.map((column) => ({ ...column, kind: formatOfColumn(column.column) }));
    const own = isTable && notes !== null ? noteColumns(notes) : [];
    const written = await writeCustomers(
      workerPath,
      {
        path,
        format,
        language: language(),
        columns: [...fields, ...own],
      },
      piecesOf(customers, rows.value, [...wanted, ...own.map(({ column }) => column)]),
    );
    if (!written.ok) {
      return written;
    }
    this.#lastPath = path;
    return ok({ path, customers: written.value });
  }

  /** Shows the last saved file in its folder. Fails with NOT_OPENED when it no longer exists. */
  show(): Result<null, AppError> {
    if (this.#lastPath === null || !existsSync(this.#lastPath)) {
      return fail(appError('NOT_OPENED', 'There is no file to show'));
    }
    shell.showItemInFolder(this.#lastPath);
    return ok(null);
  }

  /**
   * Prints customers; `false` on cancel. Fails with PRINT_FAILED, PRINT_TOO_LONG or a cache error.
   */
  async print(selection: CheckedSelection, heading: readonly string[]): Promise<Result<boolean, AppError>> {
    if (this.#isPrinting) {
      return ok(false);
    }
    this.#isPrinting = true;
    try {
      return await this.#print(selection, heading);
    } finally {
      this.#isPrinting = false;
    }
  }

  async #print(selection: CheckedSelection, heading: readonly string[]): Promise<Result<boolean, AppError>> {
    const { session, language } = this.#parts;
    const { SHEET_COLUMNS, SHEET_END, SHEET_ROWS_MAX, sheetStart, sheetLines } =
      await import('../../customer-files/sheet');
    const { customers } = session();
    const rows = await rowsOf(customers, selection);
    if (!rows.ok) {
      return rows;
    }
    if (rows.value.length > SHEET_ROWS_MAX) {
      return fail(appError('PRINT_TOO_LONG', 'There are more customers than can be printed at once'));
    }
    const lines: string[] = [];
    for await (const piece of piecesOf(customers, rows.value, SHEET_COLUMNS)) {
      if (!piece.ok) {
        return piece;
      }
      lines.push(sheetLines(piece.value, language()));
    }
    const facts = {
      language: language(),
      heading,
      customers: rows.value.length,
      dataAt: session().status().metrics.lastSuccessTime,
    };
    return printSheet((nonce) => `${sheetStart({ ...facts, nonce })}${lines.join('')}${SHEET_END}`);
  }

  async #askPath(format: CustomerFileFormat, customer: string | null): Promise<string | null> {
    const { clock, language, window } = this.#parts;
    const words = FILE_TEXTS[language()];
    const extension = EXTENSIONS[format];
    const about = customer ?? (format === 'vcard' ? words.contacts : words.customers);
    const filters: FileFilter[] = [
      { name: format === 'vcard' ? words.contacts : format.toUpperCase(), extensions: [extension] },
    ];
    return askSavePath(window(), `${asFileName(about)}-${localDate(clock.now())}.${extension}`, filters);
  }
}

async function rowsOf(
  customers: Customers,
  selection: CheckedSelection,
): Promise<Result<readonly number[], AppError>> {
  switch (selection.kind) {
    case 'list':
      return customers.rowsOf(selection.query);
    case 'chosen':
      return customers.rowsOfChosen(selection.ids, selection.query);
    case 'customer': {
      const rows = await customers.rowsOf({ id: selection.id });
      return rows.ok && rows.value.length === 0
        ? fail(appError('CUSTOMER_NOT_FOUND', 'There is no customer with this ID', { id: selection.id }))
        : rows;
    }
  }
}

/** Returns the customer's name for a single customer, or `null` for several. */
async function nameOf(
  customers: Customers,
  selection: CheckedSelection,
  rows: readonly number[],
): Promise<string | null> {
  if (selection.kind !== 'customer') {
    return null;
  }
  const found = await customers.ask('valuesOf', rows, ['name']);
  return found.ok ? String(found.value[0]?.[0] ?? '') : null;
}

/** Yields the values of these rows in batches; yields at least once, possibly an empty batch. */
async function* piecesOf(
  customers: Customers,
  rows: readonly number[],
  columns: readonly ListColumn[],
): AsyncGenerator<Result<readonly RowValues[], AppError>> {
  for (let from = 0; from === 0 || from < rows.length; from += PIECE) {
    yield customers.ask('valuesOf', rows.slice(from, from + PIECE), columns);
  }
}

function noteColumns({ text, dueOn }: NonNullable<CustomerFileRequest['notes']>): FileColumn[] {
  return [
    { column: 'note', caption: text, kind: 'text' },
    { column: 'dueOn', caption: dueOn, kind: 'date' },
  ];
}

/** Returns a short file name that is valid on every system. */
function asFileName(text: string): string {
  const name = text
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 60)
    .trim();
  return name === '' ? 'archibald' : name;
}
