import type {
  CachedCustomer,
  CustomerCity,
  CustomerFilter,
  CustomerKind,
  CustomerListItem,
  CustomerPage,
  CustomerSort,
  CustomerSums,
  ListColumn,
  SortDirection,
} from '../../../preload/contract';
import type { FixedColumn } from '../../../preload/contract/list-columns';
import { captionOf } from '../../../preload/contract/list-columns';
import { parseSearch } from '../../../preload/contract/search-text';
import type { CustomerColumns } from '../store/customer-columns';
import { parseOther, recordOf } from '../store/customer-columns';
import { cityKey } from '../store/fold-text';
import type { Store } from '../store/store';
import { whileUnchanged } from '../store/while-unchanged';
import { orderBy } from './list-order';
import { valueSql } from './list-values';
import type { RowQuery } from './ranked-rows';
import { rankedRows } from './ranked-rows';
import { textMatch } from './text-match';

/** What to list; all that is typed must be found, word by word (preload/contract/search-text.ts). */
export interface SearchQuery {
  readonly search: string;
  readonly sort: CustomerSort;
  /** Ascending when absent. */
  readonly direction?: SortDirection;
  /** `all` for those that are removed too. */
  readonly filter: CustomerFilter | 'all';
  /** Only customers of this city; of all when absent or null. */
  readonly city?: string | null;
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
  /** The customers of the filters `due` and `noted`, by ID. */
  readonly among?: readonly string[] | null;
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
  'search' | 'filter' | 'city' | 'kinds' | 'today' | 'alsoRows' | 'among'
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
function isNarrowed({ search, city, filter }: Narrowing): boolean {
  return parseSearch(search).length > 0 || city != null || !(filter === 'current' || filter === 'all');
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
  const inOrder = {
    sql: `SELECT row FROM customers ORDER BY ${order(query)}`,
    parameters: { sortCaption: captionOf(query.sort) },
  };
  return rankedRows(store, [matching(store, query)], ofKinds(query), inOrder, textMatch(store, query), page);
}

/** What all customers that match have in common beside what is typed, whatever their kind. */
function matching(store: Store, { filter, city, today, among }: Narrowing): RowQuery {
  const cities = city == null ? null : JSON.stringify(spellingsOf(store).get(cityKey(city)) ?? []);
  // SQLite would take the index of activity, which is as good as none: nearly all customers are current.
  const ofCity =
    cities === null
      ? 'WHERE TRUE'
      : 'INDEXED BY customers_by_city WHERE customers.sort_city IN (SELECT value FROM json_each(@cities))';
  return {
    sql: `SELECT row FROM customers ${ofCity} AND ${FILTERS[filter]}`,
    parameters: { cities, today, among: JSON.stringify(among ?? []) },
  };
}

function ofKinds({ kinds }: Narrowing): RowQuery | null {
  return kinds == null
    ? null
    : {
        sql: `SELECT row FROM customers WHERE ${OF_KINDS}`,
        parameters: { kinds: JSON.stringify(kinds) },
      };
}

function order({ sort, direction = 'ascending' }: Pick<SearchQuery, 'sort' | 'direction'>): string {
  return orderBy(sort, direction);
}

type ListRow = Record<string, unknown> & Pick<CustomerColumns, 'other'>;

/** What the results of asked columns are called. */
const BEYOND = 'beyond_';

/** The columns that not every row has; those of no field are in each row's `other`. */
function columnsBeyond(columns: readonly ListColumn[]): FixedColumn[] {
  return columns.filter(
    (column): column is FixedColumn =>
      captionOf(column) === null && !(FIELDS_OF_EVERY_ROW as readonly string[]).includes(column),
  );
}

function wanted(asked: readonly FixedColumn[]): string {
  return [LIST_COLUMNS, ...asked.map((column, index) => `${valueSql(column)} AS ${BEYOND}${index}`)].join(
    ', ',
  );
}

function listItem(row: ListRow, asked: readonly FixedColumn[]): CustomerListItem {
  const other = parseOther(row.other);
  if (asked.length === 0) {
    return { ...row, other, note: null } as unknown as CustomerListItem;
  }
  const everyRow = Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(BEYOND)));
  const more = Object.fromEntries(asked.map((column, index) => [column, row[`${BEYOND}${index}`]]));
  return { ...everyRow, other, more, note: null } as unknown as CustomerListItem;
}

