import { expect, test } from 'vitest';
import { parseMailAddresses, parseSiteLink } from '../../../../../preload/contract/web-addresses';
import { aCustomer } from '../../../../../tests/helpers/customers';
import { listCalls, listContacts, mailLink, mapLink } from './links';

test.each([
  ['studio@pec.example.it', ['mailto:studio@pec.example.it']],
  [' a+b@pec.example.it ', ['mailto:a%2Bb@pec.example.it']],
  ['a@x.it; b@y.it', ['mailto:a@x.it', 'mailto:b@y.it']],
  ['a@x.it,b@y.it a@x.it', ['mailto:a@x.it', 'mailto:b@y.it']],
  ['Maria <a@x.it> / uff.: b@y.it.', ['mailto:a@x.it', 'mailto:b@y.it']],
  ['a@b.it?bcc=c@d.it', []],
  ['a@b@c.it', []],
  ['a@b', []],
  ['a@b..it', []],
  ['nessuna', []],
  [null, []],
])('the mail links of %j are %j', (cell, links) => {
  expect(parseMailAddresses(cell).map(mailLink)).toEqual(links);
});

test.each([
  ['www.example.it', 'https://www.example.it'],
  ['http://example.it/chi siamo', null],
  ['http://example.it/a', 'https://example.it/a'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['user@example.it', null],
  ['-', null],
])('the site link of %j is %j', (url, link) => {
  expect(parseSiteLink(url)).toBe(link);
});

test('the map link contains the known parts of the address', () => {
  const at = (street: string | null, city: string | null): string =>
    decodeURIComponent(mapLink({ street, city, postalCode: '47121' }) ?? 'none');
  expect(at('Via Roma, 12 & C.', 'Forlì')).toMatch(/query=Via Roma, 12 & C., 47121 Forlì, Italia$/);
  expect(at(null, 'Forlì')).toMatch(/query=47121 Forlì, Italia$/);
  expect(at(null, null)).toBe('none');
  const link = mapLink({ street: null, city: 'Serravalle', postalCode: '47899' }) ?? '';
  expect(decodeURIComponent(link)).toMatch(/query=47899 Serravalle, San Marino$/);
});

test('contacts are in order of use, without missing ones', () => {
  const all = aCustomer({ mobile: '399 1234567', email: 'studio@posta.example', url: 'www.example.it' });
  expect(listContacts(all).map(({ kind }) => kind)).toEqual(['whatsApp', 'email', 'pec', 'map', 'site']);
  expect(listContacts(all)[1]?.link).toBe('mailto:studio@posta.example');
  expect(listContacts(all)[0]?.link).toBe('https://wa.me/393991234567');
  const none = aCustomer({ phone: null, mobile: null, pec: null, street: null, city: null, url: null });
  expect(listContacts(none)).toEqual([]);
});

test('each of several addresses has an action with its name', () => {
  const two = aCustomer({ email: 'a@x.it; b@y.it', pec: 'studio@pec.example.it' });
  expect(listContacts(two).filter(({ link }) => link.startsWith('mailto:'))).toEqual([
    { kind: 'email', link: 'mailto:a@x.it', address: 'a@x.it' },
    { kind: 'email', link: 'mailto:b@y.it', address: 'b@y.it' },
    { kind: 'pec', link: 'mailto:studio@pec.example.it', address: null },
  ]);
});

test.each([
  ['+41791234567', '41791234567'],
  ['0041 79 1234567', '41791234567'],
  ['3991234567', '393991234567'],
])('the WhatsApp link of %j contains its country code, in either cell', (printed, number) => {
  for (const phones of [
    { phone: '06 1234567', mobile: printed },
    { phone: printed, mobile: null },
    { phone: `0543 12345 / ${printed}`, mobile: null },
  ]) {
    const contact = listContacts(aCustomer(phones)).find(({ kind }) => kind === 'whatsApp');
    expect(contact?.link).toBe(`https://wa.me/${number}`);
  }
});

test('calls contain the first number and another mobile, without duplicates and invalid numbers', () => {
  const calls = (phone: string | null, mobile: string | null): string[] =>
    listCalls({ phone, mobile }).map(({ kind, link }) => `${kind} ${link}`);
  expect(calls('06 1234567 / 340 1234567', null)).toEqual([
    'call tel:+39061234567',
    'mobile tel:+393401234567',
  ]);
  expect(calls('340 1234567', '+39 3401234567')).toEqual(['call tel:+393401234567']);
  expect(calls('06 1234567; 06 7654321', '3401234567')).toEqual([
    'call tel:+39061234567',
    'number tel:+39067654321',
    'mobile tel:+393401234567',
  ]);
  expect(calls('chiedere', '12345')).toEqual([]);
});
