import { expect, test } from 'vitest';
import { aCustomer } from '../../../../../tests/helpers/customers';
import { it } from '../../../../strings/it';
import { addressLine, contactText } from './contact-text';

test('an address is one line with its known parts', () => {
  expect(addressLine({ street: 'Via Roma, 12', postalCode: '00184', city: 'Roma' })).toBe(
    'Via Roma, 12 · 00184 Roma',
  );
  expect(addressLine({ street: null, postalCode: null, city: 'Roma' })).toBe('Roma');
  expect(addressLine({ street: null, postalCode: null, city: null })).toBeNull();
});

test('the copied text contains all contact details and no empty ones', () => {
  const customer = aCustomer({
    name: '"Studio Conti"',
    phone: '081 377080 ufficio',
    mobile: '3401234567',
    street: 'Via Roma, 12',
    postalCode: '80100',
    city: 'Napoli',
    pec: null,
    sdi: null,
    fiscalCode: null,
    vatNumber: '01234567890',
    attentionTo: null,
  });
  expect(contactText(customer, it).split('\n')).toEqual([
    'Studio Conti',
    'Via Roma, 12 · 80100 Napoli',
    'Telefono: 081 377 080 (ufficio)',
    'Telefono: 340 123 4567',
    'Partita IVA: 01234567890',
  ]);
});
