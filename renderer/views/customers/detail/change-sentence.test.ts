import { expect, test } from 'vitest';
import type { CustomerChange } from '../../../../preload/contract';
import { en } from '../../../strings/en';
import { it } from '../../../strings/it';
import { changeSentence } from './change-sentence';

function aChange(overrides: Partial<CustomerChange>): CustomerChange {
  return {
    number: 1,
    customerId: '7',
    customerName: 'Cliente 7',
    kind: 'changed',
    field: null,
    column: null,
    oldValue: null,
    newValue: null,
    at: '2026-11-23T08:00:00.000Z',
    run: 1,
    ...overrides,
  };
}

test('a field is named in the language of the screen, with formatted values', () => {
  const change = aChange({ field: 'lastOrderDate', oldValue: null, newValue: '2026-11-20' });
  expect(changeSentence(change, it)).toBe('Ultimo ordine: — → 20/11/2026');
  expect(changeSentence(aChange({ field: 'email', newValue: 'a@b.example' }), en)).toBe(
    'E-mail: — → a@b.example',
  );
});

test('an unknown column is named by its caption, with its values as printed', () => {
  const change = aChange({ column: 'FINE ESCLUSIVA', oldValue: '31/12/2026', newValue: null });
  expect(changeSentence(change, it)).toBe('FINE ESCLUSIVA: 31/12/2026 → —');
  expect(changeSentence(change, en)).toBe('FINE ESCLUSIVA: 31/12/2026 → —');
});

test('a kind has its common name, and an unknown kind keeps its own', () => {
  const change = aChange({ field: 'type', oldValue: 'PotFromCon', newValue: 'CustFromConcess' });
  expect(changeSentence(change, it)).toBe('Tipo: Potenziale di concessionario → Cliente di concessionario');
  expect(changeSentence({ ...change, oldValue: null, newValue: 'Agenzia' }, it)).toBe('Tipo: — → Agenzia');
});
