import { expect, test } from 'vitest';
import type { CustomerFilter, CustomerRecord } from '../../../preload/contract';
import { openTestCache, storeOf } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import { applyExport } from '../writes/apply-export';
import { listCities, listKinds } from './list-choices';
import type { SearchQuery } from './search';
import { listRows, searchCustomers, sumCustomers } from './search';
import { listMatchingCities, countAll, searchAll, sumAll } from './search-notes';

/** Returns a cache after several exports, each with its time and customers. */
function cacheOf(
  ...exports: readonly (readonly [at: string, customers: readonly CustomerRecord[]])[]
): Cache {
  const { cache } = openTestCache(tempFolder());
  exports.forEach(([at, customers], index) => {
    const applied = OPERATIONS.applyExport(cache, customers, index + 1, at);
    expect(applied.ok).toBe(true);
  });
  return cache;
}

/** Returns the IDs that a query lists, checking that its counts, rows and sums agree. */
function listed(cache: Cache, query: Partial<SearchQuery>): string[] {
  const asked = aQuery(query);
  const page = searchAll(cache, asked);
  expect(countAll(cache, [asked])).toEqual([page.total]);
  expect(listRows(cache.store, asked)).toHaveLength(page.total);
  const sum = page.items.reduce((cents, { salesCents }) => cents + (salesCents ?? 0), 0);
  expect(sumAll(cache, asked).salesCents).toBe(sum);
  return page.items.map(({ id }) => id).sort();
}

const BEGUN = '2026-10-01T08:00:00.000Z';

const CUSTOMERS = [
  aCustomer({ id: '1', city: 'Napoli', postalCode: '80121', phone: '081 1234567', salesCents: 100_00 }),
  aCustomer({ id: '2', city: 'BARI', postalCode: '70121', phone: null, mobile: null, salesCents: 250_00 }),
  aCustomer({ id: '3', city: 'Bari', postalCode: '70022', phone: 'n/d', salesCents: null }),
  aCustomer({ id: '4', city: 'Forlì', postalCode: null, phone: null, mobile: '340 1234567', salesCents: -5 }),
];

test.each<[Partial<SearchQuery>, readonly string[]]>([
  [{ cities: ['Napoli', 'bari'] }, ['1', '2', '3']],
  [{ cities: ['Nowhere'] }, []],
  [{ postalCode: '7' }, ['2', '3']],
  [{ postalCode: '70022' }, ['3']],
  [{ withPhone: true }, ['1', '4']],
  [{ withPhone: false }, ['1', '2', '3', '4']],
  [{ salesFrom: 100_00 }, ['1', '2']],
  [{ salesTo: 100_00 }, ['1', '3', '4']],
  [{ salesFrom: 0, salesTo: 0 }, ['3']],
  [{ salesFrom: 100_00, salesTo: 249_99 }, ['1']],
  [{ cities: ['Bari', 'Napoli'], postalCode: '7', salesFrom: 1 }, ['2']],
  [{ cities: ['Bari', 'Napoli'], withPhone: true, kinds: ['debitor'] }, ['1']],
])('a list narrowed to %j holds these customers', (query, ids) => {
  expect(listed(cacheOf([BEGUN, CUSTOMERS]), query)).toEqual(ids);
});

const bought = (id: string, overrides: Partial<CustomerRecord>): CustomerRecord =>
  aCustomer({ id, orderCount: null, salesCents: null, lastOrderDate: null, ...overrides });

