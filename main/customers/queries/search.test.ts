import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CustomerRecord, CustomerSort, SortDirection } from '../../../preload/contract';
import { NOW, openTestCache, openTestStore, storeOf, syncInto } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Store } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import { applyExport } from '../writes/apply-export';
import type { SearchQuery } from './search';
import { searchCustomers } from './search';
import { searchAll } from './search-notes';

function found(customers: readonly CustomerRecord[], query: Partial<SearchQuery>): string[] {
  const page = searchCustomers(storeOf(customers), aQuery(query));
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id);
}

const UNSET = { pec: null, sdi: null, deliveryTerms: null, description: null } as const;

const CUSTOMERS = [
  aCustomer({
    ...UNSET,
    id: '1',
    name: 'Ambulatorio Però',
    city: 'Forlì',
    phone: '+39 0543 12345',
    vatNumber: '01234567890',
  }),
  aCustomer({
    ...UNSET,
    id: '2',
    name: "L'Officina del Sorriso",
    city: 'Cesena',
    phone: '0547 99887',
    vatNumber: '99887766554',
  }),
  aCustomer({
    ...UNSET,
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
  const other = openTestStore(store.name);
  const ids = (): string[] =>
    searchCustomers(store, aQuery({ search: 'sorriso', sort: 'city' })).items.map(({ id }) => id);
  const write = (by: Store, run: number, ...added: readonly CustomerRecord[]): unknown =>
    applyExport(by, [...CUSTOMERS, ...added], run, '2026-11-23T09:00:00.000Z');
  expect(ids()).toEqual(['2']);
  expect(ids()).toEqual(['2']);
  const first = aCustomer({ id: '4', name: 'Sorriso', city: 'Ancona' });
  write(other, 2, first);
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
      // SQLite orders the first pages; later pages come from an order kept in memory.
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
])('the search covers unknown columns and e-mail: %j (%s)', (search, ids) => {
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

test('pages of one version fit together, and a write between them changes the version', () => {
  const { cache } = openTestCache(tempFolder());
  const customers = [aCustomer({ id: '1', name: 'Rossi' }), aCustomer({ id: '2', name: 'Bianchi' })];
  syncInto(cache, customers);
  const version = (): string => searchAll(cache, aQuery({ limit: 1 })).version;
  const before = version();
  expect(version()).toBe(before);
  syncInto(cache, [...customers, aCustomer({ id: '3', name: 'Verdi' })], 9);
  const synced = version();
  expect(synced).not.toBe(before);
  OPERATIONS.saveNote(cache, {
    customerId: '1',
    text: 'x',
    dueOn: null,
    changedAt: new Date(NOW).toISOString(),
  });
  expect(version()).not.toBe(synced);
});

test('a page shows one state of the file while another connection writes', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, [aCustomer({ id: '1', name: 'Rossi A' }), aCustomer({ id: '2', name: 'Rossi B' })]);
  const other = openTestStore(join(folder, 'customers.db'));
  const { store } = cache;
  const prepare = store.prepare.bind(store);
  let isWritten = false;
  // The other connection writes between finding and reading the rows.
  store.prepare = (sql: string) => {
    if (sql.includes('listRow') && !isWritten) {
      isWritten = true;
      other.exec("UPDATE customers SET name = 'Verdi'");
    }
    return prepare(sql);
  };
  const page = searchAll(cache, aQuery({ search: 'rossi' }));
  expect(isWritten).toBe(true);
  expect(page.items.map(({ name }) => name)).toEqual(['Rossi A', 'Rossi B']);
  store.prepare = prepare;
});
