import type {
  CachedCustomer,
  CustomerFilter,
  CustomerListItem,
  CustomerPage,
  CustomerSort,
  CustomerSums,
  ListColumn,
  SortDirection,
} from '../../../preload/contract';
import type { FixedColumn, StoredColumn } from '../../../preload/contract/list-columns';
import { columnCaption, isNoteColumn } from '../../../preload/contract/list-columns';
import { parseSearch } from '../../../preload/contract/search-text';
import type { CustomerColumns } from '../store/customer-columns';
import { parseOther, parseRecord } from '../store/customer-columns';
import { cityKey } from '../store/fold-text';
import type { Store } from '../store/store';
import { CURRENT, listSpellings } from './list-choices';
import type { Matches } from './list-choices';
import { PHONE_SQL, orderedRowsQuery, orderBy } from './list-order';
import { valueSql } from './list-values';
import type { RowQuery, TextMatch } from './ranked-rows';
import { countRows, rankedRows } from './ranked-rows';
import { textMatch } from './text-match';

/** The list's query; all typed words must be found (preload/contract/search-text.ts). */
export interface SearchQuery {
  readonly search: string;
  readonly sort: CustomerSort;
  /** Ascending when absent. */
  readonly direction?: SortDirection;
  /** `all` includes removed customers. */
  readonly filter: CustomerFilter | 'all';
  /** Only customers in these cities; in all when absent or null. */
  readonly cities?: readonly string[] | null;
  /** Only customers with this prefix of the postal code. */
  readonly postalCode?: string | null;
  /** Only customers with a phone number. */
  readonly withPhone?: boolean;
  /** The bounds of this year's sales, in cents; a customer without sales counts as 0. */
  readonly salesFrom?: number | null;
  readonly salesTo?: number | null;
  /** Only customers of these kinds; of all when absent or null. */
  readonly kinds?: readonly string[] | null;
  /** The columns requested in addition to those of every row. */
  readonly columns?: readonly ListColumn[];
  /** The local date, `yyyy-mm-dd`, from which activity is counted back. */
  readonly today: string;
  readonly offset: number;
  readonly limit: number;
  /** The rows whose notes contain each typed word (search-notes.ts). */
  readonly alsoRows?: readonly ReadonlySet<number>[];
  /** The rows that come first among equal matches. */
  readonly favoured?: readonly number[];
  /** The IDs of customers in a filter of notes. */
  readonly onlyIds?: readonly string[] | null;
  /** The sort keys by customer ID, if the list is ordered by a column of notes. */
  readonly noteKeys?: Readonly<Record<string, string>> | null;
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
  'type',
  'description',
] as const satisfies readonly (FixedColumn | 'other')[];

/** The columns that can be searched but are not shown in the list. */
const FOUND_BY = ['pec', 'sdi', 'fiscalCode', 'url', 'deliveryTerms', 'accountNumber', 'ourAccountNumber']
  .map((column) => `customers.${column}`)
  .join(', ');

const LIST_COLUMNS = [
  ...FIELDS_OF_EVERY_ROW,
  'missing_since AS missingSince',
  'removed_since AS removedSince',
]
  .map((column) => `customers.${column}`)
  .join(', ');

const monthsAgo = (months: number): string => `date(@today, '-${months} months', 'floor')`;

/** The number of days for which a prospect is new after a sync first saw it. */
const NEW_DAYS = 30;

const IS_ONLY_ID = 'customers.id IN (SELECT value FROM json_each(@onlyIds))';

