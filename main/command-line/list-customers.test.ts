import { expect, test } from 'vitest';
import { openTestCache, syncInto } from '../../tests/helpers/cache';
import { aCustomer } from '../../tests/helpers/customers';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { closeCache } from '../customers/integrity/cache';
import { listCustomers } from './list-customers';

test('the list has the customers found, without similar ones', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, [aCustomer({ id: '1', name: 'Nicolosi' }), aCustomer({ id: '2', name: 'Bianchi' })]);
  closeCache(cache);
  const ids = (search: string): unknown => {
    const listed = listCustomers(['--data', folder, '--search', search]);
    return listed.ok ? listed.value.map(({ id }) => id) : listed.error;
  };
  expect(ids('nicolosi')).toEqual(['1']);
  expect(ids('nikolosi')).toEqual([]);
});
