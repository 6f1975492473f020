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
import { captionOf, isNoteColumn } from '../../../preload/contract/list-columns';
import { parseSearch } from '../../../preload/contract/search-text';
import type { CustomerColumns } from '../store/customer-columns';
import { parseOther, recordOf } from '../store/customer-columns';
import { cityKey } from '../store/fold-text';
import type { Store } from '../store/store';
import { CURRENT, spellingsOf } from './list-choices';
import type { Matches } from './list-choices';
import { PHONE_SQL, inOrder, orderBy } from './list-order';
import { valueSql } from './list-values';
import type { RowQuery } from './ranked-rows';
import { countRows, rankedRows } from './ranked-rows';
import { textMatch } from './text-match';

/** What to list; all that is typed must be found, word by word (preload/contract/search-text.ts). */
export interface SearchQuery {
  readonly search: string;
  readonly sort: CustomerSort;
  /** Ascending when absent. */
  readonly direction?: SortDirection;
  /** `all` for those that are removed too. */
  readonly filter: CustomerFilter | 'all';
  /** Only customers of these cities; of all when absent or null. */
  readonly cities?: readonly string[] | null;
  /** Only customers whose postal code begins so. */
  readonly postalCode?: string | null;
  /** Only customers with a number to call. */
  readonly withPhone?: boolean;
  /** The bounds of this year's sales, in cents; a customer without any has none, which is 0. */
  readonly salesFrom?: number | null;
  readonly salesTo?: number | null;
  /** Only customers of these kinds; of all when absent or null. */
  readonly kinds?: readonly string[] | null;
  /** What is wanted of each customer beyond what every row has. */
  readonly columns?: readonly ListColumn[];
  /** The agent's date, `yyyy-mm-dd`: activity is counted back from it. */
  readonly today: string;
  readonly offset: number;
  readonly limit: number;
  /** For each word that is typed, the rows that have it otherwise than in what the portal says (search-notes.ts). */
  readonly alsoRows?: readonly ReadonlySet<number>[];
  /** Rows that come first among those found as well. */
  readonly favoured?: readonly number[];
  /** The customers of a filter of notes, by ID. */
  readonly among?: readonly string[] | null;
  /** What the customers are ordered by, by ID, where that is a column of the notes. */
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

/** What a customer may be found by that no row has otherwise. */
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

/** A prospect is new for so many days after a sync has first seen it. */
const NEW_DAYS = 30;

const AMONG = 'customers.id IN (SELECT value FROM json_each(@among))';

const FILTERS: Readonly<Record<SearchQuery['filter'], string>> = {
  all: 'TRUE',
  current: CURRENT,
  active: `${CURRENT} AND customers.lastOrderDate >= ${monthsAgo(6)}`,
  'dormant-6': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(6)}`,
  'dormant-12': `${CURRENT} AND customers.lastOrderDate < ${monthsAgo(12)}`,
  potential: `${CURRENT} AND customers.lastOrderDate IS NULL`,
  // An order that is not invoiced yet is an order: its customer is not lost.
  lost: `${CURRENT} AND (customers.previousSales1Cents > 0 OR customers.previousOrderCount1 > 0)
    AND coalesce(customers.salesCents, 0) <= 0 AND coalesce(customers.orderCount, 0) = 0
    AND coalesce(customers.lastOrderDate < date(@today, 'start of year'), TRUE)`,
  // Those of the very first export were there before: nobody knows since when.
  'new-prospects': `${CURRENT} AND customers.first_seen_at >= date(@today, '-${NEW_DAYS} days')
    AND customers.first_seen_at > (SELECT min(first_seen_at) FROM customers)
    AND is_prospect(customers.type, customers.description)`,
  due: AMONG,
  'due-week': AMONG,
  dated: AMONG,
  noted: AMONG,
  starred: AMONG,
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
  orderBy('name', 'ascending'),
  orderBy('name', 'descending'),
  orderBy('lastOrderDate', 'descending'),
  orderBy('salesCents', 'descending'),
]);
/** …by which SQLite finds a page of the whole list at once, up to here. */
const NEAR_ROWS = 1_000;

const OF_KINDS = 'customers.type_key IN (SELECT value FROM json_each(@kinds))';

/** Which customers a query means, whatever their order and page. */
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
  | 'among'
>;

/** A page as the customers' own file has it. */
export type FoundPage = Omit<CustomerPage, 'version'>;

/** One page of the customers that match, how many match in all, and how many more of other kinds. */
export function searchCustomers(store: Store, query: SearchQuery): FoundPage {
  const { kinds, offset, limit } = query;
  const isWhole = kinds == null && !isNarrowed(query);
  return isWhole && offset + limit <= NEAR_ROWS && BY_INDEX.has(order(query))
    ? nearPage(store, query)
    : rankedPage(store, query);
}

/** Whether anything but the kinds leaves customers out. */
function isNarrowed(query: Narrowing): boolean {
  const { search, filter } = query;
  return (
    parseSearch(search).length > 0 || !(filter === 'current' || filter === 'all') || isNarrowedBeside(query)
  );
}

function nearPage(store: Store, query: SearchQuery): FoundPage {
  const { filter, offset, limit } = query;
  const total = store
    .prepare<[], { total: number }>(`SELECT count(*) AS total FROM customers WHERE ${FILTERS[filter]}`)
    .get();
  const asked = columnsBeyond(query.columns ?? []);
  const items = store
    .prepare<[object], ListRow>(
      `SELECT ${wanted(asked)} FROM customers WHERE ${PAGE_FILTERS[filter]}
       ORDER BY ${order(query)} LIMIT @limit OFFSET @offset`,
    )
    .all({ limit, offset })
    .map((row) => listItem(row, asked));
  return { items, total: total?.total ?? 0, elsewhere: 0, similarFrom: null };
}

function rankedPage(store: Store, query: SearchQuery): FoundPage {
  const found = ranked(store, query, query);
  const isTyped = query.search.trim() !== '';
  const asked = columnsBeyond(query.columns ?? []);
  const byRow = new Map(
    store
      .prepare<[string], ListRow & { listRow: number }>(
        `SELECT row AS listRow, ${wanted(asked)}${isTyped ? `, ${FOUND_BY}` : ''}
         FROM customers WHERE row IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(found.rows))
      .map(({ listRow, ...columns }) => [listRow, listItem(columns, asked)]),
  );
  return {
    items: found.rows.flatMap((row) => byRow.get(row) ?? []),
    total: found.total,
    // Of the whole list everybody knows that there are others.
    elsewhere: isNarrowed(query) ? found.widerTotal - found.total : 0,
    similarFrom: found.similarFrom,
  };
}