test('lost customers have bought last year and nothing this year', () => {
  const cache = cacheOf([
    BEGUN,
    [
      bought('1', { previousSales1Cents: 500, lastOrderDate: '2025-03-01' }),
      bought('2', { previousSales1Cents: 500, salesCents: 0, orderCount: 0, lastOrderDate: '2025-12-31' }),
      bought('3', { previousOrderCount1: 1, previousSales1Cents: 0 }),
      bought('4', { previousSales1Cents: 500, salesCents: 1 }),
      bought('5', { previousSales1Cents: 500, orderCount: 1 }),
      // This customer has ordered, but the order is not invoiced yet.
      bought('6', { previousSales1Cents: 500, lastOrderDate: '2026-01-01' }),
      bought('7', { previousSales1Cents: 0, previousSales2Cents: 500 }),
      bought('8', {}),
    ],
  ]);
  expect(listed(cache, { filter: 'lost' })).toEqual(['1', '2', '3']);
});

test('new prospects are first seen within 30 days, and not in the very first export', () => {
  const prospect = (id: string): CustomerRecord =>
    aCustomer({ id, type: 'PotFromCon', description: 'Potential' });
  const first = [prospect('1'), aCustomer({ id: '2' })];
  const cache = cacheOf(
    ['2026-10-20T08:00:00.000Z', first],
    ['2026-10-23T08:00:00.000Z', [...first, prospect('3')]],
    ['2026-10-24T08:00:00.000Z', [...first, prospect('3'), prospect('4'), aCustomer({ id: '5' })]],
  );
  expect(listed(cache, { filter: 'new-prospects', today: '2026-11-23' })).toEqual(['4']);
  expect(listed(cache, { filter: 'new-prospects', today: '2026-11-22' })).toEqual(['3', '4']);
  expect(listed(cacheOf([BEGUN, first]), { filter: 'new-prospects', today: '2026-10-01' })).toEqual([]);
});

test('several queries by filter, kinds, notes and typed text are counted at once', () => {
  const cache = cacheOf([
    BEGUN,
    [...CUSTOMERS, aCustomer({ id: '5', name: 'Zeta Potenziale', city: 'Bari', type: 'PotFromCon' })],
  ]);
  OPERATIONS.saveNote(cache, { customerId: '3', text: '', dueOn: '2026-11-20', changedAt: BEGUN });
  const counts = countAll(cache, [
    aQuery(),
    aQuery({ kinds: ['debitor'] }),
    aQuery({ kinds: [] }),
    aQuery({ filter: 'due' }),
    aQuery({ filter: 'due', cities: ['Napoli'] }),
    aQuery({ filter: 'noted', cities: ['Bari'] }),
    aQuery({ search: 'zeta', kinds: ['debitor'] }),
    aQuery({ search: 'zeta' }),
  ]);
  expect(counts).toEqual([5, 4, 0, 1, 0, 1, 0, 1]);
  OPERATIONS.saveNote(cache, { customerId: '3', text: '', dueOn: null, changedAt: BEGUN });
  expect(countAll(cache, [aQuery({ filter: 'due' })])).toEqual([0]);
});

test('typed text is searched once, however many filters are counted', () => {
  const { store, notes } = cacheOf([BEGUN, CUSTOMERS]);
  const statementsFor = (queries: readonly SearchQuery[]): number => {
    let statements = 0;
    const counted = Object.create(notes, {
      prepare: {
        value(sql: string) {
          statements += 1;
          return notes.prepare(sql);
        },
      },
    }) as typeof notes;
    countAll({ store, notes: counted }, queries);
    return statements;
  };
  const FILTERS = ['current', 'active', 'lost', 'potential'] as const;
  const one = statementsFor([aQuery({ search: 'zeta bari' })]);
  expect(one).toBeGreaterThan(0);
  expect(statementsFor(FILTERS.map((filter) => aQuery({ search: 'zeta bari', filter })))).toBe(one);
});

test('cities are counted among the customers that match', () => {
  const cache = cacheOf([BEGUN, CUSTOMERS]);
  const found = (query: Partial<SearchQuery>): unknown =>
    listMatchingCities(cache, aQuery(query)).map(({ city, customers }) => [city, customers]);
  const all = [
    ['Bari', 2],
    ['Forlì', 1],
    ['Napoli', 1],
  ];
  expect(found({})).toEqual(all);
  expect(found({ withPhone: true })).toEqual(all.slice(1));
  expect(found({ kinds: [] })).toEqual([]);
  expect(found({ search: 'napoli' })).toEqual([['Napoli', 1]]);
  expect(found({ cities: ['Bari'], salesFrom: 1 })).toEqual([['BARI', 1]]);
});

