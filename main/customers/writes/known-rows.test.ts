import { expect, test } from 'vitest';
import { storeOf } from '../../../tests/helpers/cache';
import { aCustomer } from '../../../tests/helpers/customers';
import { applyExport } from './apply-export';
import { findRows } from './known-rows';

test('a reused row is not attributed to the deleted customer', () => {
  const store = storeOf([aCustomer({ id: '1' }), aCustomer({ id: '2' })]);
  const [, second] = findRows(store, ['1', '2']);
  store.prepare("DELETE FROM customers WHERE id = '2'").run();
  expect(findRows(store, ['2'])).toEqual([]);
  applyExport(store, [aCustomer({ id: '1' }), aCustomer({ id: '3' })], 2, '2026-11-24T08:00:00.000Z');
  expect(findRows(store, ['2', '3'])).toEqual([{ id: '3', row: second?.row }]);
});
