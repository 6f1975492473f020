import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CustomerFilter, CustomerRecord, CustomerSort, SortDirection } from '../../../preload/contract';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { openStore } from '../integrity/open-store';
import type { Store } from '../store/store';
import { applyExport } from '../writes/apply-export';
import { findRows } from '../writes/known-rows';
import { listCities, listKinds } from './list-choices';
import type { SearchQuery } from './search';
import { searchCustomers, sumCustomers } from './search';

function storeOf(customers: readonly CustomerRecord[]): Store {
  const opened = openStore(join(tempFolder(), 'customers.db'));
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  onTestFinished(() => void opened.value.close());
  applyExport(opened.value, customers, 1, '2026-11-23T08:00:00.000Z');
  return opened.value;
}

function found(customers: readonly CustomerRecord[], query: Partial<SearchQuery>): string[] {
  const page = searchCustomers(storeOf(customers), aQuery(query));
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id);
}

const UNSAID = { pec: null, sdi: null, deliveryTerms: null, description: null } as const;

const CUSTOMERS = [
  aCustomer({
    ...UNSAID,
    id: '1',
    name: 'Ambulatorio Però',
    city: 'Forlì',
    phone: '+39 0543 12345',
    vatNumber: '01234567890',
  }),
  aCustomer({
    ...UNSAID,
    id: '2',
    name: "L'Officina del Sorriso",
    city: 'Cesena',
    phone: '0547 99887',
    vatNumber: '99887766554',
  }),
  aCustomer({
    ...UNSAID,
    id: '3',
    vatNumber: null,
    name: 'Zeta "Studio" & C.',
    street: 'Via Garibaldi, 44',
    city: 'Milano',
    phone: null,
  }),
];

test('cached results are computed again after a write by the same or another connection', () => {
  const store = storeOf(CUSTOMERS);
  const other = openStore(store.name);
  if (!other.ok) {
    throw new Error(other.error.message);
  }
  onTestFinished(() => void other.value.close());
  const ids = (): string[] =>
    searchCustomers(store, aQuery({ search: 'sorriso', sort: 'city' })).items.map(({ id }) => id);
  const write = (by: Store, run: number, ...added: readonly CustomerRecord[]): unknown =>
    applyExport(by, [...CUSTOMERS, ...added], run, '2026-11-23T09:00:00.000Z');
  expect(ids()).toEqual(['2']);
  expect(ids()).toEqual(['2']);
  const first = aCustomer({ id: '4', name: 'Sorriso', city: 'Ancona' });
  write(other.value, 2, first);
  expect(ids()).toEqual(['4', '2']);
  write(store, 3, { ...first, city: 'Zocca' });
  expect(ids()).toEqual(['2', '4']);
});

test('pages of any offset fit together in every order', () => {
  const many = Array.from({ length: 1_205 }, (_, index) =>
    aCustomer({
      id: String(index + 1),
      name: `Studio ${(index * 7) % 400}`,
      city: index % 9 === 0 ? null : `Città ${index % 31}`,
      lastOrderDate: index % 5 === 0 ? null : `2026-0${(index % 9) + 1}-12`,
      salesCents: index % 4 === 0 ? null : (index * 37) % 101,
    }),
  );
  const store = storeOf(many);
  for (const sort of ['name', 'city', 'lastOrderDate', 'salesCents'] as const) {
    for (const direction of ['ascending', 'descending'] as const) {
      const ids = (offset: number, limit: number): string[] =>
        searchCustomers(store, aQuery({ sort, direction, offset, limit })).items.map(({ id }) => id);
      // SQLite orders the first pages, the cached ranks all rows at once.
      const pages = [0, 500, 1_000].flatMap((offset) => ids(offset, 500));
      expect(pages).toEqual(ids(0, 1_205));
      expect(new Set(pages).size).toBe(1_205);
    }
  }
});

test.each([
  ['pero', ['1'], 'accents do not matter'],
  ['FORLÌ', ['1'], 'case does not matter'],
  ['sorriso officina', ['2'], 'the order of words does not matter'],
  ["l'off", ['2'], 'an apostrophe is no obstacle'],
  ['garib 44', ['3'], 'the address is searched'],
  ['0123456', ['1'], 'the beginning of a VAT number is enough'],
  ['0543 12345', ['1'], 'a phone is found with blanks'],
  ['054312345', ['1'], 'and without'],
  ['+39 0543', ['1'], 'and with its country code'],
  ['"studio" & (c*', ['3'], 'signs of the search language are plain text'],
  ['', ['1', '2', '3'], 'nothing typed shows all'],
  ['***', ['1', '2', '3'], 'signs alone are nothing'],
  ['milano pero', [], 'every word must match'],
])('the search finds %j: %s', (search, ids) => {
  expect(found(CUSTOMERS, { search })).toEqual(ids);
});

const WITH_MORE = [
  aCustomer({ id: '1', name: 'Alfa', email: 'segreteria@studio-alfa.example' }),
  aCustomer({
    id: '2',
    name: 'Beta',
    other: { 'FINE ESCLUSIVA': '31/12/2026', NOTE: 'Però: chiamare Àngela' },
  }),
  aCustomer({
    id: '3',
    name: 'Gamma',
    other: { 'NUMERO INTERNO': '+39 0543 77 66', PREVISIONI: '1.234,50 €' },
  }),
];