function found(customers: readonly CustomerRecord[], query: Partial<SearchQuery>): string[] {
  const page = searchCustomers(storeOf(customers), aQuery(query));
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id);
}

const BY_LAST_ORDER = [
  aCustomer({ id: '1', name: 'recent', lastOrderDate: '2026-11-20', city: 'Forlì' }),
  aCustomer({ id: '2', name: 'six months ago to the day', lastOrderDate: '2026-05-23', city: 'FORLI' }),
  aCustomer({ id: '3', name: 'a day longer', lastOrderDate: '2026-05-22', city: 'Cesena' }),
  aCustomer({ id: '4', name: 'a year and a day', lastOrderDate: '2025-11-22', city: 'forlì' }),
  aCustomer({ id: '5', name: 'never', lastOrderDate: null, city: null }),
];

test.each<[CustomerFilter, readonly string[]]>([
  ['current', ['1', '2', '3', '4', '5']],
  ['active', ['1', '2']],
  ['dormant-6', ['3', '4']],
  ['dormant-12', ['4']],
  ['potential', ['5']],
  ['missing', []],
  ['removed', []],
])('the list is filtered by the last order: %s', (filter, ids) => {
  expect(found(BY_LAST_ORDER, { filter }).sort()).toEqual(ids);
});

test('months are counted back to an existing day', () => {
  const lastDays = [
    aCustomer({ id: '1', lastOrderDate: '2026-02-28' }),
    aCustomer({ id: '2', lastOrderDate: '2026-02-27' }),
  ];
  expect(found(lastDays, { filter: 'active', today: '2026-08-31' })).toEqual(['1']);
});

test('a filter, a city and typed text narrow the list together', () => {
  expect(found(BY_LAST_ORDER, { cities: ['Forlì'] }).sort()).toEqual(['1', '2', '4']);
  expect(found(BY_LAST_ORDER, { cities: ['Forlì'], filter: 'active' }).sort()).toEqual(['1', '2']);
  expect(found(BY_LAST_ORDER, { cities: ['Forlì'], filter: 'active', search: 'six' })).toEqual(['2']);
  expect(found(BY_LAST_ORDER, { cities: ['Cesena'], search: 'six' })).toEqual([]);
});

test('each city is listed once for all spellings, with its number of customers', () => {
  expect(listCities(storeOf(BY_LAST_ORDER))).toEqual([
    { city: 'Cesena', customers: 1 },
    { city: 'Forlì', customers: 3, otherSpellings: ['FORLI', 'forlì'] },
  ]);
});

test.each<[spellings: readonly string[], shown: string]>([
  [["FORLI'", 'FORLI’', 'Forlì'], 'Forlì'],
  [["FORLI'", "FORLI'", 'Forlì'], "FORLI'"],
  [['L’AQUILA', "L'Aquila"], "L'Aquila"],
])('%j are one city, shown as %s and selected by each spelling', (spellings, shown) => {
  const store = storeOf([
    ...spellings.map((city, index) => aCustomer({ id: String(index + 1), city })),
    aCustomer({ id: '9', city: 'Forlimpopoli' }),
  ]);
  expect(listCities(store).find(({ city }) => city === shown)?.customers).toBe(spellings.length);
  for (const city of spellings) {
    expect(searchCustomers(store, aQuery({ cities: [city] })).total).toBe(spellings.length);
    const sum = spellings.length * (aCustomer().salesCents ?? 0);
    expect(sumCustomers(store, aQuery({ cities: [city] })).salesCents).toBe(sum);
  }
  applyExport(
    store,
    [aCustomer({ id: '8', city: spellings[0] ?? null })],
    2,
    '2026-11-23T09:00:00.000Z',
    false,
  );
  expect(searchCustomers(store, aQuery({ cities: [shown] })).total).toBe(spellings.length + 1);
  expect(searchCustomers(store, aQuery({ cities: ['Altrove'] })).total).toBe(0);
});

