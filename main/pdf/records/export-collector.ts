import type { AppError, CustomerField, ExportWarning, ExportedCustomer } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { FiguresEvidence } from '../columns/figures-form';
import type { Column } from '../columns/headers';
import { recogniseWithYears, withYears } from '../columns/headers';
import type { SalesYears } from '../columns/sales-years';
import { isPastSales } from '../columns/sales-years';
import type { Totals } from '../columns/total-row';
import { isTotalRow, readTotals, totalText } from '../columns/total-row';
import { FieldFit, isPrice, kindOf, readWholeDigits } from '../columns/values';
import { GROUPED_LIST, isGroupRow } from '../group-row';
import type { Band } from '../tables/join-strips';
import { WRONG_REPORT, fieldsOf, judgeColumns } from '../tables/other-reports';
import type { Settlement } from './customer-records';
import { CustomerRecords } from './customer-records';
import type { ExportSummary } from './customer-sink';

/** Offered by the list since May 2026 but seldom shown: that it is not there says nothing (export-pdf.md, Columns). */
const SELDOM_SHOWN: ReadonlySet<CustomerField> = new Set(['email']);

interface Layout {
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  readonly years: SalesYears;
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
        return fail(
          isGroupRow(cells)
            ? GROUPED_LIST
            : appError('INCOMPLETE_EXPORT', 'A row has no readable ID', { row: this.rowsRead }),
        );
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
    const isHeld = this.#records === null;
    let records = this.#records ?? this.#recordsBy(settlement);
    if (!isSame(records.settlement, settlement)) {
      return ok({ kind: 'again', settlement });
    }
    const rows = this.#held;
    let customers = this.#recordHeld(records);
    const readable = records.withoutUnreadable();
    if (readable !== null) {
      const other = { ...settlement, columns: readable };
      if (!isHeld) {
        return ok({ kind: 'again', settlement: other });
      }
      records = this.#recordsBy(other);
      customers = records.make(rows);
    }
    return ok({
      kind: 'whole',
      customers,
      summary: {
        warnings: [
          ...columnWarnings(layout.columns, records.settlement.columns),
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
    const { columns, years } = recogniseWithYears(band.headers);
    const id = columns.findIndex((column) => column.kind === 'field' && column.field === 'id');
    for (const [index, column] of columns.entries()) {
      if (column.kind === 'other' && column.similar !== null) {
        this.#fits.set(index, new FieldFit(column.similar.field));
      }
    }
    this.#layout = { headers: band.headers, columns, years, id, figures: figuresOf(columns) };
    return ok(this.#layout);
  }

  #noteEvidence(cells: readonly string[], { figures, years }: Layout): void {
    years.note(cells);
    for (const { column, kind } of figures) {
      const text = cells[column] ?? '';
      if (text === '') {
        continue;
      }
      if (kind === 'date') {
        this.#evidence.noteDate(text);
      } else if (kind !== 'priced' || isPrice(text)) {
        this.#evidence.noteNumber(text, true);
      }
    }
    for (const [column, fit] of this.#fits) {
      fit.note(cells[column] ?? '');
    }
  }

  /** Where no row has a figure the totals still do: those of an export without customers, or of unknown columns. */
  #noteTotals({ figures }: Layout): void {
    for (const [index, text] of (this.#totalRow ?? []).entries()) {
      const isKnown = figures.some(({ column, kind }) => column === index && kind !== 'priced');
      const total = totalText(text) ?? '';
      this.#evidence.noteNumber(total, isKnown || isPrice(total));
    }
  }

  /** Decides by the rows so far about columns whose caption is nearly a field's, or names no year. */
  #settle({ columns, years }: Layout): Settlement {
    const form = this.#evidence.form();
    const settled = withYears(columns, years).map((column, index): Column => {
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
    one.columns.every((column, index) => meaning(column) === meaning(other.columns[index]))
  );
}

function meaning(column: Column | undefined): string | undefined {
  return column?.kind === 'field' ? column.field : column?.kind;
}

/** What there is to say of columns: those that are no field's, that nearly are, and that are not there. */
function columnWarnings(printed: readonly Column[], settled: readonly Column[]): readonly ExportWarning[] {
  const ofSettled = settled.flatMap((column, index): readonly ExportWarning[] => {
    const before = printed[index];
    switch (column.kind) {
      case 'unread':
        return [column.warning];
      case 'other':
        return [{ code: 'UNKNOWN_COLUMN', column: column.caption }];
      case 'field': {
        const expected = before?.kind === 'other' ? before.similar?.expected : undefined;
        const { field, caption } = column;
        return expected === undefined ? [] : [{ code: 'SIMILAR_COLUMN', field, column: caption, expected }];
      }
    }
  });
  const named = fieldsOf(settled);
  const isAmbiguous = ofSettled.some(({ code }) => code === 'AMBIGUOUS_COLUMN');
  const unread = new Set(
    ofSettled.flatMap(({ code, field }) => (code === 'UNREADABLE_COLUMN' ? (field ?? []) : [])),
  );
  const missing = CUSTOMER_FIELDS.filter(
    (field) =>
      !named.has(field) &&
      !unread.has(field) &&
      !SELDOM_SHOWN.has(field) &&
      !(isAmbiguous && isPastSales(field)),
  );
  return [
    ...ofSettled,
    ...missing.map((field): ExportWarning => ({ code: 'MISSING_OPTIONAL_COLUMN', field })),
  ];
}

function figuresOf(columns: readonly Column[]): readonly FigureColumn[] {
  return columns.flatMap((one, column): readonly FigureColumn[] => {
    // A caption that is nearly a field's may head the only dates there are.
    if (one.kind === 'unread') {
      return [{ column, kind: 'amount' }];
    }
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