test.each([
  ['segreteria@studio', ['1'], 'an e-mail address'],
  ['alfa.example', ['1'], 'a part of one'],
  ['pero angela', ['2'], 'words of another column'],
  ['31/12/2026', ['2'], 'a date of another column'],
  ['3112', ['2'], 'and its digits'],
  ['0543 7766', ['3'], 'a number of another column, however it is written'],
  ['1.234,50', ['3'], 'an amount of another column'],
  ['esclusiva', [], 'a caption finds nobody'],
])('the search covers columns of no field and e-mail: %j (%s)', (search, ids) => {
  expect(found(WITH_MORE, { search })).toEqual(ids);
});

test('each row includes the fields that it may be found by', () => {
  const [alfa, beta] = searchCustomers(storeOf(WITH_MORE), aQuery()).items;
  expect(alfa).toMatchObject({ email: 'segreteria@studio-alfa.example', other: {} });
  expect(beta).toMatchObject({
    email: null,
    other: { 'FINE ESCLUSIVA': '31/12/2026', NOTE: 'Però: chiamare Àngela' },
  });
});

test('the search finds a customer by the new text of another column, not by the old one', () => {
  const store = storeOf([aCustomer({ id: '1', other: { ZONA: 'Levante' } })]);
  applyExport(store, [aCustomer({ id: '1', other: { ZONA: 'Ponente' } })], 2, '2026-11-23T09:00:00.000Z');
  expect(searchCustomers(store, aQuery({ search: 'ponente' })).total).toBe(1);
  expect(searchCustomers(store, aQuery({ search: 'levante' })).total).toBe(0);
});

test('the list is ordered by a column in both directions and paged, unknown values last', () => {
  const store = storeOf([
    aCustomer({ id: '1', name: 'b', city: null, salesCents: null, lastOrderDate: null }),
    aCustomer({ id: '2', name: 'À', city: 'zola', salesCents: 5, lastOrderDate: '2024-01-01' }),
    aCustomer({ id: '3', name: 'c', city: 'Ancona', salesCents: 50, lastOrderDate: '2026-01-01' }),
  ]);
  const ids = (sort: CustomerSort, direction: SortDirection, page: Partial<SearchQuery> = {}): string[] =>
    searchCustomers(store, aQuery({ sort, direction, ...page })).items.map(({ id }) => id);
  expect(ids('name', 'ascending')).toEqual(['2', '1', '3']);
  expect(ids('name', 'descending')).toEqual(['3', '1', '2']);
  expect(ids('city', 'ascending')).toEqual(['3', '2', '1']);
  expect(ids('city', 'descending')).toEqual(['2', '3', '1']);
  for (const sort of ['salesCents', 'lastOrderDate'] as const) {
    expect(ids(sort, 'descending')).toEqual(['3', '2', '1']);
    expect(ids(sort, 'ascending')).toEqual(['2', '3', '1']);
  }
  expect(ids('name', 'ascending', { offset: 1, limit: 1 })).toEqual(['1']);
});

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
    { city: 'Forlì', customers: 3, alike: ['FORLI', 'forlì'] },
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

test('invisible characters neither split a word nor hide a name, a city or a number', () => {
  const hidden = aCustomer({
    id: '1',
    name: 'Offi\u00adcina Ro\u200bssi\ufeff',
    city: 'For\u200dlì',
    phone: '\u200e+39 0543\u2060 12\u00ad345',
  });
  for (const search of ['rossi', 'officina', 'forli', '054312345', 'Ro\u00adssi']) {
    expect([search, found([hidden], { search })]).toEqual([search, ['1']]);
  }
  expect(found([hidden], { cities: ['Forlì'] })).toEqual(['1']);
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

test.each([
  ['0543 12', ['1'], 'the first number of a cell'],
  ['3401234', ['1'], 'the second one'],
  ['06 98', ['1'], 'the second one of another cell, its area code behind a slash'],
  ['12', [], 'an extension finds nobody'],
])('the search finds each number of a cell: %j (%s)', (search, ids) => {
  const customers = [
    aCustomer({
      id: '1',
      name: 'Alfa',
      vatNumber: null,
      street: null,
      externalAccountNumber: null,
      phone: '+39 0543 12345 / cell. 340 1234567 int. 12',
      mobile: '347 7654321;06/9876543',
    }),
  ];
  expect(found(customers, { search })).toEqual(ids);
});

test('a reused row is not attributed to the deleted customer', () => {
  const store = storeOf([aCustomer({ id: '1' }), aCustomer({ id: '2' })]);
  const [, second] = findRows(store, ['1', '2']);
  store.prepare("DELETE FROM customers WHERE id = '2'").run();
  expect(findRows(store, ['2'])).toEqual([]);
  applyExport(store, [aCustomer({ id: '1' }), aCustomer({ id: '3' })], 2, '2026-11-24T08:00:00.000Z');
  expect(findRows(store, ['2', '3'])).toEqual([{ id: '3', row: second?.row }]);
});
