import type {
  CachedCustomer,
  CustomerCity,
  CustomerFilter,
  CustomerListItem,
  CustomerPage,
  CustomerSort,
  SortDirection,
} from '../../preload/contract';
import type { CustomerColumns } from './customer-columns';
import { parseOther, recordOf } from './customer-columns';
import { foldDigits, foldText, sortKey } from './fold-text';
import type { Store } from './connection';

/** What to list; the text is matched word by word, each as the beginning of a word or number. */
export interface SearchQuery {
  readonly search: string;
  readonly sort: CustomerSort;
  /** Ascending when absent. */
  readonly direction?: SortDirection;
  /** `all` for those that are removed too. */
  readonly filter: CustomerFilter | 'all';
  /** Only customers of this city; of all when absent or null. */
  readonly city?: string | null;
  /** The agent's date, `yyyy-mm-dd`: activity is counted back from it. */
  readonly today: string;
  readonly offset: number;
  readonly limit: number;
  /** Rows that are found otherwise than by the customer's own words (search-notes.ts). */
  readonly alsoRows?: readonly number[];
  /** The customers of the filters `due` and `noted`, by ID. */
  readonly among?: readonly string[] | null;
}

/** Whatever the direction, customers without a city or an order come last. */
const ORDERS: Readonly<Record<CustomerSort, Readonly<Record<SortDirection, string>>>> = {
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

const LIST_COLUMNS = [
  'id',
  'name',
  'city',
  'vatNumber',
  'phone',
  'mobile',
  'street',
  'postalCode',
  'attentionTo',
  'externalAccountNumber',
  'email',
  'other',
  'lastOrderDate',
  'salesCents',
  'missing_since AS missingSince',
  'removed_since AS removedSince',
]
  .map((column) => `customers.${column}`)
  .join(', ');

const CURRENT = 'customers.removed_since IS NULL';
const monthsAgo = (months: number): string => `date(@today, '-${months} months', 'floor')`;

const AMONG = 'customers.id IN (SELECT value FROM json_each(@among))';

const FILTERS: Readonly<Record<SearchQuery['filter'], string>> = {
  all: 'TRUE',
  current: CURRENT,
  active: `${CURRENT} AND customers.lastOrderDate >= ${monthsAgo(6)}`,
  'dormant-6': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(6)}`,
  'dormant-12': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(12)}`,
  potential: `${CURRENT} AND customers.lastOrderDate IS NULL`,
  due: AMONG,
  noted: AMONG,
  missing: `${CURRENT} AND customers.missing_since IS NOT NULL`,
  removed: 'customers.removed_since IS NOT NULL',
};

/**
 * Where a page must say it otherwise than the count. The index of activity counts at once but is in no order that the
 * list has; a plus sign keeps SQLite from taking it and then sorting all rows.
 */
const PAGE_FILTERS: typeof FILTERS = {
  ...FILTERS,
  current: `+${CURRENT}`,
  missing: `+${CURRENT} AND customers.missing_since IS NOT NULL`,
};

/** One page of the customers that match, and how many match in all. */
export function searchCustomers(store: Store, query: SearchQuery): CustomerPage {
  const { sort, direction = 'ascending', filter, today, offset, limit, alsoRows = [] } = query;
  const isMixed = alsoRows.length > 0;
  const match = matchExpression(query.search);
  const city = query.city == null ? null : sortKey(query.city);
  const conditions = [
    match === null || isMixed ? 'TRUE' : 'customers_search MATCH @match',
    city === null ? 'TRUE' : 'customers.sort_city = @city',
  ].join(' AND ');
  const tables =
    match === null
      ? 'customers'
      : isMixed
        ? `(SELECT rowid AS row FROM customers_search WHERE customers_search MATCH @match
            UNION SELECT value FROM json_each(@alsoRows)) AS found JOIN customers ON customers.row = found.row`
        : 'customers_search JOIN customers ON customers.row = customers_search.rowid';
  const parameters = {
    match,
    city,
    today,
    alsoRows: JSON.stringify(alsoRows),
    among: JSON.stringify(query.among ?? []),
  };
  const total = store
    .prepare<[typeof parameters], { total: number }>(
      `SELECT count(*) AS total FROM ${tables} WHERE ${conditions} AND ${FILTERS[filter]}`,
    )
    .get(parameters);
  const items = store
    .prepare<[object], Omit<CustomerListItem, 'other' | 'note'> & Pick<CustomerColumns, 'other'>>(
      `SELECT ${LIST_COLUMNS} FROM ${tables} WHERE ${conditions} AND ${PAGE_FILTERS[filter]}
       ORDER BY ${ORDERS[sort][direction]} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...parameters, limit, offset })
    .map((row) => ({ ...row, other: parseOther(row.other), note: null }));
  return { items, total: total?.total ?? 0 };
}

/** The cities of current customers in their order; those that differ in case and accents only are one. */
export function listCities(store: Store): CustomerCity[] {
  return store
    .prepare<[], CustomerCity>(
      `SELECT max(city) AS city, count(*) AS customers FROM customers
       WHERE ${CURRENT} AND sort_city <> '' GROUP BY sort_city ORDER BY sort_city`,
    )
    .all();
}

/** A customer with all that is known, or `null` if there is none with this ID. */
export function getCustomer(store: Store, id: string): CachedCustomer | null {
  const row = store
    .prepare<
      [string],
      CustomerColumns & {
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
  return {
    record: recordOf(row),
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

/** The folded words of what was typed; a number's digits are parted as they were typed. */
export function searchWordsOf(search: string): string[] {
  return foldText(search).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A customer's row stays the same as long as the store is open: none is ever deleted. */
const KNOWN_ROWS = new WeakMap<Store, Map<string, number>>();

/** The rows of these customers, those that are known. */
export function rowsOf(
  store: Store,
  ids: readonly string[],
): { readonly id: string; readonly row: number }[] {
  const known = KNOWN_ROWS.get(store) ?? new Map<string, number>();
  KNOWN_ROWS.set(store, known);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const found = store
      .prepare<[string], { id: string; row: number }>(
        'SELECT id, row FROM customers WHERE id IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify(unknown));
    for (const { id, row } of found) {
      known.set(id, row);
    }
  }
  return ids.flatMap((id) => {
    const row = known.get(id);
    return row === undefined ? [] : [{ id, row }];
  });
}

/** Those of these rows that have a word that begins with this one. */
export function rowsWithWord(store: Store, word: string, rows: readonly number[]): ReadonlySet<number> {
  return new Set(
    store
      .prepare<[string, string], number>(
        `SELECT value FROM json_each(?)
         WHERE value IN (SELECT rowid FROM customers_search WHERE customers_search MATCH ?)`,
      )
      .pluck()
      .all(JSON.stringify(rows), `"${word}" *`),
  );
}

/** How many of these customers are known. */
export function countAmong(store: Store, ids: readonly string[]): number {
  return rowsOf(store, ids).length;
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
  const words = searchWordsOf(search);
  return words.length === 0 ? null : words.map((word) => `"${word}" *`).join(' AND ');
}
