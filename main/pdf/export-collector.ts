import type {
  AppError,
  CustomerField,
  ExportReading,
  ExportWarning,
  ExportedCustomer,
} from '../../preload/contract';
import { CUSTOMER_FIELDS } from '../../preload/contract/customers';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { Column, ExportLanguage } from './headers';
import { languageOf, recognise } from './headers';
import type { Band } from './join-strips';
import { readValue } from './values';

interface Layout {
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  readonly language: ExportLanguage;
}

/** Fewer known columns than this, and it is another report that happens to have an ID or a name. */
const LEAST_KNOWN_COLUMNS = 2;

export const WRONG_REPORT = appError('WRONG_REPORT', 'The PDF is not the customers export');

/** What is wrong with an export that has these columns: WRONG_REPORT, MISSING_COLUMN, or nothing. */
export function judgeColumns(headers: readonly string[]): AppError | null {
  const fields = fieldsOf(recognise(headers));
  if (fields.size < LEAST_KNOWN_COLUMNS || (!fields.has('id') && !fields.has('name'))) {
    return WRONG_REPORT;
  }
  for (const needed of ['id', 'name'] as const) {
    if (!fields.has(needed)) {
      const column = needed === 'id' ? 'ID' : 'NOME';
      return appError('MISSING_COLUMN', `The export has no column ${column}`, { column });
    }
  }
  return null;
}

function fieldsOf(columns: readonly Column[]): ReadonlySet<CustomerField> {
  return new Set(columns.flatMap((column) => (column.kind === 'field' ? [column.field] : [])));
}

/** Collects customers band by band and says at the end whether the export is whole. */
export class ExportCollector {
  readonly #declaredCount: number | null;
  readonly #customers: ExportedCustomer[] = [];
  readonly #ids = new Set<string>();
  readonly #warnings: ExportWarning[] = [];
  #layout: Layout | null = null;
  #rowsRead = 0;
  #zeroIds = 0;

  constructor(declaredCount: number | null) {
    this.#declaredCount = declaredCount;
  }

  /** Printed rows so far, those with ID 0 included. */
  get rowsRead(): number {
    return this.#rowsRead;
  }

  /** Takes the next band. Fails when it does not belong to the export of the bands before it. */
  add(band: Band, isLast: boolean): Result<null, AppError> {
    const layout = this.#layoutOf(band);
    if (!layout.ok) {
      return layout;
    }
    if (!isLast && band.declaredCount !== null) {
      return fail(
        appError('COUNT_MISMATCH', 'The total stands before the end of the export', { row: this.#rowsRead }),
      );
    }
    if (isLast && band.declaredCount !== this.#declaredCount) {
      return fail(appError('INCOMPLETE_EXPORT', 'The total does not stand on the first page of its band'));
    }
    for (const cells of band.rows) {
      this.#rowsRead += 1;
      const added = this.#addRow(cells, layout.value);
      if (!added.ok) {
        return added;
      }
    }
    return ok(null);
  }

  /** The export as read, or COUNT_MISMATCH when it does not hold as many rows as it says. */
  finish(pages: number): Result<ExportReading, AppError> {
    if (this.#declaredCount === null) {
      this.#warnings.push({ code: 'NO_DECLARED_COUNT' });
    } else if (this.#declaredCount !== this.#rowsRead) {
      const details = { declared: this.#declaredCount, read: this.#rowsRead };
      return fail(
        appError('COUNT_MISMATCH', 'The export does not hold as many customers as it says', details),
      );
    }
    if (this.#zeroIds > 0) {
      this.#warnings.push({ code: 'ZERO_ID_DROPPED', count: this.#zeroIds });
    }
    return ok({
      customers: this.#customers,
      warnings: this.#warnings,
      pages,
      declaredCount: this.#declaredCount,
    });
  }

  #layoutOf(band: Band): Result<Layout, AppError> {
    const known = this.#layout;
    if (known !== null) {
      const same =
        band.headers.length === known.headers.length &&
        band.headers.every((text, index) => text === known.headers[index]);
      return same
        ? ok(known)
        : fail(
            appError('INCOMPLETE_EXPORT', 'A page is missing: the columns do not repeat', {
              row: this.#rowsRead + 1,
            }),
          );
    }
    const error = judgeColumns(band.headers);
    if (error !== null) {
      return fail(error);
    }
    const columns = recognise(band.headers);
    const fields = fieldsOf(columns);
    this.#warnAboutColumns(columns, fields);
    this.#layout = { headers: band.headers, columns, language: languageOf(band.headers) };
    return ok(this.#layout);
  }

  #warnAboutColumns(columns: readonly Column[], fields: ReadonlySet<CustomerField>): void {
    for (const column of columns) {
      if (column.kind === 'unknown') {
        this.#warnings.push({ code: 'UNKNOWN_COLUMN', column: column.header });
      }
    }
    for (const field of CUSTOMER_FIELDS) {
      if (!fields.has(field)) {
        this.#warnings.push({ code: 'MISSING_OPTIONAL_COLUMN', field });
      }
    }
  }

  #addRow(cells: readonly string[], { columns, language }: Layout): Result<null, AppError> {
    const row = this.#rowsRead;
    const record: Partial<Record<CustomerField, string | number | null>> = {};
    for (const [index, column] of columns.entries()) {
      if (column.kind === 'field') {
        record[column.field] = this.#readCell(column.field, cells[index] ?? '', language, row);
      }
    }
    const { id } = record;
    if (typeof id !== 'string') {
      // Without its ID a row belongs to nobody; leaving it out would make the export smaller than it is.
      return fail(appError('INCOMPLETE_EXPORT', 'A row has no readable ID', { row }));
    }
    if (id === '0') {
      this.#zeroIds += 1;
      return ok(null);
    }
    if (this.#ids.has(id)) {
      this.#warnings.push({ code: 'DUPLICATE_ID', row });
      return ok(null);
    }
    if (record.name === null) {
      this.#warnings.push({ code: 'BAD_VALUE', field: 'name', row });
    }
    this.#ids.add(id);
    this.#customers.push({ ...record, id, name: String(record.name ?? '') } as ExportedCustomer);
    return ok(null);
  }

  #readCell(
    field: CustomerField,
    text: string,
    language: ExportLanguage,
    row: number,
  ): string | number | null {
    const read = readValue(field, text, language);
    switch (read.kind) {
      case 'value':
        return read.value;
      case 'too-long':
        this.#warnings.push({ code: 'TEXT_TOO_LONG', field, row });
        return read.value;
      case 'bad':
        this.#warnings.push({ code: 'BAD_VALUE', field, row });
        return null;
    }
  }
}
