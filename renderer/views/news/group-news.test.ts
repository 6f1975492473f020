import { expect, test } from 'vitest';
import type { CustomerChange } from '../../../preload/contract';
import { groupNews } from './group-news';

function change(
  number: number,
  run: number,
  customerId: string,
  over: Partial<CustomerChange> = {},
): CustomerChange {
  const at = `2026-11-23T0${run}:00:00.000Z`;
  const values = { field: null, column: null, oldValue: null, newValue: null, kind: 'new' } as const;
  return { number, run, customerId, customerName: `Cliente ${customerId}`, at, ...values, ...over };
}

test('groups what each sync found by customer, newest sync first, fields in their order', () => {
  const items = [
    change(5, 2, '7', { kind: 'changed', field: 'phone' }),
    change(4, 2, '7', { kind: 'changed', field: 'city' }),
    change(3, 2, '9'),
    change(2, 1, '7'),
  ];
  const grouped = groupNews(items);
  expect(grouped.map(({ run, customers }) => [run, customers.map(({ customerId }) => customerId)])).toEqual([
    [2, ['7', '9']],
    [1, ['7']],
  ]);
  expect(grouped[0]?.customers[0]?.changes.map(({ field }) => field)).toEqual(['city', 'phone']);
  expect(grouped[0]?.at).toBe('2026-11-23T02:00:00.000Z');
});

test('has nothing to group in no news', () => {
  expect(groupNews([])).toEqual([]);
});
