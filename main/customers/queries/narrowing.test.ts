import { expect, test } from 'vitest';
import type { CustomerRecord } from '../../../preload/contract';
import { openTestCache } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import type { SearchQuery } from './search';
import { listRows } from './search';
import { listMatchingCities, countAll, searchAll, sumAll } from './search-notes';

/** Returns a cache after exports at these times with these customers. */
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
      // Ordered and not yet invoiced.
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

test('what is typed is looked for once, however many filters are counted with it', () => {
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
