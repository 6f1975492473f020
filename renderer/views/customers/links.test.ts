import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/helpers/customers';
import { contactsOf, mailLink, mapLink, siteLink, telLink } from './links';

test.each([
  ['+39 06 1234567', 'tel:+39061234567'],
  ['06/1234567', 'tel:061234567'],
  ['06-123 4567', 'tel:061234567'],
  ['0543 12345 / 0543 54321', 'tel:054312345'],
  ['0543 12345 int. 5', 'tel:054312345'],
  ['(0543) 12345', 'tel:054312345'],
  ['chiedere', null],
  ['', null],
  [null, null],
])('dials %j as %j', (phone, link) => {
  expect(telLink(phone)).toBe(link);
});

test.each([
  ['studio@pec.example.it', 'mailto:studio@pec.example.it'],
  [' a+b@pec.example.it ', 'mailto:a%2Bb@pec.example.it'],
  ['a@b.it?bcc=c@d.it', null],
  ['a@b.it, c@d.it', null],
  ['nessuna', null],
])('writes to %j as %j', (address, link) => {
  expect(mailLink(address)).toBe(link);
});

test.each([
  ['www.example.it', 'https://www.example.it'],
  ['http://example.it/chi siamo', null],
  ['http://example.it/a', 'https://example.it/a'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['user@example.it', null],
  ['-', null],
])('opens the site %j as %j', (url, link) => {
  expect(siteLink(url)).toBe(link);
});

test('looks an address up on the map, as much of it as there is', () => {
  const at = (street: string | null, city: string | null): string =>
    decodeURIComponent(mapLink({ street, city, postalCode: '47121' }) ?? 'none');
  expect(at('Via Roma, 12 & C.', 'Forlì')).toMatch(/query=Via Roma, 12 & C., 47121 Forlì, Italia$/);
  expect(at(null, 'Forlì')).toMatch(/query=47121 Forlì, Italia$/);
  expect(at(null, null)).toBe('none');
});

test('gives the ways to reach a customer in order, only those there are', () => {
  const all = aCustomer({ mobile: '399 1234567', email: 'studio@posta.example', url: 'www.example.it' });
  expect(contactsOf(all).map(({ kind }) => kind)).toEqual([
    'call',
    'mobile',
    'whatsApp',
    'email',
    'pec',
    'map',
    'site',
  ]);
  expect(contactsOf(all)[3]?.link).toBe('mailto:studio@posta.example');
  expect(contactsOf(all)[2]?.link).toBe('https://wa.me/393991234567');
  const none = aCustomer({ phone: null, mobile: null, pec: null, street: null, city: null, url: null });
  expect(contactsOf(none)).toEqual([]);
});

test.each([
  ['+41791234567', '41791234567'],
  ['0041 79 1234567', '41791234567'],
  ['3991234567', '393991234567'],
])('writes on WhatsApp to %j with its country code', (mobile, number) => {
  const contact = contactsOf(aCustomer({ mobile })).find(({ kind }) => kind === 'whatsApp');
  expect(contact?.link).toBe(`https://wa.me/${number}`);
});
