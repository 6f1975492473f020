import { expect, test } from 'vitest';
import type { CustomerListItem, ShownColumn } from '../../../../preload/contract';
import { parseSearch } from '../../../../preload/contract/search-text';
import { it } from '../../../strings/it';
import { explainMatch } from './found-by';

const ITEM: CustomerListItem = {
  id: '3267',
  name: 'Studio Rossi',
  city: 'Forlì',
  vatNumber: '01234567890',
  phone: '+39 0543 12345 / 3401234567',
  mobile: null,
  street: 'Via Roma, 12',
  postalCode: '47121',
  attentionTo: null,
  externalAccountNumber: '3267',
  email: 'studio.rossi@posta.example',
  other: { 'FINE ESCLUSIVA': '31/12/2026', NOTE: 'Però: chiedere di Angela Rossi' },
  lastOrderDate: null,
  salesCents: null,
  type: 'Debitor',
  description: 'Debitor',
  missingSince: null,
  removedSince: null,
  note: null,
};

/** Returns the name of the field, and the text with its match marked. */
function named(search: string): string | null {
  const found = explainMatch(ITEM, parseSearch(search), it);
  return found === null
    ? null
    : `${found.name}: ${found.ranges.map(({ start, end }) => found.text.slice(start, end)).join('|')}`;
}

test('a long text starts one word before the match, so that it fits on one line', () => {
  const long = { ...ITEM, other: { NOTE: 'Chiedere della signora Ines, mai di mercoledì pomeriggio' } };
  const found = explainMatch(long, parseSearch('mercol'), it);
  expect(found?.text).toBe('… di mercoledì pomeriggio');
  expect(found?.ranges).toEqual([{ start: 5, end: 11 }]);
  expect(explainMatch(long, parseSearch('signora'), it)?.text).toBe(long.other.NOTE);
});

test.each([
  ['', null],
  ['rossi', null],
  ['forli', null],
  ['0543 12', null],
  ['0543123', null],
  ['340 1', 'Telefono: 340 1'],
  ['rossi 34012', 'Telefono: 340 12'],
  ['012345678', 'Partita IVA: 012345678'],
  ['4567', 'Telefono: 4567'],
  ['4789', null],
  ['via rom', 'Indirizzo: Via|Rom'],
  ['rossi posta', 'E-mail: rossi|posta'],
  ['angela', 'NOTE: Angela'],
  ['rossi angela', 'NOTE: Angela|Rossi'],
  ['pero', 'NOTE: Però'],
  ['31/12/20', 'FINE ESCLUSIVA: 31/12/20'],
  ['3112', 'FINE ESCLUSIVA: 31/12'],
])('a match that the row does not show is named: %j', (search, expected) => {
  expect(named(search)).toBe(expected);
});

test('only a match that no column shows is named', () => {
  const shown = (...columns: readonly ShownColumn['column'][]): readonly ShownColumn[] =>
    columns.map((column) => ({ column, width: null }));
  expect(explainMatch(ITEM, parseSearch('forli'), it, shown('name'))?.name).toBe('Città');
  expect(explainMatch(ITEM, parseSearch('0543 12'), it, shown('name'))?.name).toBe('Telefono');
  expect(explainMatch(ITEM, parseSearch('012345'), it, shown('name', 'vatNumber'))).toBeNull();
  expect(explainMatch(ITEM, parseSearch('angela'), it, shown('name', 'other:NOTE'))).toBeNull();
});