const FILTERS: Readonly<Record<SearchQuery['filter'], string>> = {
  all: 'TRUE',
  current: CURRENT,
  active: `${CURRENT} AND customers.lastOrderDate >= ${monthsAgo(6)}`,
  'dormant-6': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(6)}`,
  'dormant-12': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(12)}`,
  potential: `${CURRENT} AND customers.lastOrderDate IS NULL`,
  // An order that is not invoiced yet counts, so its customer is not lost.
  lost: `${CURRENT} AND (customers.previousSales1Cents > 0 OR customers.previousOrderCount1 > 0)
    AND coalesce(customers.salesCents, 0) <= 0 AND coalesce(customers.orderCount, 0) = 0
    AND coalesce(customers.lastOrderDate < date(@today, 'start of year'), TRUE)`,
  // Prospects of the very first export may be older, so they are not new.
  'new-prospects': `${CURRENT} AND customers.first_seen_at >= date(@today, '-${NEW_DAYS} days')
    AND customers.first_seen_at > (SELECT min(first_seen_at) FROM customers)
    AND is_prospect(customers.type, customers.description)`,
  due: IS_ONLY_ID,
  'due-week': IS_ONLY_ID,
  dated: IS_ONLY_ID,
  noted: IS_ONLY_ID,
  starred: IS_ONLY_ID,
  missing: `${CURRENT} AND customers.missing_since IS NOT NULL`,
  removed: 'customers.removed_since IS NOT NULL',
};

/**
 * The filters for reading a page. The index of activity only helps counting: with it, SQLite would
 * have to sort all rows. The plus sign keeps SQLite from using this index.
 */
const PAGE_FILTERS: typeof FILTERS = { ...FILTERS, current: `+${CURRENT}` };

/** The orders whose index finds a page of the whole list at once. */
const BY_INDEX: ReadonlySet<string> = new Set([
  orderBy('name', 'ascending'),
  orderBy('name', 'descending'),
  orderBy('lastOrderDate', 'descending'),
  orderBy('salesCents', 'descending'),
]);
/** The last row up to which an index of {@link BY_INDEX} is faster than an order kept in memory. */
const NEAR_ROWS = 1_000;

const OF_KINDS = 'customers.type_key IN (SELECT value FROM json_each(@kinds))';

/** The selection of customers in a query, without order and page. */
export type Narrowing = Pick<
  SearchQuery,
  | 'search'
  | 'filter'
  | 'cities'
  | 'postalCode'
  | 'withPhone'
  | 'salesFrom'
  | 'salesTo'
  | 'kinds'
  | 'today'
  | 'alsoRows'
  | 'onlyIds'
>;

/** A page as found in the customer store. */
export type FoundPage = Omit<CustomerPage, 'version'>;

/** Returns one page of matches, their total and the number of further matches of other kinds. */
export function searchCustomers(store: Store, query: SearchQuery): FoundPage {
  const { kinds, offset, limit } = query;
  const isUnfiltered = kinds == null && !isNarrowed(query);
  return isUnfiltered && offset + limit <= NEAR_ROWS && BY_INDEX.has(order(query))
    ? nearPage(store, query)
    : rankedPage(store, query);
}

/** Whether any condition other than the kinds excludes customers. */
function isNarrowed(query: Narrowing): boolean {
  const { search, filter } = query;
  return (
    parseSearch(search).length > 0 || !(filter === 'current' || filter === 'all') || hasOtherFilters(query)
  );
}

function nearPage(store: Store, query: SearchQuery): FoundPage {
  const { filter, offset, limit } = query;
  const total = store
    .prepare<[], { total: number }>(`SELECT count(*) AS total FROM customers WHERE ${FILTERS[filter]}`)
    .get();
  const requested = columnsBeyond(query.columns ?? []);
  const items = store
    .prepare<[object], ListRow>(
      `SELECT ${selectColumns(requested)} FROM customers WHERE ${PAGE_FILTERS[filter]}
       ORDER BY ${order(query)} LIMIT @limit OFFSET @offset`,
    )
    .all({ limit, offset })
    .map((row) => listItem(row, requested));
  return { items, total: total?.total ?? 0, elsewhere: 0, similarFrom: null };
}

