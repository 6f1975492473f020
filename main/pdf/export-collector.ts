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
import { sumAgrees } from './column-sums';
import type { FiguresForm } from './figures-form';
import { FiguresEvidence } from './figures-form';
import type { Column } from './headers';
import { recognise } from './headers';
import type { Band } from './join-strips';
import type { PrintedSum } from './total-row';
import { isTotalRow, readTotals, totalText } from './total-row';
import { fitForm, kindOf, readText, readValue, readWholeDigits } from './values';

/** Fewer known columns than this, and it is another report that happens to have an ID or a name. */
const LEAST_KNOWN_COLUMNS = 2;

/** Offered by the list since May 2026 but seldom shown: that it is not there says nothing (clienti-pdf.md, Columns). */
const SELDOM_SHOWN: ReadonlySet<CustomerField> = new Set(['email']);

/** An amount with its currency, whatever its form. */
const PRICE = /^-?(?:[€$]\s*-?\d[\d.,]*|\d[\d.,]*\s*[€$])$/;

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

interface Layout {
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  /** Where the ID stands. */
  readonly id: number;
  /** Columns whose cells tell the form of figures. */
  readonly figures: readonly FigureColumn[];
}

interface FigureColumn {
  readonly column: number;
  /** `priced`: not known, so that only what has a currency is taken for a number. */
  readonly kind: 'whole' | 'amount' | 'date' | 'priced';
}

/**
 * Collects rows band by band, and says at the end whether the export is whole and what it holds: only all rows together
 * tell the form of figures, and whether a column is what its caption nearly says.
 */
export class ExportCollector {
  readonly #rows: (readonly string[])[] = [];
  readonly #warnings: ExportWarning[] = [];
  readonly #evidence = new FiguresEvidence();
  #layout: Layout | null = null;
  /** What a line outside the table says of the number of rows. */
  #looseCount: number | null = null;
  #totalRow: readonly string[] | null = null;

  /** Customers' rows so far, as printed. */
  get rowsRead(): number {
    return this.#rows.length;
  }

  /** Whether the export has said what it holds, in its total row or below the table. */
  get hasTotal(): boolean {
    return this.#looseCount !== null || this.#totalRow !== null;
  }

  /** Takes the next band. Fails when it does not belong to the export of the bands before it. */
  add(band: Band, isLast: boolean): Result<null, AppError> {
    const layout = this.#layoutOf(band);
    if (!layout.ok) {
      return layout;
    }
    const last = band.rows.at(-1);
    const total = last !== undefined && isTotalRow(last) ? last : null;
    if (!isLast && (band.declaredCount !== null || total !== null)) {
      return fail(
        appError('COUNT_MISMATCH', 'The total stands before the end of the export', { row: this.rowsRead }),
      );
    }
    this.#looseCount = band.declaredCount;
    this.#totalRow = total;
    for (const cells of total === null ? band.rows : band.rows.slice(0, -1)) {
      this.#rows.push(cells);
      if (readWholeDigits(cells[layout.value.id] ?? '') === undefined) {
        // Without its ID a row belongs to nobody; leaving it out would make the export smaller than it is.
        return fail(appError('INCOMPLETE_EXPORT', 'A row has no readable ID', { row: this.rowsRead }));
      }
      this.#noteFigures(cells, layout.value);
    }
    return ok(null);
  }

  /**
   * The export as read, or COUNT_MISMATCH when it does not hold as many rows as it says. A sum that its column does not
   * add up to is a warning here; see readExport.
   */
  finish(pages: number): Result<ExportReading, AppError> {
    const layout = this.#layout;
    if (layout === null) {
      return fail(WRONG_REPORT);
    }
    this.#noteTotals(layout);
    const form = this.#evidence.form();
    const columns = this.#settle(layout.columns, form);
    const totals = readTotals(this.#totalRow ?? [], columns);
    const counts = this.#looseCount === null ? totals.counts : [this.#looseCount, ...totals.counts];
    const wrong = counts.find((count) => count !== this.rowsRead);
    if (wrong !== undefined) {
      const details = { declared: wrong, read: this.rowsRead };
      return fail(
        appError('COUNT_MISMATCH', 'The export does not hold as many customers as it says', details),
      );
    }
    const verified = totals.sums.filter((sum) => this.#verify(sum, columns, form)).length;
    const customers = this.#customers(columns, form);
    if (counts.length === 0) {
      this.#warnings.push({ code: 'NO_DECLARED_COUNT' });
    }
    return ok({
      customers,
      warnings: this.#warnings,
      pages,
      declaredCount: counts[0] ?? null,
      sums: { printed: totals.sums.length, verified },
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
              row: this.rowsRead + 1,
            }),
          );
    }
    const error = judgeColumns(band.headers);
    if (error !== null) {
      return fail(error);
    }
    const columns = recognise(band.headers);
    const id = columns.findIndex((column) => column.kind === 'field' && column.field === 'id');
    this.#layout = { headers: band.headers, columns, id, figures: figuresOf(columns) };
    return ok(this.#layout);
  }

  #noteFigures(cells: readonly string[], { figures }: Layout): void {
    for (const { column, kind } of figures) {
      const text = cells[column] ?? '';
      if (text === '') {
        continue;
      }
      if (kind === 'date') {
        this.#evidence.noteDate(text);
      } else if (kind !== 'priced' || PRICE.test(text)) {
        this.#evidence.noteNumber(text, kind === 'whole');
      }
    }
  }

