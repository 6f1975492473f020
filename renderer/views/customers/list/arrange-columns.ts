import type { ListColumn, ShownColumn } from '../../../../preload/contract';
import { COLUMN_WIDTH_MAX, COLUMN_WIDTH_MIN } from '../../../../preload/contract/list-columns';

/** Returns the columns with one moved right by `steps` (negative: left). The name stays first. */
export function moveColumn(
  columns: readonly ShownColumn[],
  column: ListColumn,
  steps: number,
): readonly ShownColumn[] {
  const from = columns.findIndex((one) => one.column === column);
  const found = columns[from];
  if (found === undefined || from === 0) {
    return columns;
  }
  const others = columns.filter((one) => one !== found);
  const to = Math.min(Math.max(from + steps, 1), others.length);
  return [...others.slice(0, to), found, ...others.slice(to)];
}

/** Returns the columns with one set to a width in pixels, limited to the allowed range. */
export function resizeColumn(
  columns: readonly ShownColumn[],
  column: ListColumn,
  width: number,
): readonly ShownColumn[] {
  const within = Math.round(Math.min(Math.max(width, COLUMN_WIDTH_MIN), COLUMN_WIDTH_MAX));
  return columns.map((one) => (one.column === column ? { column, width: within } : one));
}
