import type { AppError, CustomerField, ExportWarning, ExportedCustomer } from '../../preload/contract';
import { CUSTOMER_FIELDS } from '../../preload/contract/customers';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { Settlement } from './customer-records';
import { CustomerRecords } from './customer-records';
import type { ExportSummary } from './customer-sink';
import { FiguresEvidence } from './figures-form';
import type { Column } from './headers';
import { recognise } from './headers';
import type { Band } from './join-strips';
import type { Totals } from './total-row';
import { isTotalRow, readTotals, totalText } from './total-row';
import { FieldFit, kindOf, readWholeDigits } from './values';

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

/** What a collector gives at the end: the rest of a whole export, or by what it must be read again from the beginning. */
export type Collected =
  | {
      readonly kind: 'whole';
      readonly customers: readonly ExportedCustomer[];
      readonly summary: ExportSummary;
    }
  | { readonly kind: 'again'; readonly settlement: Settlement };

export interface CollectorOptions {
  /** The band that the total stands on: with it known, columns are added up on the way. */
  readonly lastBand: Band;
  /** What an earlier time through the same export has found out; by default it is found out. */
  readonly settlement?: Settlement | undefined;
  /** So many rows are held before it is supposed that the others are like them. */
  readonly mostHeld?: number | undefined;
}

/** More than nearly all agents have customers: only larger exports may have to be read again. */
const MOST_HELD = 2_000;

/**
 * Collects rows band by band, and says at the end whether the export is whole. Only all rows together tell the form of
 * figures, and whether a column is what its caption nearly says; so the first ones are held, and what they tell is
 * supposed of all. Where the later ones tell otherwise, the export must be read again: that is seldom, and memory need
 * not hold a whole export of any size.
 */
export class ExportCollector {
  readonly #lastBand: Band;
  readonly #totalRow: readonly string[] | null;
  readonly #known: Settlement | undefined;
  readonly #mostHeld: number;
  readonly #evidence = new FiguresEvidence();
  readonly #fits = new Map<number, FieldFit>();
  #held: (readonly string[])[] = [];
  #layout: Layout | null = null;
  #records: CustomerRecords | null = null;
  #rowsRead = 0;

  constructor({ lastBand, settlement, mostHeld = MOST_HELD }: CollectorOptions) {
    this.#lastBand = lastBand;
    this.#totalRow = totalRowOf(lastBand);
    this.#known = settlement;
    this.#mostHeld = settlement === undefined ? mostHeld : 0;
  }

  /** Customers' rows so far. */
  get rowsRead(): number {
    return this.#rowsRead;
  }

  /** Whether the export has said what it holds, in its total row or below the table. */
  get hasTotal(): boolean {
    return this.#lastBand.declaredCount !== null || this.#totalRow !== null;
  }

