import { expect, test } from 'vitest';
import { anItem } from '../../../../tests/helpers/customer-stores';
import { countMovedRows } from './scroll-anchor';

const listOf = (...ids: readonly string[]) => new Map(ids.map((id, at) => [at, anItem(id)]));

test('a list scrolls by as many rows as the held customer has moved', () => {
  const before = listOf('1', '2', '3', '4');
  expect(countMovedRows(before, listOf('9', '1', '2', '3', '4'), 2)).toBe(1);
  expect(countMovedRows(before, listOf('3', '4'), 2)).toBe(-2);
  expect(countMovedRows(before, before, 2)).toBe(0);
  expect(countMovedRows(before, listOf('1', '2', '4'), 2)).toBe(0);
  expect(countMovedRows(before, listOf('1'), 7)).toBe(0);
});
