import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { RowValues } from './cells';
import { CONTACT_COLUMNS, vcardFormat } from './vcard';

type Contact = Partial<Record<(typeof CONTACT_COLUMNS)[number], string>>;

function valuesOf(contact: Contact): RowValues {
  return CONTACT_COLUMNS.map((column) => contact[column] ?? null);
}

function text(...contacts: readonly Contact[]): string {
  return String(vcardFormat('it').add(contacts.map(valuesOf)));
}

/** Returns the contacts as Thunderbird's reader parses them by vCard 3.0. */
function read(cards: string): readonly ICAL.Component[] {
  const parsed = ICAL.parse(cards) as unknown[];
  const all = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
  return all.map((card) => new ICAL.Component(card));
}

function valuesIn(card: ICAL.Component | undefined, name: string): unknown[] {
  return card?.getAllProperties(name).map((property) => property.getFirstValue()) ?? [];
}

const FULL: Contact = {
  id: '3267',
  name: 'Zeta: "Studio", Sorriso 😀 \\ & Figli – Ambulatorio odontoiatrico associato con un nome lunghissimo',
  phone: '+39 081 377080 (12); +39 340 1234567',
  email: 'info@zeta.example.it; b@y.it',
  url: 'www.zeta.example.it',
  pec: 'zeta@pec.example.it',
  street: 'Via Roma, 12; int. 3',
  postalCode: '00184',
  city: 'Forlì',
  vatNumber: '01234567890',
  attentionTo: 'Sig.ra Ines',
  lastOrderDate: '2026-01-12',
};

test('another program reads the vCard 3.0, whatever characters the texts contain', () => {
  const [card] = read(text(FULL));
  expect(valuesIn(card, 'version')).toEqual(['3.0']);
  expect(valuesIn(card, 'n')).toEqual([[FULL.name, '', '', '', '']]);
  expect(valuesIn(card, 'fn')).toEqual([FULL.name]);
  expect(valuesIn(card, 'org')).toEqual([FULL.name]);
  expect(valuesIn(card, 'x-abshowas')).toEqual(['COMPANY']);
  expect(valuesIn(card, 'tel')).toEqual(['+39081377080', '+393401234567']);
  expect(card?.getAllProperties('tel').map((tel) => tel.getParameter('type'))).toEqual([
    ['WORK', 'VOICE'],
    ['WORK', 'CELL'],
  ]);
  expect(valuesIn(card, 'email')).toEqual(['info@zeta.example.it', 'b@y.it', 'zeta@pec.example.it']);
  expect(valuesIn(card, 'url')).toEqual(['https://www.zeta.example.it']);
  expect(valuesIn(card, 'adr')).toEqual([['', '', 'Via Roma, 12; int. 3', 'Forlì', '', '00184', 'Italia']]);
  expect(valuesIn(card, 'note')).toEqual([
    'All’attenzione di: Sig.ra Ines\nTelefono: +39 081 377 080 int. 12\nCodice 3267\nP. IVA 01234567890\nUltimo ordine 12/01/2026',
  ]);
});

test('the vCard has the form that phones read: types without quotes, a name, escaped values', () => {
  const card = text({
    id: '1',
    name: 'Rossi; C., \\',
    phone: '340 1234567',
    city: 'San Marino',
    postalCode: '47890',
  });
  expect(card.replace(/UID:\S+/, 'UID:1')).toBe(
    [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'UID:1',
      'N:Rossi\\; C.\\, \\\\;;;;',
      'FN:Rossi\\; C.\\, \\\\',
      'TEL;TYPE=WORK,CELL:+393401234567',
      'ADR;TYPE=WORK:;;;San Marino;;47890;San Marino',
      'ORG:Rossi\\; C.\\, \\\\',
      'X-ABShowAs:COMPANY',
      'NOTE:Codice 1',
      'END:VCARD',
      '',
    ].join('\r\n'),
  );
});

test('several customers share one file, without lines for missing values', () => {
  const cards = read(text(FULL, { id: '1', name: 'Solo nome' }));
  expect(cards.map((card) => valuesIn(card, 'fn')[0])).toEqual([FULL.name, 'Solo nome']);
  expect(text({ id: '1', name: 'Solo nome' })).not.toMatch(/TEL|EMAIL|ADR|URL|ROLE/);
});

test('lines are folded at 75 octets without cutting a character', () => {
  const lines = text(FULL).split('\r\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.every((line) => !line.includes('\uFFFD'))).toBe(true);
});

test('the same customer always has the same UID, and another customer a different one', () => {
  const uid = (contact: Contact): string => /UID:(\S+)/.exec(text(contact))?.[1] ?? '';
  expect(uid(FULL)).toBe(uid({ id: '3267', name: 'Nome nuovo' }));
  expect(uid(FULL)).not.toBe(uid({ id: '3268', name: 'Zeta' }));
  expect(uid(FULL)).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
