import type { ListColumn } from '../../../preload/contract';
import type { NoteColumn, StoredColumn } from '../../../preload/contract/list-columns';
import { columnCaption, isNoteColumn } from '../../../preload/contract/list-columns';
import type { CustomerColumns } from '../store/customer-columns';
import { parseOther } from '../store/customer-columns';
import type { Cache, Store } from '../store/store';
import { listNotes } from './notes';

/**
 * The change of sales against last year, in cents; NULL without sales in both years. Zero would
 * rank prospects between growing and shrinking customers.
 */
const CHANGE = `CASE WHEN coalesce(customers.salesCents, 0) = 0 AND coalesce(customers.previousSales1Cents, 0) = 0
  THEN NULL ELSE coalesce(customers.salesCents, 0) - coalesce(customers.previousSales1Cents, 0) END`;
/** The change as a fraction of last year's sales; NULL without sales last year. */
const CHANGE_SHARE = `CASE WHEN customers.previousSales1Cents > 0
  THEN (coalesce(customers.salesCents, 0) - customers.previousSales1Cents) * 1.0 / customers.previousSales1Cents END`;

export function valueSql(column: StoredColumn): string {
  switch (column) {
    case 'change':
      return CHANGE;
    case 'changeShare':
      return CHANGE_SHARE;
    default:
      return `customers.${column}`;
  }
}

/** A customer's values in the order of the requested columns. */
export type ValueRow = readonly (string | number | null)[];

/** Returns these columns of the customers in `rows`, in order, without deleted ones. */
export function readValues(
  store: Store,
  rows: readonly number[],
  columns: readonly Exclude<ListColumn, NoteColumn>[],
): ValueRow[] {
  const captions = columns.map(columnCaption);
  const selected = columns.map((column, index) =>
    captions[index] === null ? valueSql(column as StoredColumn) : 'NULL',
  );
  const one = store
    .prepare<[number], unknown[]>(`SELECT other, ${selected.join(', ')} FROM customers WHERE row = ?`)
    .raw();
  return rows.flatMap((row) => {
    const found = one.get(row) as [CustomerColumns['other'], ...ValueRow] | undefined;
    if (found === undefined) {
      return [];
    }
    const [text, ...values] = found;
    const other = captions.every((caption) => caption === null) ? {} : parseOther(text);
    return [values.map((value, index) => otherOf(other, captions[index] ?? null, value))];
  });
}

/** Returns the values as {@link readValues} does, including the agent's notes. */
export function readValuesWithNotes(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  rows: readonly number[],
  columns: readonly ListColumn[],
): ValueRow[] {
  const isStored = (column: ListColumn): column is Exclude<ListColumn, NoteColumn> => !isNoteColumn(column);
  const stored = columns.filter(isStored);
  if (stored.length === columns.length) {
    return readValues(store, rows, stored);
  }
  const values = readValues(store, rows, ['id', ...stored]);
  const found = listNotes(
    notes,
    values.map(([id]) => String(id)),
  );
  return values.map(([id, ...others]) => {
    const note = found.get(String(id));
    const own = { note: note?.text ?? null, dueOn: note?.dueOn ?? null };
    return columns.map((column) => (isNoteColumn(column) ? own[column] : (others.shift() ?? null)));
  });
}

/** Lists the captions of the portal's own columns in use, in order. */
export function listCaptions(store: Store): string[] {
  const captions = store
    .prepare<[], { key: string }>(
      `SELECT DISTINCT key FROM customers, json_each(customers.other) WHERE customers.other <> '{}' AND customers.removed_since IS NULL`,
    )
    .all()
    .map(({ key }) => key);
  return captions.sort((one, other) => (one < other ? -1 : 1));
}

function otherOf(
  other: Readonly<Record<string, string>>,
  caption: string | null,
  value: string | number | null,
): string | number | null {
  return caption === null ? value : (other[caption] ?? null);
}
