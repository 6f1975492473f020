import { expect, test } from 'vitest';
import { join } from 'node:path';
import { aCustomer } from '../../tests/helpers/customers';
import { tempFolder } from '../../tests/helpers/temp-folder';
import type { CustomerRecord } from '../../preload/contract';
import { applyExport } from './apply-export';
import { openStore } from './open-store';
import { searchCustomers } from './search';

function found(customers: readonly CustomerRecord[], search: string): string[] {
  const opened = openStore(join(tempFolder(), 'customers.db'));
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  applyExport(opened.value, customers, 1, '2026-11-23T08:00:00.000Z');
  const page = searchCustomers(opened.value, {
    search,
    sort: 'name',
    scope: 'current',
    offset: 0,
    limit: 100,
  });
  opened.value.close();
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id);
}

const CUSTOMERS = [
  aCustomer({
    id: '1',
    name: 'Ambulatorio Però',
    city: 'Forlì',
    phone: '+39 0543 12345',
    vatNumber: '01234567890',
  }),
  aCustomer({
    id: '2',
    name: "L'Officina del Sorriso",
    city: 'Cesena',
    phone: '0547 99887',
    vatNumber: '99887766554',
  }),
  aCustomer({
    id: '3',
    vatNumber: null,
    name: 'Zeta "Studio" & C.',
    street: 'Via Garibaldi, 44',
    city: 'Milano',
    phone: null,
  }),
];

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
])('finds %j: %s', (search, ids) => {
  expect(found(CUSTOMERS, search)).toEqual(ids);
});

test('orders by the chosen column and pages through it', () => {
  const opened = openStore(join(tempFolder(), 'customers.db'));
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  const customers = [
    aCustomer({ id: '1', name: 'b', city: null, salesCents: null, lastOrderDate: null }),
    aCustomer({ id: '2', name: 'À', city: 'zola', salesCents: 5, lastOrderDate: '2024-01-01' }),
    aCustomer({ id: '3', name: 'c', city: 'Ancona', salesCents: 50, lastOrderDate: '2026-01-01' }),
  ];
  applyExport(opened.value, customers, 1, '2026-11-23T08:00:00.000Z');
  const ids = (sort: 'name' | 'city' | 'salesCents' | 'lastOrderDate', offset = 0, limit = 10): string[] =>
    searchCustomers(opened.value, { search: '', sort, scope: 'current', offset, limit }).items.map(
      ({ id }) => id,
    );
  expect(ids('name')).toEqual(['2', '1', '3']);
  expect(ids('city')).toEqual(['3', '2', '1']);
  expect(ids('salesCents')).toEqual(['3', '2', '1']);
  expect(ids('lastOrderDate')).toEqual(['3', '2', '1']);
  expect(ids('name', 1, 1)).toEqual(['1']);
  opened.value.close();
});
