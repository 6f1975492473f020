import { expect, test } from 'vitest';
import type { CustomerRecord, ListColumn, SortDirection } from '../../../preload/contract';
import { storeOf } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { listCaptions, readValues } from './list-values';
import { listRows, findRow, searchCustomers, sumCustomers } from './search';

/** Returns customers 1, 2, 3… that differ only in these fields. */
function differingIn(records: readonly Partial<CustomerRecord>[]): CustomerRecord[] {
  return records.map((record, index) =>
    aCustomer({ id: String(index + 1), name: `C${index + 1}`, ...record }),
  );
}

function order(
  records: readonly Partial<CustomerRecord>[],
  sort: ListColumn,
  direction: SortDirection,
): string {
  const { items } = searchCustomers(storeOf(differingIn(records)), aQuery({ sort, direction }));
  return items.map(({ id }) => id).join(' ');
}

const ORDERS: readonly [
  ListColumn,
  readonly Partial<CustomerRecord>[],
  ascending: string,
  descending: string,
][] = [
  [
    'street',
    [{ street: 'Ùmbria' }, { street: null }, { street: 'abate' }, { street: '"Zara"' }],
    '3 1 4 2',
    '4 1 3 2',
  ],
  ['id', [{ id: '1001' }, { id: '998' }, { id: '20' }], '20 998 1001', '1001 998 20'],
  ['postalCode', [{ postalCode: '80121' }, { postalCode: null }, { postalCode: '00184' }], '3 1 2', '1 3 2'],
  [
    'phone',
    [{ phone: '+39 081 1' }, { phone: 'n/d', mobile: '+39 06 1' }, { phone: '+39' }],
    '2 1 3',
    '1 2 3',
  ],
  ['mobile', [{ mobile: '+39 081 1' }, { mobile: '-' }, { mobile: '+39 06 1' }], '3 1 2', '1 3 2'],
  ['phone', [{ phone: '+39 081 1' }, { phone: null, mobile: '+39 06 1' }, { phone: null }], '2 1 3', '1 2 3'],
  ['orderCount', [{ orderCount: 9 }, { orderCount: null }, { orderCount: 10 }], '1 3 2', '3 1 2'],
  [
    'change',
    [
      { salesCents: 100, previousSales1Cents: 500 },
      { salesCents: 0, previousSales1Cents: 0 },
      { salesCents: 900, previousSales1Cents: null },
      { salesCents: 500, previousSales1Cents: 500 },
    ],
    '1 4 3 2',
    '3 4 1 2',
  ],
  [
    'changeShare',
    [
      { salesCents: 150, previousSales1Cents: 100 },
      { salesCents: 900, previousSales1Cents: 0 },
      { salesCents: null, previousSales1Cents: 100 },
    ],
    '3 1 2',
    '1 3 2',
  ],
  [
    'other:FINE ESCLUSIVA',
    [
      { other: { 'FINE ESCLUSIVA': '31/12/2025' } },
      { other: { 'FINE ESCLUSIVA': '01/02/2026' } },
      {},
      { other: { 'FINE ESCLUSIVA': 'mai' } },
    ],
    '1 2 4 3',
    '4 2 1 3',
  ],
  [
    'other:PREVISIONI "A"',
    [
      { other: { 'PREVISIONI "A"': '12.400,00 €' } },
      { other: { 'PREVISIONI "A"': '980,50 €' } },
      { other: { 'PREVISIONI "A"': '-5,00 €' } },
    ],
    '3 2 1',
    '1 2 3',
  ],
];

test.each(ORDERS)(
  'the list is ordered by %s in both directions, empty values last',
  (sort, records, ascending, descending) => {
    expect(order(records, sort, 'ascending')).toBe(ascending);
    expect(order(records, sort, 'descending')).toBe(descending);
  },
);

test('the result has the requested columns and no others', () => {
  const store = storeOf([aCustomer({ salesCents: 150, previousSales1Cents: 100, sdi: '0000000' })]);
  const [plain] = searchCustomers(store, aQuery()).items;
  expect(plain).not.toHaveProperty('more');
  const [item] = searchCustomers(store, aQuery({ columns: ['name', 'sdi', 'change', 'changeShare'] })).items;
  expect(item).toEqual({ ...plain, more: { sdi: '0000000', change: 50, changeShare: 0.5 } });
});

test('the sums cover all matching customers, whatever the page', () => {
  const store = storeOf(
    differingIn([
      { salesCents: 100, previousSales1Cents: 10, previousSales2Cents: 1, city: 'Napoli' },
      { salesCents: -30, previousSales1Cents: null, previousSales2Cents: null, city: 'NAPOLI' },
      { salesCents: 7, previousSales1Cents: 7, previousSales2Cents: 7, city: 'Bari', lastOrderDate: null },
    ]),
  );
  const sums = (query: Partial<Parameters<typeof aQuery>[0]>): unknown => sumCustomers(store, aQuery(query));
  expect(sums({ cities: ['napoli'] })).toEqual({
    salesCents: 70,
    previousSales1Cents: 10,
    previousSales2Cents: 1,
  });
  expect(sums({ filter: 'potential' })).toMatchObject({ salesCents: 7 });
  expect(sums({ search: 'c1' })).toMatchObject({ salesCents: 100 });
  expect(sums({ search: 'zzz' })).toEqual({ salesCents: 0, previousSales1Cents: 0, previousSales2Cents: 0 });
});

test('values come in the listed order, including the portal’s own columns', () => {
  const store = storeOf(
    differingIn([
      { city: 'B' },
      { city: 'A', other: { NOTE: 'mercoledì' } },
      { city: 'C', other: { ALTRO: 'x' } },
    ]),
  );
  const rows = listRows(store, aQuery({ sort: 'city', direction: 'descending' }));
  const columns = ['id', 'other:NOTE', 'city'] as const;
  expect(readValues(store, rows, columns)).toEqual([
    ['3', null, 'C'],
    ['1', null, 'B'],
    ['2', 'mercoledì', 'A'],
  ]);
  expect(readValues(store, [...findRow(store, '2'), 999], ['name'])).toEqual([['C2']]);
  expect(findRow(store, '77')).toEqual([]);
  expect(listCaptions(store)).toEqual(['ALTRO', 'NOTE']);
});
