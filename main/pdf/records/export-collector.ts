import type { AppError, CustomerField, ExportWarning, ExportedCustomer } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { FiguresEvidence } from '../columns/figures-form';
import type { Column } from '../columns/headers';
import { recogniseWithYears, assignYears } from '../columns/headers';
import type { SalesYears } from '../columns/sales-years';
import { isPastSales } from '../columns/sales-years';
import type { Totals } from '../columns/total-row';
import { isTotalRow, parseTotalRow, totalText } from '../columns/total-row';
import { FieldFit, isPrice, valueKind, readWholeDigits } from '../columns/values';
import { GROUPED_LIST, isGroupRow } from '../group-row';
import type { Band } from '../tables/join-strips';
import { WRONG_REPORT, collectFields, judgeColumns } from '../tables/other-reports';
import type { Settlement } from './customer-records';
import { CustomerRecords } from './customer-records';
import type { ExportSummary } from './customer-sink';

/** Fields offered since May 2026 but seldom shown: absence is normal (export-pdf.md, Columns). */
const SELDOM_SHOWN: ReadonlySet<CustomerField> = new Set(['email']);

interface Layout {
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  readonly years: SalesYears;
  readonly id: number;
  /** Columns whose cells show the form of figures. */
  readonly figures: readonly FigureColumn[];
}

interface FigureColumn {
  readonly column: number;
  /** `priced`: an unknown column, in which only texts with a currency count as numbers. */
  readonly kind: 'whole' | 'amount' | 'date' | 'priced';
}

/** The final result: the remaining customers, or the settlement for reading the export again. */
export type Collected =
  | {
      readonly kind: 'whole';
      readonly customers: readonly ExportedCustomer[];
      readonly summary: ExportSummary;
    }
  | { readonly kind: 'again'; readonly settlement: Settlement };

export interface CollectorOptions {
  /** The band with the total, whose sums show which columns to add up during reading. */
  readonly lastBand: Band;
  /** The findings of an earlier reading of the same export. Without it, the rows decide. */
  readonly settlement?: Settlement | undefined;
  /** The number of rows to hold. The form of any further rows is assumed from these. */
  readonly maxHeld?: number | undefined;
}

/**
 * The default of `maxHeld`. Nearly all agents have fewer customers, so only larger exports may need
 * a second reading.
 */
const MAX_HELD = 2_000;

/**
 * Collects rows band by band and finally decides whether the export is complete. Only all rows
 * prove the form of figures and the meaning of similar captions. The collector holds the first rows
 * and assumes that the others are like them. If later rows contradict this, the export must be read
 * again. That is rare, and in return memory need not hold a whole export.
 */
export class ExportCollector {
  readonly #lastBand: Band;
  readonly #totalRow: readonly string[] | null;
  readonly #known: Settlement | undefined;
  readonly #maxHeld: number;
  readonly #evidence = new FiguresEvidence();
  readonly #fits = new Map<number, FieldFit>();
  #held: (readonly string[])[] = [];
  #layout: Layout | null = null;
  #records: CustomerRecords | null = null;
  #rowsRead = 0;

  constructor({ lastBand, settlement, maxHeld = MAX_HELD }: CollectorOptions) {
    this.#lastBand = lastBand;
    this.#totalRow = totalRowOf(lastBand);
    this.#known = settlement;
    this.#maxHeld = settlement === undefined ? maxHeld : 0;
  }

  /** The number of rows so far, without the total row. */
  get rowsRead(): number {
    return this.#rowsRead;
  }

  /** Whether the export states its number of rows, in its total row or below the table. */
  get hasTotal(): boolean {
    return this.#lastBand.declaredCount !== null || this.#totalRow !== null;
  }

  /** Returns the customers that are ready by now. Fails if the band belongs to another export. */
  add(band: Band, isLast: boolean): Result<readonly ExportedCustomer[], AppError> {
    const layout = this.#layoutOf(band);
    if (!layout.ok) {
      return layout;
    }
    const hasTotalRow = totalRowOf(band) !== null;
    if (!isLast && (band.declaredCount !== null || hasTotalRow)) {
      return fail(
        appError('COUNT_MISMATCH', 'The total is before the end of the export', { row: this.rowsRead }),
      );
    }
    for (const cells of hasTotalRow ? band.rows.slice(0, -1) : band.rows) {
      this.#held.push(cells);
      this.#rowsRead += 1;
      if (readWholeDigits(cells[layout.value.id] ?? '') === undefined) {
        // A row without an ID belongs to no customer, and leaving it out would shorten the export.
        return fail(
          isGroupRow(cells)
            ? GROUPED_LIST
            : appError('INCOMPLETE_EXPORT', 'A row has no readable ID', { row: this.rowsRead }),
        );
      }
      this.#noteEvidence(cells, layout.value);
    }
    if (this.#held.length <= this.#maxHeld) {
      return ok([]);
    }
    this.#records ??= this.#recordsBy(this.#known ?? this.#settle(layout.value));
    return ok(this.#recordHeld(this.#records));
  }

  /**
   * Returns the remaining customers and the summary. Fails with COUNT_MISMATCH if the export states
   * another number of rows. A wrong sum is only a warning here; `readExportInto` decides about it.
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
        appError(
          'COUNT_MISMATCH',
          'The export states a different number of customers than it contains',
          details,
        ),
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

  /** Adds the total row's figures to the evidence, since the customers' rows may hold too few. */
  #noteTotals({ figures }: Layout): void {
    for (const [index, text] of (this.#totalRow ?? []).entries()) {
      const isKnown = figures.some(({ column, kind }) => column === index && kind !== 'priced');
      const total = totalText(text) ?? '';
      this.#evidence.noteNumber(total, isKnown || isPrice(total));
    }
  }

  /** Uses the rows so far to decide about captions that lack a year or resemble a known caption. */
  #settle({ columns, years }: Layout): Settlement {
    const form = this.#evidence.form();
    const settled = assignYears(columns, years).map((column, index): Column => {
      const similar = column.kind === 'other' ? column.similar : null;
      return similar !== null && this.#fits.get(index)?.fits(form) === true
        ? { kind: 'field', field: similar.field, caption: column.caption }
        : column;
    });
    return { form, columns: settled };
  }

  #totals({ columns }: Settlement): Totals {
    const { declaredCount } = this.#lastBand;
    const totals = parseTotalRow(this.#totalRow ?? [], columns);
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

/** Returns the warnings about columns: unknown, similar, unreadable and missing ones. */
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
  const named = collectFields(settled);
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
    if (one.kind === 'unread') {
      return [{ column, kind: 'amount' }];
    }
    // A similar caption is enough, because its column may hold the only dates.
    const field = one.kind === 'field' ? one.field : one.similar?.field;
    if (field === undefined) {
      return [{ column, kind: 'priced' }];
    }
    const kind = valueKind(field);
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