function ranked(
  store: Store,
  query: Omit<SearchQuery, 'offset' | 'limit'>,
  page: { readonly offset: number; readonly limit: number },
): ReturnType<typeof rankedRows> {
  const ordered = inOrder(query.sort, query.direction ?? 'ascending', query.noteKeys ?? {});
  return rankedRows(store, matching(store, query), ofKinds(query), ordered, textMatch(store, query), page);
}

/** Returns how many customers match. */
export function countMatches(store: Store, query: Narrowing): number {
  if (parseSearch(query.search).length > 0) {
    return ranked(store, { ...query, sort: 'name' }, { offset: 0, limit: 0 }).total;
  }
  const kinds = ofKinds(query);
  return countRows(store, [...matching(store, query), ...(kinds === null ? [] : [kinds])]);
}

/** A part of WHERE with its parameters, and the index that finds its customers. */
type Condition = RowQuery & { readonly index?: string };

/** Returns everything that the customers that match have in common beside what is typed, whatever their kind. */
function conditions(store: Store, query: Narrowing): readonly Condition[] {
  const { filter, today, among, cities, postalCode, withPhone, salesFrom, salesTo } = query;
  const all: readonly (Condition | false)[] = [
    cities != null && {
      sql: 'customers.sort_city IN (SELECT value FROM json_each(@cities))',
      parameters: { cities: spelt(store, cities) },
      // SQLite would take the index of activity, which is as good as none: nearly all customers are current.
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
  const narrowing = { sql: FILTERS[filter], parameters: { today, among: JSON.stringify(among ?? []) } };
  return [...all.filter((condition) => condition !== false), narrowing];
}

function spelt(store: Store, cities: readonly string[]): string {
  const spellings = spellingsOf(store);
  return JSON.stringify(cities.flatMap((city) => spellings.get(cityKey(city)) ?? []));
}

/** Whether anything but filter, kinds and what is typed leaves customers out. */
function isNarrowedBeside({ cities, postalCode, withPhone, salesFrom, salesTo }: Narrowing): boolean {
  return withPhone === true || [cities, postalCode, salesFrom, salesTo].some((bound) => bound != null);
}

/** Returns each condition as a query of its own: its rows are remembered, whatever it stands together with. */
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

/** What the results of asked columns are called. */
const BEYOND = 'beyond_';

/** The columns that not every row has; those of no field are in each row's `other`, those of notes in its `note`. */
function columnsBeyond(columns: readonly ListColumn[]): StoredColumn[] {
  return columns.filter(
    (column): column is StoredColumn =>
      captionOf(column) === null &&
      !isNoteColumn(column) &&
      !(FIELDS_OF_EVERY_ROW as readonly string[]).includes(column),
  );
}

function wanted(asked: readonly StoredColumn[]): string {
  return [LIST_COLUMNS, ...asked.map((column, index) => `${valueSql(column)} AS ${BEYOND}${index}`)].join(
    ', ',
  );
}

function listItem(row: ListRow, asked: readonly StoredColumn[]): CustomerListItem {
  const other = parseOther(row.other);
  if (asked.length === 0) {
    return { ...row, other, note: null } as unknown as CustomerListItem;
  }
  const everyRow = Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(BEYOND)));
  const more = Object.fromEntries(asked.map((column, index) => [column, row[`${BEYOND}${index}`]]));
  return { ...everyRow, other, more, note: null } as unknown as CustomerListItem;
}

/** Returns the customers that match, to be counted or summed by SQLite. */
export function matches(store: Store, query: Narrowing): Matches {
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

/** What the customers that match have sold together. */
export function sumCustomers(store: Store, query: Narrowing): CustomerSums {
  const { sql, parameters } = matches(store, query);
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

/** The rows of all customers that match, in their order: what is taken along is one list, whatever is synced meanwhile. */
export function listRows(store: Store, query: Omit<SearchQuery, 'offset' | 'limit'>): readonly number[] {
  return ranked(store, query, { offset: 0, limit: Infinity }).rows;
}

/** The row of one customer in a list of its own; none if there is no such customer. */
export function rowOf(store: Store, id: string): number[] {
  return store.prepare<[string], number>('SELECT row FROM customers WHERE id = ?').pluck().all(id);
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
