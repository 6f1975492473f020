import type { CustomerField } from '../../../preload/contract';
import type { CellKind } from './fields';
import type { Figures } from './figures';
import { printed } from './figures';

interface TotalColumn {
  readonly field: CustomerField | null;
  readonly kind: CellKind;
}

/** The totals that an export prints, and their places. */
export interface TotalPlan {
  readonly words: { readonly count: string; readonly sum: string };
  /** The column index of the count of rows, or its place below the table, or nowhere. */
  readonly count: number | 'below' | 'nowhere';
  /** The printed count minus the actual number of rows. */
  readonly countOff: number;
  /** The columns that print a sum. */
  readonly sums: readonly number[];
  /** The errors of wrong sums by column, in cents or whole numbers. */
  readonly off: ReadonlyMap<number, number>;
  /** The columns that print their highest value instead of a sum. */
  readonly highest: readonly number[];
}

export const ENGLISH_WORDS = { count: 'Count', sum: 'Sum' } as const;
export const NO_TOTALS: TotalPlan = {
  words: ENGLISH_WORDS,
  count: 'nowhere',
  countOff: 0,
  sums: [],
  off: new Map(),
  highest: [],
};

/** Returns the count under the ID, and a sum under every number column (export-pdf.md). */
export function portalTotals(columns: readonly TotalColumn[]): TotalPlan {
  return {
    ...NO_TOTALS,
    count: columns.findIndex(({ field }) => field === 'id'),
    sums: numberColumns(columns),
  };
}

/** Returns the indices of the columns that can be summed. */
export function numberColumns(columns: readonly TotalColumn[]): readonly number[] {
  return columns.flatMap(({ kind }, index) => (kind === 'count' || kind === 'amount' ? [index] : []));
}

/** The totals as printed, and their expected reading. */
export interface PrintedTotals {
  /** The cells of the total row; `null` if there is no total row. */
  readonly row: readonly string[] | null;
  /** The line below the table. */
  readonly below: string | null;
  readonly declaredCount: number | null;
  readonly sums: { readonly printed: number; readonly verified: number };
  /** The columns whose sum is wrong. */
  readonly wrong: readonly number[];
}

/**
 * Prints the totals. `values` are the numbers of a column, 0 for an empty or bad cell. The sum of a
 * column that is not `isReadable` cannot be verified.
 */
export function printTotals(
  plan: TotalPlan,
  columns: readonly TotalColumn[],
  rowCount: number,
  values: (column: number) => readonly number[],
  figures: Figures,
  isReadable: (column: number) => boolean,
): PrintedTotals {
  const { words, count, countOff, sums, off, highest } = plan;
  const counted = rowCount + countOff;
  const countText = `${words.count}=${printed('count', counted, figures)}`;
  const row = columns.map(({ kind }, index) => {
    if (count === index) {
      return countText;
    }
    if (sums.includes(index)) {
      const sum = values(index).reduce((total, one) => total + one, off.get(index) ?? 0);
      return `${words.sum}=${printed(kind, sum, figures)}`;
    }
    return highest.includes(index) ? `Max=${printed(kind, Math.max(0, ...values(index)), figures)}` : '';
  });
  const readable = sums.filter(isReadable);
  const wrong = readable.filter((index) => {
    const rounding = columns[index]?.kind === 'amount' ? rowCount / 2 : 1;
    return Math.abs(off.get(index) ?? 0) > rounding;
  });
  return {
    row: row.some((cell) => cell !== '') ? row : null,
    below: count === 'below' ? countText : null,
    declaredCount: count === 'nowhere' ? null : counted,
    sums: { printed: sums.length, verified: readable.length - wrong.length },
    wrong,
  };
}
