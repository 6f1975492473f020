import type { ListColumn } from '../../../preload/contract';
import type { NoteColumn, StoredColumn } from '../../../preload/contract/list-columns';
import { captionOf, isNoteColumn } from '../../../preload/contract/list-columns';
import type { CustomerColumns } from '../store/customer-columns';
import { parseOther } from '../store/customer-columns';
import type { Cache, Store } from '../store/store';
import { listNotes } from './notes';

/**
 * Sales against last year's, in cents. A customer who has not bought in either year has none: zero would rank
 * prospects between those who gain and those who lose.
 */
const CHANGE = `CASE WHEN coalesce(customers.salesCents, 0) = 0 AND coalesce(customers.previousSales1Cents, 0) = 0
  THEN NULL ELSE coalesce(customers.salesCents, 0) - coalesce(customers.previousSales1Cents, 0) END`;
/** The same as a fraction of last year's; none where there was nothing to grow from. */
const CHANGE_SHARE = `CASE WHEN customers.previousSales1Cents > 0
  THEN (coalesce(customers.salesCents, 0) - customers.previousSales1Cents) * 1.0 / customers.previousSales1Cents END`;

/** The SQL that gives a column's value for a row of `customers`. */
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

/** One customer's values in the order of the columns that were asked for. */
export type ValueRow = readonly (string | number | null)[];

/** These columns of the customers in these rows, in the order of `rows`; those that are gone meanwhile are left out. */
export function valuesOf(
  store: Store,
  rows: readonly number[],
  columns: readonly Exclude<ListColumn, NoteColumn>[],
): ValueRow[] {
  const captions = columns.map(captionOf);
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

/** The same, with what the agent has written among them. */
export function valuesOfAll(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  rows: readonly number[],
  columns: readonly ListColumn[],
): ValueRow[] {
  const isStored = (column: ListColumn): column is Exclude<ListColumn, NoteColumn> => !isNoteColumn(column);
  const stored = columns.filter(isStored);
  if (stored.length === columns.length) {
    return valuesOf(store, rows, stored);
  }
  const values = valuesOf(store, rows, ['id', ...stored]);
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

/** The captions of the portal's own columns that customers have, in their order. */
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
