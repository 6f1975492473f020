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
import { rankedRows } from './ranked-rows';

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

const FILTERS: Readonly<Record<SearchQuery['filter'], string>> = {
  all: 'TRUE',
  current: CURRENT,
  active: `${CURRENT} AND customers.lastOrderDate >= ${monthsAgo(6)}`,
  'dormant-6': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(6)}`,
  'dormant-12': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(12)}`,
  potential: `${CURRENT} AND customers.lastOrderDate IS NULL`,
  missing: `${CURRENT} AND customers.missing_since IS NOT NULL`,
  removed: 'customers.removed_since IS NOT NULL',
};

/**
 * Where a page must say it otherwise than the count. The index of activity counts at once but is in no order that the
 * list has; a plus sign keeps SQLite from taking it and then sorting all rows.
 */
const PAGE_FILTERS: typeof FILTERS = { ...FILTERS, current: `+${CURRENT}` };

/** Orders that have an index… */
const BY_INDEX: ReadonlySet<string> = new Set([
  ORDERS.name.ascending,
  ORDERS.name.descending,
  ORDERS.lastOrderDate.descending,
  ORDERS.salesCents.descending,
]);
/** …by which SQLite finds a page of the whole list at once, up to here. */
const NEAR_ROWS = 1_000;

type ListRow = Omit<CustomerListItem, 'other'> & Pick<CustomerColumns, 'other'>;

/** One page of the customers that match, and how many match in all. */
export function searchCustomers(store: Store, query: SearchQuery): CustomerPage {
  const { sort, direction = 'ascending', filter, offset, limit } = query;
  const match = matchExpression(query.search);
  const conditions = query.city == null ? [] : ['customers.sort_city = @city'];
  const isWhole = match === null && conditions.length === 0 && (filter === 'current' || filter === 'all');
  return isWhole && offset + limit <= NEAR_ROWS && BY_INDEX.has(ORDERS[sort][direction])
    ? nearPage(store, query)
    : rankedPage(store, query, match, conditions);
}

function nearPage(store: Store, query: SearchQuery): CustomerPage {
  const { sort, direction = 'ascending', filter, offset, limit } = query;
  const total = store
    .prepare<[], { total: number }>(`SELECT count(*) AS total FROM customers WHERE ${FILTERS[filter]}`)
    .get();
  const items = store
    .prepare<[object], ListRow>(
      `SELECT ${LIST_COLUMNS} FROM customers WHERE ${PAGE_FILTERS[filter]}
       ORDER BY ${ORDERS[sort][direction]} LIMIT @limit OFFSET @offset`,
    )
    .all({ limit, offset })
    .map(itemOf);
  return { items, total: total?.total ?? 0 };
}

function rankedPage(
  store: Store,
  query: SearchQuery,
  match: string | null,
  conditions: readonly string[],
): CustomerPage {
  const { sort, direction = 'ascending', filter, today } = query;
  const city = query.city == null ? null : sortKey(query.city);
  const where = [...conditions, FILTERS[filter]].join(' AND ');
  const found = rankedRows(
    store,
    [
      { sql: `SELECT row FROM customers WHERE ${where}`, parameters: { city, today } },
      ...(match === null
        ? []
        : [
            {
              sql: 'SELECT rowid FROM customers_search WHERE customers_search MATCH @match',
              parameters: { match },
            },
          ]),
    ],
    `SELECT row FROM customers ORDER BY ${ORDERS[sort][direction]}`,
    query,
  );
  const byRow = new Map(
    store
      .prepare<[string], ListRow & { row: number }>(
        `SELECT row, ${LIST_COLUMNS} FROM customers WHERE row IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(found.rows))
      .map(({ row, ...columns }) => [row, itemOf(columns)]),
  );
  return { items: found.rows.flatMap((row) => byRow.get(row) ?? []), total: found.total };
}

function itemOf(row: ListRow): CustomerListItem {
  return { ...row, other: parseOther(row.other) };
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
