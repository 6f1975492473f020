import type {
  CachedCustomer,
  CustomerCity,
  CustomerFilter,
  CustomerListItem,
  CustomerPage,
  CustomerSort,
  CustomerSums,
  ListColumn,
  SortDirection,
} from '../../preload/contract';
import type { FixedColumn } from '../../preload/contract/list-columns';
import { captionOf } from '../../preload/contract/list-columns';
import type { CustomerColumns } from './customer-columns';
import { parseOther, recordOf } from './customer-columns';
import { foldDigits, foldText, sortKey } from './fold-text';
import type { Store } from './connection';
import { orderBy } from './list-order';
import { valueSql } from './list-values';

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
  /** What is wanted of each customer beyond what every row has. */
  readonly columns?: readonly ListColumn[];
  /** The agent's date, `yyyy-mm-dd`: activity is counted back from it. */
  readonly today: string;
  readonly offset: number;
  readonly limit: number;
}

const FIELDS_OF_EVERY_ROW = [
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
] as const satisfies readonly (FixedColumn | 'other')[];

const LIST_COLUMNS = [
  ...FIELDS_OF_EVERY_ROW,
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
const PAGE_FILTERS: typeof FILTERS = {
  ...FILTERS,
  current: `+${CURRENT}`,
  missing: `+${CURRENT} AND customers.missing_since IS NOT NULL`,
};

/** Which customers a query means, whatever their order and page. */
export type Narrowing = Pick<SearchQuery, 'search' | 'filter' | 'city' | 'today'>;

interface Narrowed {
  readonly tables: string;
  /** Without the filter, which a page may have to say otherwise. */
  readonly conditions: string;
  readonly parameters: Readonly<Record<'match' | 'city' | 'today', string | null>>;
}

function narrowed({ search, city: asked, today }: Narrowing): Narrowed {
  const match = matchExpression(search);
  const city = asked == null ? null : sortKey(asked);
  return {
    tables:
      match === null
        ? 'customers'
        : 'customers_search JOIN customers ON customers.row = customers_search.rowid',
    conditions: [
      match === null ? 'TRUE' : 'customers_search MATCH @match',
      city === null ? 'TRUE' : 'customers.sort_city = @city',
    ].join(' AND '),
    parameters: { match, city, today },
  };
}

/** One page of the customers that match, and how many match in all. */
export function searchCustomers(store: Store, query: SearchQuery): CustomerPage {
  const { filter, offset, limit } = query;
  const { tables, conditions, parameters } = narrowed(query);
  const total = store
    .prepare<[typeof parameters], { total: number }>(
      `SELECT count(*) AS total FROM ${tables} WHERE ${conditions} AND ${FILTERS[filter]}`,
    )
    .get(parameters);
  const asked = columnsBeyond(query.columns ?? []);
  const wanted = [LIST_COLUMNS, ...asked.map((column, index) => `${valueSql(column)} AS ${BEYOND}${index}`)];
  const items = store
    .prepare<[object], Record<string, unknown> & Pick<CustomerColumns, 'other'>>(
      `SELECT ${wanted.join(', ')} FROM ${tables} WHERE ${conditions} AND ${PAGE_FILTERS[filter]}
       ORDER BY ${order(query)} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...parameters, sortCaption: captionOf(query.sort), limit, offset })
    .map((row) => listItem(row, asked));
  return { items, total: total?.total ?? 0 };
}

function order({ sort, direction = 'ascending' }: Pick<SearchQuery, 'sort' | 'direction'>): string {
  return orderBy(sort, direction);
}

/** What the results of asked columns are called. */
const BEYOND = 'beyond_';

/** The columns that not every row has; those of no field are in each row's `other`. */
function columnsBeyond(columns: readonly ListColumn[]): FixedColumn[] {
  return columns.filter(
    (column): column is FixedColumn =>
      captionOf(column) === null && !(FIELDS_OF_EVERY_ROW as readonly string[]).includes(column),
  );
}

function listItem(
  row: Record<string, unknown> & Pick<CustomerColumns, 'other'>,
  asked: readonly FixedColumn[],
): CustomerListItem {
  const other = parseOther(row.other);
  if (asked.length === 0) {
    return { ...row, other } as unknown as CustomerListItem;
  }
  const everyRow = Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(BEYOND)));
  const more = Object.fromEntries(asked.map((column, index) => [column, row[`${BEYOND}${index}`]]));
  return { ...everyRow, other, more } as unknown as CustomerListItem;
}

/** What the customers that match have sold together. */
export function sumCustomers(store: Store, query: Narrowing): CustomerSums {
  const { tables, conditions, parameters } = narrowed(query);
  const sums = store
    .prepare<[typeof parameters], CustomerSums>(
      `SELECT coalesce(sum(salesCents), 0) AS salesCents,
         coalesce(sum(previousSales1Cents), 0) AS previousSales1Cents,
         coalesce(sum(previousSales2Cents), 0) AS previousSales2Cents
       FROM ${tables} WHERE ${conditions} AND ${FILTERS[query.filter]}`,
    )
    .get(parameters);
  return sums ?? { salesCents: 0, previousSales1Cents: 0, previousSales2Cents: 0 };
}

/** The rows of all customers that match, in their order: what is taken along is one list, whatever is synced meanwhile. */
export function listRows(store: Store, query: Omit<SearchQuery, 'offset' | 'limit'>): number[] {
  const { tables, conditions, parameters } = narrowed(query);
  return store
    .prepare<[object], number>(
      `SELECT customers.row FROM ${tables} WHERE ${conditions} AND ${PAGE_FILTERS[query.filter]}
       ORDER BY ${order(query)}`,
    )
    .pluck()
    .all({ ...parameters, sortCaption: captionOf(query.sort) });
}

/** The row of one customer in a list of its own; none if there is no such customer. */
export function rowOf(store: Store, id: string): number[] {
  return store.prepare<[string], number>('SELECT row FROM customers WHERE id = ?').pluck().all(id);
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