  /**
   * Takes the next band, and gives the customers that can be told by now. Fails when the band does not belong to the
   * export of those before it.
   */
  add(band: Band, isLast: boolean): Result<readonly ExportedCustomer[], AppError> {
    const layout = this.#layoutOf(band);
    if (!layout.ok) {
      return layout;
    }
    const hasTotalRow = totalRowOf(band) !== null;
    if (!isLast && (band.declaredCount !== null || hasTotalRow)) {
      return fail(
        appError('COUNT_MISMATCH', 'The total stands before the end of the export', { row: this.rowsRead }),
      );
    }
    for (const cells of hasTotalRow ? band.rows.slice(0, -1) : band.rows) {
      this.#held.push(cells);
      this.#rowsRead += 1;
      if (readWholeDigits(cells[layout.value.id] ?? '') === undefined) {
        // Without its ID a row belongs to nobody; leaving it out would make the export smaller than it is.
        return fail(appError('INCOMPLETE_EXPORT', 'A row has no readable ID', { row: this.rowsRead }));
      }
      this.#noteEvidence(cells, layout.value);
    }
    if (this.#held.length <= this.#mostHeld) {
      return ok([]);
    }
    this.#records ??= this.#recordsBy(this.#known ?? this.#settle(layout.value));
    return ok(this.#recordHeld(this.#records));
  }

  /**
   * The rest of the export and what it says of itself, or COUNT_MISMATCH when it does not hold as many rows as it says.
   * A sum that its column does not add up to is a warning here; see readExport.
   */
  finish(pages: number): Result<Collected, AppError> {
    const layout = this.#layout;
    if (layout === null) {
      return fail(WRONG_REPORT);
    }
    this.#noteTotals(layout);
    const settlement = this.#known ?? this.#settle(layout);
    const { counts } = this.#totals(settlement);
    const wrong = counts.find((count) => count !== this.rowsRead);
    if (wrong !== undefined) {
      const details = { declared: wrong, read: this.rowsRead };
      return fail(
        appError('COUNT_MISMATCH', 'The export does not hold as many customers as it says', details),
      );
    }
    const records = this.#records ?? this.#recordsBy(settlement);
    if (!isSame(records.settlement, settlement)) {
      return ok({ kind: 'again', settlement });
    }
    const customers = this.#recordHeld(records);
    return ok({
      kind: 'whole',
      customers,
      summary: {
        warnings: [
          ...columnWarnings(layout.columns, settlement.columns),
          ...records.warnings(),
          ...(counts.length === 0 ? [{ code: 'NO_DECLARED_COUNT' } as const] : []),
        ],
        pages,
        declaredCount: counts[0] ?? null,
        sums: records.sums(),
      },
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
    for (const [index, column] of columns.entries()) {
      if (column.kind === 'other' && column.similar !== null) {
        this.#fits.set(index, new FieldFit(column.similar.field));
      }
    }
    this.#layout = { headers: band.headers, columns, id, figures: figuresOf(columns) };
    return ok(this.#layout);
  }

  #noteEvidence(cells: readonly string[], { figures }: Layout): void {
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
    for (const [column, fit] of this.#fits) {
      fit.note(cells[column] ?? '');
    }
  }

  /** Where no row has a figure the totals still do: those of an export without customers, or of unknown columns. */
  #noteTotals({ figures }: Layout): void {
    for (const [index, text] of (this.#totalRow ?? []).entries()) {
      const isWhole = figures.some(({ column, kind }) => column === index && kind === 'whole');
      this.#evidence.noteNumber(totalText(text) ?? '', isWhole);
    }
  }

  /** What the rows so far tell, of columns that nearly have a field's caption too. */
  #settle({ columns }: Layout): Settlement {
    const form = this.#evidence.form();
    const settled = columns.map((column, index): Column => {
      const similar = column.kind === 'other' ? column.similar : null;
      return similar !== null && this.#fits.get(index)?.fits(form) === true
        ? { kind: 'field', field: similar.field, caption: column.caption }
        : column;
    });
    return { form, columns: settled };
  }

  #totals({ columns }: Settlement): Totals {
    const { declaredCount } = this.#lastBand;
    const totals = readTotals(this.#totalRow ?? [], columns);
    return declaredCount === null ? totals : { ...totals, counts: [declaredCount, ...totals.counts] };
  }

  #recordsBy(settlement: Settlement): CustomerRecords {
    return new CustomerRecords(settlement, this.#totals(settlement).sums);
  }

  #recordHeld(records: CustomerRecords): readonly ExportedCustomer[] {
    const rows = this.#held;
    this.#held = [];
    return records.make(rows);
  }
}

function totalRowOf({ rows }: Band): readonly string[] | null {
  const last = rows.at(-1);
  return last !== undefined && isTotalRow(last) ? last : null;
}

function isSame(one: Settlement, other: Settlement): boolean {
  return (
    one.form.decimal === other.form.decimal &&
    one.form.dayFirst === other.form.dayFirst &&
    one.columns.every(({ kind }, index) => kind === other.columns[index]?.kind)
  );
}

/** What there is to say of columns: those that are no field's, that nearly are, and that are not there. */
function columnWarnings(printed: readonly Column[], settled: readonly Column[]): readonly ExportWarning[] {
  const ofPrinted = printed.flatMap((column, index): readonly ExportWarning[] => {
    if (column.kind === 'field') {
      return [];
    }
    const { caption, similar } = column;
    if (similar === null || settled[index]?.kind !== 'field') {
      return [{ code: 'UNKNOWN_COLUMN', column: caption }];
    }
    const { field, expected } = similar;
    return [{ code: 'SIMILAR_COLUMN', field, column: caption, expected }];
  });
  const fields = fieldsOf(settled);
  const missing = CUSTOMER_FIELDS.filter((field) => !fields.has(field) && !SELDOM_SHOWN.has(field));
  return [
    ...ofPrinted,
    ...missing.map((field): ExportWarning => ({ code: 'MISSING_OPTIONAL_COLUMN', field })),
  ];
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