const OF_ALL_KINDS = [
  aCustomer({ id: '1', name: 'Rossi', type: 'Debitor', description: 'Debitor' }),
  aCustomer({ id: '2', name: 'Bianchi', type: ' debitor', description: 'Debitor', city: 'Cesena' }),
  aCustomer({ id: '3', name: 'Rossini', type: 'PotFromCon', description: 'Potential', lastOrderDate: null }),
  aCustomer({ id: '4', name: 'Verdi', type: 'PotFromCon', description: 'Potential' }),
  aCustomer({ id: '5', name: 'Rosati', type: null, description: null }),
];

test('the kinds of customers are counted, with one kind for all spellings of TYPE', () => {
  const store = storeOf(OF_ALL_KINDS);
  const kinds = [
    { kind: 'debitor', type: 'Debitor', description: 'Debitor', customers: 2 },
    { kind: 'potfromcon', type: 'PotFromCon', description: 'Potential', customers: 2 },
    { kind: '', type: null, description: null, customers: 1 },
  ];
  expect(listKinds(store)).toEqual(kinds);
  store.exec("UPDATE customers SET removed_since = '2026-11-23T08:00:00.000Z' WHERE id IN ('1', '3', '4')");
  expect(listKinds(store).map(({ kind, customers }) => [kind, customers])).toEqual([
    ['', 1],
    ['debitor', 1],
  ]);
});

test.each<[readonly string[] | null, readonly string[], string]>([
  [null, ['1', '2', '3', '4', '5'], 'all'],
  [['debitor'], ['1', '2'], 'one'],
  [['debitor', ''], ['1', '2', '5'], 'those without a type among them'],
  [['unknown'], [], 'none of those there are'],
  [[], [], 'none'],
])('the list is filtered by the kinds %j: %s', (kinds, ids) => {
  expect(found(OF_ALL_KINDS, { kinds }).sort()).toEqual(ids);
});

test.each<[Partial<SearchQuery>, total: number, elsewhere: number]>([
  [{ kinds: ['debitor'], search: 'ros' }, 1, 2],
  [{ kinds: ['potfromcon'], search: 'bianchi' }, 0, 1],
  [{ kinds: ['debitor'], filter: 'potential' }, 0, 1],
  [{ kinds: [''], cities: ['Cesena'] }, 0, 1],
  [{ kinds: null, search: 'ros' }, 3, 0],
  [{ kinds: ['debitor'] }, 2, 0],
])('a narrowed list reports the matches of other kinds: %j', (query, total, elsewhere) => {
  expect(searchCustomers(storeOf(OF_ALL_KINDS), aQuery(query))).toMatchObject({ total, elsewhere });
});

test('a list of kinds is ordered and paged like any other', () => {
  const many = Array.from({ length: 1_200 }, (_, index) =>
    aCustomer({
      id: String(index + 1),
      name: `Cliente ${String(index).padStart(4, '0')}`,
      type: index % 12 === 0 ? 'Debitor' : 'PotFromCon',
    }),
  );
  const store = storeOf(many);
  for (const kinds of [['debitor'], ['potfromcon'], ['debitor', 'potfromcon']]) {
    const query = { kinds, sort: 'name', direction: 'descending', limit: 20, offset: 30 } as const;
    const expected = many
      .filter(({ type }) => kinds.includes(String(type).toLowerCase()))
      .map(({ id }) => id)
      .reverse();
    const page = searchCustomers(store, aQuery(query));
    expect(page.items.map(({ id }) => id)).toEqual(expected.slice(30, 50));
    expect(page.total).toBe(expected.length);
  }
});
