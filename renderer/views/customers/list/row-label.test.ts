import { expect, test } from 'vitest';
import type { CustomerListItem, ListColumn, ShownColumn } from '../../../../preload/contract';
import { anItem } from '../../../../tests/helpers/customer-stores';
import { en } from '../../../strings/en';
import { it } from '../../../strings/it';
import type { Strings } from '../../../strings/it';
import { cellText } from './list-cells';
import { rowLabel } from './row-label';

const ITEM: CustomerListItem = {
  ...anItem('7'),
  name: '"Studio Rossi"',
  city: 'Roma',
  phone: '+39 06 1234567',
  lastOrderDate: '2026-11-02',
  salesCents: 12_000,
};

function labelOf(item: CustomerListItem, names: readonly ListColumn[], strings: Strings = it): string {
  const columns: readonly ShownColumn[] = names.map((column) => ({ column, width: null }));
  const texts = names.map((column) => cellText(item, column, strings));
  return rowLabel(item, columns, texts, strings);
}

test('the label has a caption for each value that needs one', () => {
  const columns = ['name', 'city', 'phone', 'lastOrderDate', 'salesCents'] as const;
  expect(labelOf(ITEM, columns)).toBe(
    'Studio Rossi, Roma, telefono +39 06 1234567, ultimo ordine 02/11/2026, vendite 120,00\u00a0€',
  );
  expect(labelOf(ITEM, ['name', 'salesCents'], en)).toBe('Studio Rossi, sales €120.00');
});

test('missing values are not in the label', () => {
  expect(labelOf({ ...ITEM, city: null, phone: null }, ['name', 'city', 'phone'])).toBe('Studio Rossi');
});

test('a note is at the end of the label, a date without a text is not', () => {
  const noted = { ...ITEM, note: { excerpt: 'Chiude ad agosto', dueOn: null } };
  expect(labelOf(noted, ['name', 'city'])).toBe('Studio Rossi, Roma, Ha una nota');
  const dated = { ...ITEM, note: { excerpt: '', dueOn: '2026-11-30' } };
  expect(labelOf(dated, ['name', 'dueOn'])).toBe('Studio Rossi, richiamare 30/11/2026');
});

test('a prospect among customers is named as one', () => {
  const columns: readonly ShownColumn[] = [{ column: 'name', width: null }];
  expect(rowLabel(ITEM, columns, ['Studio Rossi'], it, true)).toBe('Studio Rossi, Potenziale');
});
