import type { FiguresForm } from './figures-form';
import type { Column } from './headers';
import type { PrintedSum } from './total-row';
import { kindOf, readCents, readInteger } from './values';

/** Half a cent for each row, since the ERP adds what it has not rounded (clienti-pdf.md, The total row). */
const ROUNDING_CENTS = 0.5;
/** What a sum of whole numbers may be off. */
const ROUNDING_WHOLE = 1;

/**
 * Whether the rows of a column add up to the sum that is printed under it, up to rounding. A column that is not known is
 * kept as text, so that either form of figures will do for it.
 */
export function sumAgrees(
  sum: PrintedSum,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  form: FiguresForm,
): boolean {
  const otherForm: FiguresForm = { ...form, decimal: form.decimal === ',' ? '.' : ',' };
  return (
    addsUp(sum, columns, rows, form) ||
    (columns[sum.column]?.kind === 'other' && addsUp(sum, columns, rows, otherForm))
  );
}

function addsUp(
  { column, text }: PrintedSum,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  form: FiguresForm,
): boolean {
  const isAmount = isAmountColumn(columns[column], text, form);
  const read = isAmount ? readCents : readInteger;
  const printed = read(text, form);
  if (printed === undefined) {
    return false;
  }
  let sum = 0;
  for (const cells of rows) {
    const cell = cells[column] ?? '';
    // What is no number there counts for nothing: the sum then tells that it was one.
    sum += cell === '' ? 0 : (read(cell, form) ?? 0);
  }
  return Math.abs(sum - printed) <= (isAmount ? ROUNDING_CENTS * rows.length : ROUNDING_WHOLE);
}

/** Of a column that is not known the sum itself tells whether it has decimals. */
function isAmountColumn(column: Column | undefined, text: string, form: FiguresForm): boolean {
  return column?.kind === 'field' ? kindOf(column.field) === 'amount' : readCents(text, form) !== undefined;
}
