import type {
  CachedCustomer,
  CustomerListItem,
  CustomerPage,
  CustomerRecord,
  CustomerScope,
  CustomerSort,
} from '../../preload/contract';
import { CUSTOMER_FIELDS } from '../../preload/contract/customers';
import { foldDigits, foldText } from './fold-text';
import type { Store } from './connection';

/** What to list; the text is matched word by word, each as the beginning of a word or number. */
export interface SearchQuery {
  readonly search: string;
  readonly sort: CustomerSort;
  /** `all` for those that are removed too. */
  readonly scope: CustomerScope | 'all';
  readonly offset: number;
  readonly limit: number;
}

const ORDERS: Readonly<Record<CustomerSort, string>> = {
  name: 'sort_name, id',
  city: "sort_city = '', sort_city, sort_name, id",
  lastOrderDate: 'lastOrderDate DESC, sort_name, id',
  salesCents: 'salesCents DESC, sort_name, id',
};

const LIST_COLUMNS = [
  'id',
  'name',
  'city',
  'vatNumber',
  'phone',
  'mobile',
  'lastOrderDate',
  'salesCents',
  'type',
  'missing_since AS missingSince',
  'removed_since AS removedSince',
]
  .map((column) => `customers.${column}`)
  .join(', ');

const SCOPES: Readonly<Record<SearchQuery['scope'], string>> = {
  current: 'customers.removed_since IS NULL',
  removed: 'customers.removed_since IS NOT NULL',
  all: 'TRUE',
};

/** One page of the customers that match, and how many match in all. */
export function searchCustomers(
  store: Store,
  { search, sort, scope, offset, limit }: SearchQuery,
): CustomerPage {
  const match = matchExpression(search);
  const from =
    match === null
      ? `customers WHERE ${SCOPES[scope]}`
      : `customers_search JOIN customers ON customers.row = customers_search.rowid
         WHERE customers_search MATCH @match AND ${SCOPES[scope]}`;
  const parameters = match === null ? {} : { match };
  const total = store
    .prepare<[typeof parameters], { total: number }>(`SELECT count(*) AS total FROM ${from}`)
    .get(parameters);
  const items = store
    .prepare<[object], CustomerListItem>(
      `SELECT ${LIST_COLUMNS} FROM ${from} ORDER BY ${ORDERS[sort]} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...parameters, limit, offset });
  return { items, total: total?.total ?? 0 };
}

/** A customer with all that is known, or `null` if there is none with this ID. */
export function getCustomer(store: Store, id: string): CachedCustomer | null {
  const row = store
    .prepare<
      [string],
      CustomerRecord & {
        first_seen_at: string;
        changed_at: string;
        missing_since: string | null;
        removed_since: string | null;
      }
    >('SELECT * FROM customers WHERE id = ?')
    .get(id);
  if (row === undefined) {
    return null;
  }
  const entries = CUSTOMER_FIELDS.map((field) => [field, row[field]]);
  return {
    record: Object.fromEntries(entries) as CustomerRecord,
    firstSeenAt: row.first_seen_at,
    changedAt: row.changed_at,
    missingSince: row.missing_since,
    removedSince: row.removed_since,
  };
}

/** How many customers the cache holds, missing ones included, removed ones not. */
export function countCustomers(store: Store): number {
  return (
    store
      .prepare<[], { total: number }>('SELECT count(*) AS total FROM customers WHERE removed_since IS NULL')
      .get()?.total ?? 0
  );
}

/**
 * The FTS5 expression for what was typed, or `null` for nothing. Each word must be the beginning of some word; one
 * made of digits may also begin a number. A phone typed with blanks is one number: all the text is digits and signs.
 */
export function matchExpression(search: string): string | null {
  const text = foldText(search);
  if (/^[\d\s+().\-/]+$/.test(text) && /\d/.test(text)) {
    const number = foldDigits(text);
    const pieces = text.split(/[^\d]+/).filter((piece) => piece !== '');
    return `(digits : "${number}" *) OR (${pieces.map((piece) => `"${piece}" *`).join(' AND ')})`;
  }
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `"${word}" *`).join(' AND ');
}