/** What the customers that match have sold together. */
export function sumCustomers(store: Store, query: Narrowing): CustomerSums {
  const kinds = ofKinds(query);
  const narrowed = [matching(store, query), ...(kinds === null ? [] : [kinds])];
  const isTyped = parseSearch(query.search).length > 0;
  const found = isTyped ? JSON.stringify(listRows(store, { ...query, sort: 'name' })) : null;
  const all = isTyped ? [{ sql: 'SELECT value FROM json_each(@found)', parameters: { found } }] : narrowed;
  const sums = store
    .prepare<[object], CustomerSums>(
      `SELECT coalesce(sum(salesCents), 0) AS salesCents,
         coalesce(sum(previousSales1Cents), 0) AS previousSales1Cents,
         coalesce(sum(previousSales2Cents), 0) AS previousSales2Cents
       FROM customers WHERE ${all.map(({ sql }) => `row IN (${sql})`).join(' AND ')}`,
    )
    .get(Object.assign({}, ...all.map(({ parameters }) => parameters)) as object);
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

/** By city, what customers are ordered by who are there; no longer than nothing is written. */
const knownSpellings = whileUnchanged(() => new Map<string, string[]>());

function spellingsOf(store: Store): ReadonlyMap<string, readonly string[]> {
  const spellings = knownSpellings(store);
  if (spellings.size === 0) {
    const all = store.prepare<[], string>('SELECT DISTINCT sort_city FROM customers').pluck().all();
    for (const city of all) {
      spellings.set(cityKey(city), [...(spellings.get(cityKey(city)) ?? []), city]);
    }
  }
  return spellings;
}

/**
 * The cities of current customers in their order. Those that differ in case, accents and signs only are one, written as
 * most of its customers write it, or else as it should be.
 */
export function listCities(store: Store): CustomerCity[] {
  const written = store
    .prepare<[], CustomerCity>(
      `SELECT city, count(*) AS customers FROM customers WHERE ${CURRENT} AND sort_city <> '' GROUP BY city`,
    )
    .all();
  const cities = new Map<string, CustomerCity[]>();
  for (const spelling of written) {
    const key = cityKey(spelling.city);
    cities.set(key, [...(cities.get(key) ?? []), spelling]);
  }
  return [...cities]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, spellings]) => {
      const { city } = spellings.reduce((best, one) => (isBetter(one, best) ? one : best));
      const alike = spellings.map((one) => one.city).filter((one) => one !== city);
      const customers = spellings.reduce((sum, one) => sum + one.customers, 0);
      return { city, customers, ...(alike.length === 0 ? {} : { alike }) };
    });
}

function isBetter(spelling: CustomerCity, best: CustomerCity): boolean {
  const more = spelling.customers - best.customers || care(spelling.city) - care(best.city);
  return more === 0 ? spelling.city > best.city : more > 0;
}

/** Rates the spelling of a city: accents and small letters count for it. */
function care(city: string): number {
  const hasAccent = /\p{M}/u.test(city.normalize('NFD'));
  const isMixed = city !== city.toUpperCase() && city !== city.toLowerCase();
  return 2 * Number(hasAccent) + Number(isMixed);
}

/** The kinds of current customers, the one with the most first. */
export function listKinds(store: Store): CustomerKind[] {
  const example = (column: 'type' | 'description'): string =>
    `(SELECT customers.${column} FROM customers WHERE ${CURRENT} AND customers.type_key = counted.type_key LIMIT 1)`;
  return store
    .prepare<[], CustomerKind>(
      `SELECT type_key AS kind, ${example('type')} AS type, ${example('description')} AS description, customers
       FROM (SELECT type_key, count(*) AS customers FROM customers WHERE ${CURRENT} GROUP BY type_key) AS counted
       ORDER BY customers DESC, type_key`,
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
