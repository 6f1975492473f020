import { expect, test } from 'vitest';
import type { CustomerListItem, ShownColumn } from '../../../../preload/contract';
import { DEFAULT_COLUMNS } from '../../../../preload/contract/list-columns';
import { en } from '../../../strings/en';
import { it } from '../../../strings/it';
import { moveColumn, resizeColumn } from './arrange-columns';
import { cellText, columnName, fitColumns, computeGrid } from './list-cells';

const ITEM: CustomerListItem = {
  id: '3267',
  name: 'Zeta',
  city: 'Forlì',
  vatNumber: '01234567890',
  phone: null,
  mobile: '+39 340 1',
  street: null,
  postalCode: '00184',
  attentionTo: null,
  externalAccountNumber: null,
  email: null,
  other: { NOTE: 'mercoledì' },
  lastOrderDate: '2026-01-12',
  salesCents: 123_456,
  type: null,
  description: null,
  note: { excerpt: 'Preferisce il mattino', dueOn: '2026-11-30' },
  missingSince: null,
  removedSince: null,
  more: { change: 86_835, changeShare: 2.4, orderCount: 1_234, previousSales1Cents: null },
};

test.each([
  ['phone', '+39 340 1'],
  ['postalCode', '00184'],
  ['lastOrderDate', '12/01/2026'],
  ['salesCents', '1.234,56\u00a0€'],
  ['change', '+868,35\u00a0€'],
  ['changeShare', '+240%'],
  ['orderCount', '1.234'],
  ['previousSales1Cents', ''],
  ['sdi', ''],
  ['note', 'Preferisce il mattino'],
  ['dueOn', '30/11/2026'],
  ['other:NOTE', 'mercoledì'],
  ['other:ALTRO', ''],
] as const)('the cell of %s shows %j', (column, text) => {
  expect(cellText(ITEM, column, it)).toBe(text);
});

test('columns of the three years have different names, and unknown columns their captions', () => {
  expect(columnName('previousSales1Cents', it, 2026)).toBe('Vendite 2025');
  expect(columnName('previousOrderCount2', en, 2026)).toBe('Orders 2024');
  expect(columnName('changeShare', it, 2026)).toBe('Variazione % sul 2025');
  expect(columnName('change', en, 2026)).toBe('Change from 2025');
  expect(columnName('vatNumber', it)).toBe('Partita IVA');
  expect(columnName('other:FINE ESCLUSIVA', en)).toBe('FINE ESCLUSIVA');
});

const COLUMNS: readonly ShownColumn[] = (['name', 'city', 'salesCents', 'id'] as const).map((column) => ({
  column,
  width: null,
}));
const order = (columns: readonly ShownColumn[]): string => columns.map(({ column }) => column).join(' ');

test('a column moves within the others, and the name stays first', () => {
  expect(order(moveColumn(COLUMNS, 'id', -1))).toBe('name city id salesCents');
  expect(order(moveColumn(COLUMNS, 'id', -9))).toBe('name id city salesCents');
  expect(order(moveColumn(COLUMNS, 'city', 9))).toBe('name salesCents id city');
  expect(order(moveColumn(COLUMNS, 'name', 1))).toBe(order(COLUMNS));
  expect(order(moveColumn(COLUMNS, 'sdi', 1))).toBe(order(COLUMNS));
});

test('a column is widened within bounds, and the list gets its minimum width', () => {
  expect(resizeColumn(COLUMNS, 'city', 200.4)[1]).toEqual({ column: 'city', width: 200 });
  expect(resizeColumn(COLUMNS, 'city', 3)[1]?.width).toBe(56);
  expect(resizeColumn(COLUMNS, 'city', 9_999)[1]?.width).toBe(900);
  const { template, minPx } = computeGrid(resizeColumn(COLUMNS, 'city', 200));
  expect(template).toBe('minmax(300px, 3fr) 200px 92px 96px');
  expect(minPx).toBe(300 + 200 + 92 + 96 + 3 * 12);
  expect(computeGrid(COLUMNS)).toEqual({
    template: 'minmax(0px, 3fr) minmax(112px, 1fr) 92px 96px',
    minPx: 0,
  });
});

test.each([
  ['name', 921, 'name city phone lastOrderDate salesCents change'],
  ['name', 884, 'name city phone lastOrderDate salesCents change'],
  ['name', 883, 'name city phone lastOrderDate salesCents'],
  ['name', 545, 'name city lastOrderDate'],
  ['salesCents', 545, 'name city salesCents'],
  ['change', 545, 'name city change'],
  ['phone', 530, 'name phone'],
  ['vatNumber', 545, 'name city vatNumber'],
  ['salesCents', 300, 'name salesCents'],
  ['name', 0, 'name'],
] as const)('a list sorted by %s shows in %d pixels: %s', (sort, room, shown) => {
  expect(order(fitColumns(DEFAULT_COLUMNS, sort, room))).toBe(shown);
});

test('a column with a set width stays and narrows the others', () => {
  const pinned = resizeColumn(DEFAULT_COLUMNS, 'phone', 180);
  expect(order(fitColumns(pinned, 'name', 545))).toBe('name phone');
  expect(order(fitColumns(pinned, 'name', 616))).toBe('name city phone');
  expect(order(fitColumns(resizeColumn(DEFAULT_COLUMNS, 'name', 200), 'name', 545))).toBe('name city phone');
});