  /** Where no row has a figure the totals still do: those of an export without customers, or of unknown columns. */
  #noteTotals({ figures }: Layout): void {
    for (const [index, text] of (this.#totalRow ?? []).entries()) {
      const isWhole = figures.some(({ column, kind }) => column === index && kind === 'whole');
      this.#evidence.noteNumber(totalText(text) ?? '', isWhole);
    }
  }

  /** Decides on columns that nearly have a field's caption, by their values, and notes what is to be said of columns. */
  #settle(columns: readonly Column[], form: FiguresForm): readonly Column[] {
    const settled = columns.map((column, index): Column => {
      if (column.kind === 'field') {
        return column;
      }
      const { caption, similar } = column;
      const fits =
        similar !== null &&
        fitForm(
          similar.field,
          this.#rows.map((cells) => cells[index] ?? ''),
          form,
        );
      if (!fits) {
        this.#warnings.push({ code: 'UNKNOWN_COLUMN', column: caption });
        return column;
      }
      const { field, expected } = similar;
      this.#warnings.push({ code: 'SIMILAR_COLUMN', field, column: caption, expected });
      return { kind: 'field', field, caption };
    });
    const fields = fieldsOf(settled);
    for (const field of CUSTOMER_FIELDS) {
      if (!fields.has(field) && !SELDOM_SHOWN.has(field)) {
        this.#warnings.push({ code: 'MISSING_OPTIONAL_COLUMN', field });
      }
    }
    return settled;
  }

  #verify(sum: PrintedSum, columns: readonly Column[], form: FiguresForm): boolean {
    const agrees = sumAgrees(sum, columns, this.#rows, form);
    const column = columns[sum.column];
    if (!agrees && column !== undefined) {
      const field = column.kind === 'field' ? { field: column.field } : {};
      this.#warnings.push({ code: 'SUM_MISMATCH', ...field, column: column.caption });
    }
    return agrees;
  }

  #customers(columns: readonly Column[], form: FiguresForm): ExportedCustomer[] {
    const customers: ExportedCustomer[] = [];
    const ids = new Set<string>();
    for (const [index, cells] of this.#rows.entries()) {
      const row = index + 1;
      const record = this.#record(cells, columns, form, row);
      if (ids.has(record.id)) {
        this.#warnings.push({ code: 'DUPLICATE_ID', row });
      } else {
        ids.add(record.id);
        customers.push(record);
      }
    }
    return customers;
  }

  #record(
    cells: readonly string[],
    columns: readonly Column[],
    form: FiguresForm,
    row: number,
  ): ExportedCustomer {
    const record: Partial<Record<CustomerField, string | number | null>> = {};
    let other: Record<string, string | null> | null = null;
    for (const [index, column] of columns.entries()) {
      const text = cells[index] ?? '';
      if (column.kind === 'field') {
        record[column.field] = this.#readCell(column.field, text, form, row);
      } else {
        // Without a prototype, so that no caption means anything to JavaScript.
        other ??= Object.create(null) as Record<string, string | null>;
        other[column.caption] = text === '' ? null : this.#keptText(column.caption, text, row);
      }
    }
    if (record.name === null) {
      this.#warnings.push({ code: 'BAD_VALUE', field: 'name', row });
    }
    return {
      ...record,
      name: String(record.name ?? ''),
      ...(other === null ? {} : { other }),
    } as ExportedCustomer;
  }

  #readCell(field: CustomerField, text: string, form: FiguresForm, row: number): string | number | null {
    const read = readValue(field, text, form);
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

  #keptText(column: string, text: string, row: number): string | null {
    const read = readText(text);
    if (read.kind === 'too-long') {
      this.#warnings.push({ code: 'TEXT_TOO_LONG', column, row });
    }
    return read.value === null ? null : String(read.value);
  }
}

function figuresOf(columns: readonly Column[]): readonly FigureColumn[] {
  return columns.flatMap((one, column): readonly FigureColumn[] => {
    // A caption that is nearly a field's may head the only dates there are.
    const field = one.kind === 'field' ? one.field : one.similar?.field;
    if (field === undefined) {
      return [{ column, kind: 'priced' }];
    }
    const kind = kindOf(field);
    switch (kind) {
      case 'id':
      case 'integer':
        return [{ column, kind: 'whole' }];
      case 'amount':
      case 'date':
        return [{ column, kind }];
      case 'text':
        return [];
    }
  });
}