function rankedPage(store: Store, query: SearchQuery): FoundPage {
  const found = ranked(store, query, query, textMatch(store, query));
  const isTyped = query.search.trim() !== '';
  const requested = columnsBeyond(query.columns ?? []);
  const byRow = new Map(
    store
      .prepare<[string], ListRow & { listRow: number }>(
        `SELECT row AS listRow, ${selectColumns(requested)}${isTyped ? `, ${FOUND_BY}` : ''}
         FROM customers WHERE row IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(found.rows))
      .map(({ listRow, ...columns }) => [listRow, listItem(columns, requested)]),
  );
  return {
    items: found.rows.flatMap((row) => byRow.get(row) ?? []),
    total: found.total,
    // Without other filters, customers of other kinds are not counted.
    elsewhere: isNarrowed(query) ? found.widerTotal - found.total : 0,
    similarFrom: found.similarFrom,
  };
}

function ranked(
  store: Store,
  query: Omit<SearchQuery, 'offset' | 'limit'>,
  page: { readonly offset: number; readonly limit: number },
  text: TextMatch | null,
): ReturnType<typeof rankedRows> {
  const ordered = orderedRowsQuery(query.sort, query.direction ?? 'ascending', query.noteKeys ?? {});
  return rankedRows(store, matching(store, query), ofKinds(query), ordered, text, page);
}

/** Returns the number of matching customers, among those that `text` finds. */
export function countMatches(store: Store, query: Narrowing, text: TextMatch | null): number {
  if (text !== null) {
    return ranked(store, { ...query, sort: 'name' }, { offset: 0, limit: 0 }, text).total;
  }
  const kinds = ofKinds(query);
  return countRows(store, [...matching(store, query), ...(kinds === null ? [] : [kinds])]);
}

/** A part of WHERE with its parameters, and the index to use for it. */
type Condition = RowQuery & { readonly index?: string };

/** Returns all conditions of a query except those for typed text and kinds. */
function conditions(store: Store, query: Narrowing): readonly Condition[] {
  const { filter, today, onlyIds, cities, postalCode, withPhone, salesFrom, salesTo } = query;
  const all: readonly (Condition | false)[] = [
    cities != null && {
      sql: 'customers.sort_city IN (SELECT value FROM json_each(@cities))',
      parameters: { cities: spelt(store, cities) },
      // By itself SQLite would use the index of activity, which excludes little: nearly all
      // customers are current.
      index: 'customers_by_city',
    },
    postalCode != null && {
      sql: "customers.postalCode LIKE @postalCode || '%'",
      parameters: { postalCode },
    },
    withPhone === true && { sql: `${PHONE_SQL} IS NOT NULL`, parameters: {} },
    salesFrom != null && {
      sql: 'coalesce(customers.salesCents, 0) >= @salesFrom',
      parameters: { salesFrom },
    },
    salesTo != null && { sql: 'coalesce(customers.salesCents, 0) <= @salesTo', parameters: { salesTo } },
  ];
  const narrowing = { sql: FILTERS[filter], parameters: { today, onlyIds: JSON.stringify(onlyIds ?? []) } };
  return [...all.filter((condition) => condition !== false), narrowing];
}

function spelt(store: Store, cities: readonly string[]): string {
  const spellings = listSpellings(store);
  return JSON.stringify(cities.flatMap((city) => spellings.get(cityKey(city)) ?? []));
}

/** Whether any condition other than filter, kinds and typed text excludes customers. */
function hasOtherFilters({ cities, postalCode, withPhone, salesFrom, salesTo }: Narrowing): boolean {
  return withPhone === true || [cities, postalCode, salesFrom, salesTo].some((bound) => bound != null);
}

/** Returns each condition as its own query, so that its rows can be reused in any combination. */
function matching(store: Store, query: Narrowing): readonly RowQuery[] {
  return conditions(store, query).map(({ sql, parameters, index }) => ({
    sql: `SELECT row FROM customers ${index === undefined ? '' : `INDEXED BY ${index}`} WHERE ${sql}`,
    parameters,
  }));
}

function ofKinds({ kinds }: Narrowing): RowQuery | null {
  return kinds == null
    ? null
    : { sql: `SELECT row FROM customers WHERE ${OF_KINDS}`, parameters: { kinds: JSON.stringify(kinds) } };
}

function order({ sort, direction = 'ascending' }: Pick<SearchQuery, 'sort' | 'direction'>): string {
  return orderBy(sort, direction);
}

type ListRow = Record<string, unknown> & Pick<CustomerColumns, 'other'>;

/** The prefix of requested columns in results. */
const BEYOND = 'beyond_';

/** Returns the requested columns except notes, unknown columns and those of every row. */
function columnsBeyond(columns: readonly ListColumn[]): StoredColumn[] {
  return columns.filter(
    (column): column is StoredColumn =>
      columnCaption(column) === null &&
      !isNoteColumn(column) &&
      !(FIELDS_OF_EVERY_ROW as readonly string[]).includes(column),
  );
}

function selectColumns(requested: readonly StoredColumn[]): string {
  return [LIST_COLUMNS, ...requested.map((column, index) => `${valueSql(column)} AS ${BEYOND}${index}`)].join(
    ', ',
  );
}

function listItem(row: ListRow, requested: readonly StoredColumn[]): CustomerListItem {
  const other = parseOther(row.other);
  if (requested.length === 0) {
    return { ...row, other, note: null } as unknown as CustomerListItem;
  }
  const everyRow = Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(BEYOND)));
  const more = Object.fromEntries(requested.map((column, index) => [column, row[`${BEYOND}${index}`]]));
  return { ...everyRow, other, more, note: null } as unknown as CustomerListItem;
}

/** Returns the matching customers as SQL for counting or summing. */
export function matchesQuery(store: Store, query: Narrowing): Matches {
  const { kinds } = query;
  const isTyped = parseSearch(query.search).length > 0;
  const found = isTyped ? JSON.stringify(listRows(store, { ...query, sort: 'name' })) : null;
  const all: readonly Condition[] = isTyped
    ? [{ sql: 'row IN (SELECT value FROM json_each(@found))', parameters: { found } }]
    : [
        ...conditions(store, query),
        ...(kinds == null ? [] : [{ sql: OF_KINDS, parameters: { kinds: JSON.stringify(kinds) } }]),
      ];
  const index = all.find((condition) => condition.index !== undefined)?.index;
  return {
    sql: `customers ${index === undefined ? '' : `INDEXED BY ${index}`}
      WHERE ${all.map(({ sql }) => `(${sql})`).join(' AND ')}`,
    parameters: Object.assign({}, ...all.map(({ parameters }) => parameters)) as object,
  };
}

/** Returns the total sales of the matching customers. */
export function sumCustomers(store: Store, query: Narrowing): CustomerSums {
  const { sql, parameters } = matchesQuery(store, query);
  const sums = store
    .prepare<[object], CustomerSums>(
      `SELECT coalesce(sum(salesCents), 0) AS salesCents,
         coalesce(sum(previousSales1Cents), 0) AS previousSales1Cents,
         coalesce(sum(previousSales2Cents), 0) AS previousSales2Cents
       FROM ${sql}`,
    )
    .get(parameters);
  return sums ?? { salesCents: 0, previousSales1Cents: 0, previousSales2Cents: 0 };
}

/** Returns the rows of all matches in order, so that an export is one list even during syncs. */
export function listRows(store: Store, query: Omit<SearchQuery, 'offset' | 'limit'>): readonly number[] {
  return ranked(store, query, { offset: 0, limit: Infinity }, textMatch(store, query)).rows;
}

/** Returns the row of one customer in an array; empty if the ID is unknown. */
export function findRow(store: Store, id: string): number[] {
  return store.prepare<[string], number>('SELECT row FROM customers WHERE id = ?').pluck().all(id);
}

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
    record: parseRecord(row),
    firstSeenAt: row.first_seen_at,
    changedAt: row.changed_at,
    missingSince: row.missing_since,
    removedSince: row.removed_since,
  };
}

/** Counts the customers in the cache, including missing and excluding removed ones. */
export function countCustomers(store: Store): number {
  return (
    store
      .prepare<[], { total: number }>('SELECT count(*) AS total FROM customers WHERE removed_since IS NULL')
      .get()?.total ?? 0
  );
}
