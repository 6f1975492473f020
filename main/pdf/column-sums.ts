import type { FiguresForm } from './figures-form';
import type { Column } from './headers';
import type { PrintedSum } from './total-row';
import { kindOf, readCents, readInteger } from './values';

/** Half a cent for each row, since the ERP adds what it has not rounded (clienti-pdf.md, The total row). */
const ROUNDING_CENTS = 0.5;
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
      const read = (text: string): number | undefined => (isAmount ? readCents : readInteger)(text, one);
      const printed = read(sum.text);
      return printed === undefined ? [] : [{ isAmount, read, printed, sum: 0 }];
    });
  }

  add(cells: readonly string[]): void {
    this.#rows += 1;
    const text = cells[this.column] ?? '';
    if (text !== '') {
      for (const addition of this.#additions) {
        // What is no number there counts for nothing: the sum then tells that it was one.
        addition.sum += addition.read(text) ?? 0;
      }
    }
  }

  /** Whether the rows add up to what is printed, up to rounding. */
  agrees(): boolean {
    return this.#additions.some(
      ({ isAmount, printed, sum }) =>
        Math.abs(sum - printed) <= (isAmount ? ROUNDING_CENTS * this.#rows : ROUNDING_WHOLE),
    );
  }
}

interface Addition {
  readonly isAmount: boolean;
  readonly read: (text: string) => number | undefined;
  readonly printed: number;
  sum: number;
}

/** Of a column that is not known the sum itself tells whether it has decimals. */
function isAmountColumn(column: Column | undefined, text: string, form: FiguresForm): boolean {
  return column?.kind === 'field' ? kindOf(column.field) === 'amount' : readCents(text, form) !== undefined;
}
