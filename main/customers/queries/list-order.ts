import type { ListColumn, SortDirection } from '../../../preload/contract';
import { isProspect } from '../../../preload/contract/customers';
import type { StoredColumn } from '../../../preload/contract/list-columns';
import { columnCaption, isNoteColumn, formatOfColumn } from '../../../preload/contract/list-columns';
import { meansNoPhone, normalisePhoneText } from '../../../preload/contract/phone-text';
import { parseOther } from '../store/customer-columns';
import { sortKey } from '../store/fold-text';
import type { Store } from '../store/store';
import { valueSql } from './list-values';
import type { RowQuery } from './ranked-rows';

/** The orders that an index provides. Customers without a city or an order date come last. */
const INDEXED: Readonly<Partial<Record<ListColumn, Readonly<Record<SortDirection, string>>>>> = {
  name: { ascending: 'sort_name, id', descending: 'sort_name DESC, id DESC' },
  city: {
    ascending: "sort_city = '', sort_city, sort_name, id",
    descending: "sort_city = '', sort_city DESC, sort_name, id",
  },
  lastOrderDate: {
    ascending: 'lastOrderDate IS NULL, lastOrderDate, sort_name, id',
    descending: 'lastOrderDate DESC, sort_name, id',
  },
  salesCents: {
    ascending: 'salesCents IS NULL, salesCents, sort_name, id',
    descending: 'salesCents DESC, sort_name, id',
  },
};

/** Columns sorted by value (998 before 1001); in other columns all codes have equal lengths. */
const COUNTED_UP: readonly ListColumn[] = [
  'id',
  'accountNumber',
  'externalAccountNumber',
  'ourAccountNumber',
];

/**
 * Returns the ORDER BY terms of a column. Bind `@sortCaption` to its caption, and provide
 * `note_key` for a column of notes. Empty values come last in both directions; equal values are
 * ordered by name.
 */
export function orderBy(column: ListColumn, direction: SortDirection): string {
  const indexed = INDEXED[column];
  if (indexed !== undefined) {
    return indexed[direction];
  }
  return `${keySql(column)} ${direction === 'ascending' ? 'ASC' : 'DESC'} NULLS LAST, sort_name, id`;
}

/** Joins the sort keys of notes, which are in another file. */
const WITH_NOTES = `WITH note_keys AS MATERIALIZED (SELECT key AS note_of, value AS note_key FROM json_each(@noteKeys))
  SELECT row FROM customers LEFT JOIN note_keys ON note_of = customers.id`;

/** Returns a query of all rows in an order; `noteKeys` are the sort keys of notes by customer. */
export function orderedRowsQuery(
  column: ListColumn,
  direction: SortDirection,
  noteKeys: Readonly<Record<string, string>>,
): RowQuery {
  const rows = isNoteColumn(column) ? WITH_NOTES : 'SELECT row FROM customers';
  return {
    sql: `${rows} ORDER BY ${orderBy(column, direction)}`,
    parameters: { sortCaption: columnCaption(column), noteKeys: JSON.stringify(noteKeys) },
  };
}

/** The phone number that the list shows for a customer; NULL for none. */
export const PHONE_SQL = 'coalesce(order_phone(customers.phone), order_phone(customers.mobile))';

/** Registers the SQL functions used by {@link orderBy} and the list's filters. */
export function addOrderFunctions(store: Store): void {
  const options = { deterministic: true, directOnly: true };
  store.function('order_text', options, (text: unknown) =>
    typeof text === 'string' ? orderText(text) : null,
  );
  // A cell such as "n/d" says that there is no number.
  store.function('order_phone', options, (phone: unknown) =>
    typeof phone === 'string' && !meansNoPhone(normalisePhoneText(phone)) ? phone : null,
  );
  store.function('is_prospect', options, (type: unknown, description: unknown) =>
    Number(isProspect({ type: textOrNull(type), description: textOrNull(description) })),
  );
  store.function('order_other', options, (other: unknown, caption: unknown) =>
    typeof other === 'string' && typeof caption === 'string' ? orderOther(other, caption) : null,
  );
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function keySql(column: ListColumn): string {
  if (columnCaption(column) !== null) {
    return 'order_other(customers.other, @sortCaption)';
  }
  if (isNoteColumn(column)) {
    return 'note_key';
  }
  const value = valueSql(column as StoredColumn);
  if (column === 'phone') {
    return PHONE_SQL;
  }
  if (column === 'mobile') {
    return 'order_phone(customers.mobile)';
  }
  if (COUNTED_UP.includes(column)) {
    return `CAST(nullif(${value}, '') AS INTEGER)`;
  }
  switch (formatOfColumn(column)) {
    case 'text':
      return `order_text(${value})`;
    case 'code':
      return `nullif(${value}, '')`;
    default:
      return value;
  }
}

function orderText(text: string): string | null {
  const key = sortKey(text);
  return key === '' ? null : key;
}

const DATE = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const AMOUNT = /^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?\s*[€%]?$/;

/** Returns the sort key of a text in an unknown column: dates and numbers sort by value. */
function orderOther(other: string, caption: string): string | number | null {
  if (other === '{}') {
    return null;
  }
  const text = parseOther(other)[caption]?.trim() ?? '';
  const date = DATE.exec(text);
  if (date !== null) {
    return Number(`${date[3] ?? ''}${date[2] ?? ''}${date[1] ?? ''}`);
  }
  return AMOUNT.test(text) ? Number(text.replace(/[.€%\s]/g, '').replace(',', '.')) : orderText(text);
}
