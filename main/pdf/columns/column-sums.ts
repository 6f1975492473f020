import type { FiguresForm } from './figures-form';
import type { Column } from './headers';
import type { PrintedSum } from './total-row';
import { decimalsOf, isPrice, kindOf, readCents, readInteger } from './values';

/** Half of the last decimal for each row: the ERP adds what it has not rounded (export-pdf.md, The total row). */
const ROUNDING = 0.5;
/** What a sum of whole numbers may be off. */
const ROUNDING_WHOLE = 1;

/** Adds up the column under which a sum is printed, row by row. */
export class ColumnSum {
  readonly column: number;
  readonly #additions: readonly Addition[];
  #rows = 0;

  /** A column that is not known is kept as text, so that either form of figures will do for it. */
  constructor(sum: PrintedSum, columns: readonly Column[], form: FiguresForm) {
    this.column = sum.column;
    const column = columns[sum.column];
    const otherForm: FiguresForm = { ...form, decimal: form.decimal === ',' ? '.' : ',' };
    this.#additions = (column?.kind === 'other' ? [form, otherForm] : [form]).flatMap((one) => {
      const isAmount = isAmountColumn(column, sum.text, one);
      const read = (text: string): number | undefined =>
        isAmount ? readCents(text, one) : readInteger(text);
      const printed = read(sum.text);
      const decimals = isAmount ? decimalsOf(sum.text, one) : 0;
      return printed === undefined ? [] : [{ form: one, isAmount, read, printed, decimals, sum: 0 }];
    });
  }

  add(cells: readonly string[]): void {
    this.#rows += 1;
    const text = cells[this.column] ?? '';
    if (text !== '') {
      for (const addition of this.#additions) {
        // What is no number there counts for nothing: the sum then tells that it was one.
        addition.sum += addition.read(text) ?? 0;
        if (addition.isAmount && addition.decimals < MOST_DECIMALS) {
          addition.decimals = Math.max(addition.decimals, decimalsOf(text, addition.form));
        }
      }
    }
  }

  /** Whether the rows add up to what is printed, up to rounding. */
  agrees(): boolean {
    return this.#additions.some(
      (addition) => Math.abs(addition.sum - addition.printed) <= this.#tolerance(addition),
    );
  }

  /** Where amounts are printed without cents, the sum is rounded as they are. */
  #tolerance({ isAmount, decimals }: Addition): number {
    if (!isAmount) {
      return ROUNDING_WHOLE;
    }
    return decimals === MOST_DECIMALS
      ? ROUNDING * this.#rows
      : ROUNDING * 10 ** (MOST_DECIMALS - decimals) * (this.#rows + 1);
  }
}

/** Amounts are kept in cents. */
const MOST_DECIMALS = 2;

interface Addition {
  readonly form: FiguresForm;
  readonly isAmount: boolean;
  readonly read: (text: string) => number | undefined;
  readonly printed: number;
  /** How many decimals the column is printed with. */
  decimals: number;
  sum: number;
}

/** Of a column that is not known the sum itself says whether it is an amount. */
function isAmountColumn(column: Column | undefined, text: string, form: FiguresForm): boolean {
  if (column?.kind === 'unread') {
    return true;
  }
  return column?.kind === 'field'
    ? kindOf(column.field) === 'amount'
    : isPrice(text) || decimalsOf(text, form) > 0;
}
