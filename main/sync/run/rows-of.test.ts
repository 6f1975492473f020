import { expect, test } from 'vitest';
import { manyCustomers } from '../../../tests/helpers/customers';
import { rowsOf } from './rows-of';

const READING = {
  customers: manyCustomers(10),
  warnings: [],
  pages: 8,
  declaredCount: null,
  sums: { printed: 0, verified: 0 },
} as const;

test('counts printed rows: those an export says, else those read and those that stand twice', () => {
  expect(rowsOf({ ...READING, declaredCount: 13 })).toBe(13);
  expect(rowsOf(READING)).toBe(10);
  const warnings = [
    { code: 'DUPLICATE_ID', row: 3 },
    { code: 'DUPLICATE_ID', row: 7 },
    { code: 'BAD_VALUE', row: 1 },
  ] as const;
  expect(rowsOf({ ...READING, warnings })).toBe(12);
});
