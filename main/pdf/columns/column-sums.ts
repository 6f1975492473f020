import type { FiguresForm } from './figures-form';
import type { Column } from './headers';
import type { PrintedSum } from './total-row';
import { countDecimals, isPrice, valueKind, readCents, readInteger } from './values';

/**
 * The tolerance in cents per row: the ERP adds unrounded amounts (export-pdf.md, The total row).
 */
const ROUNDING = 0.5;
/** The tolerance for a sum of whole numbers. */
const ROUNDING_WHOLE = 1;

/** Adds up a column row by row, to check the sum that is printed under it. */
export class ColumnSum {
  readonly column: number;
  readonly #additions: readonly Addition[];
  #rows = 0;

  /** Reads an unknown column in both decimal forms, because either may prove the sum right. */
  constructor(sum: PrintedSum, columns: readonly Column[], form: FiguresForm) {
    this.column = sum.column;
    const column = columns[sum.column];
    const otherForm: FiguresForm = { ...form, decimal: form.decimal === ',' ? '.' : ',' };
    this.#additions = (column?.kind === 'other' ? [form, otherForm] : [form]).flatMap((one) => {
      const isAmount = isAmountColumn(column, sum.text, one);
      const read = (text: string): number | undefined =>
        isAmount ? readCents(text, one) : readInteger(text);
      const printed = read(sum.text);
      const decimals = isAmount ? countDecimals(sum.text, one) : 0;
      return printed === undefined ? [] : [{ form: one, isAmount, read, printed, decimals, sum: 0 }];
    });
  }

  add(cells: readonly string[]): void {
    this.#rows += 1;
    const text = cells[this.column] ?? '';
    if (text !== '') {
      for (const addition of this.#additions) {
        // An unreadable value counts as 0, so that the sums differ.
        addition.sum += addition.read(text) ?? 0;
        if (addition.isAmount && addition.decimals < MAX_DECIMALS) {
          addition.decimals = Math.max(addition.decimals, countDecimals(text, addition.form));
        }
      }
    }
  }

  /** Whether the rows add up to the printed sum, up to rounding. */
  agrees(): boolean {
    return this.#additions.some(
      (addition) => Math.abs(addition.sum - addition.printed) <= this.#tolerance(addition),
    );
  }

  /** Returns the difference that rounding may cause. Without cents, the sum is rounded too. */
  #tolerance({ isAmount, decimals }: Addition): number {
    if (!isAmount) {
      return ROUNDING_WHOLE;
    }
    return decimals === MAX_DECIMALS
      ? ROUNDING * this.#rows
      : ROUNDING * 10 ** (MAX_DECIMALS - decimals) * (this.#rows + 1);
  }
}

/** The most decimals of a printed amount, because amounts are stored in whole cents. */
const MAX_DECIMALS = 2;

interface Addition {
  readonly form: FiguresForm;
  readonly isAmount: boolean;
  readonly read: (text: string) => number | undefined;
  readonly printed: number;
  /** The most decimals printed in the column so far. */
  decimals: number;
  sum: number;
}

/** Whether a column holds amounts. For an unknown column, the form of its printed sum decides. */
function isAmountColumn(column: Column | undefined, text: string, form: FiguresForm): boolean {
  if (column?.kind === 'unread') {
    return true;
  }
  return column?.kind === 'field'
    ? valueKind(column.field) === 'amount'
    : isPrice(text) || countDecimals(text, form) > 0;
}
