import { expect, test } from 'vitest';
import { parse } from 'vcard4';
import type { Values } from './cells';
import { CONTACT_COLUMNS, vcardForm } from './vcard';

type Contact = Partial<Record<(typeof CONTACT_COLUMNS)[number], string>>;

function valuesOf(contact: Contact): Values {
  return CONTACT_COLUMNS.map((column) => contact[column] ?? null);
}

function text(...contacts: readonly Contact[]): string {
  return String(vcardForm('it').add(contacts.map(valuesOf)));
}

interface Property {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}
interface Card {
  readonly getProperty: (name: string) => readonly Property[];
}

/** The contacts as another program reads them: unfolded and unescaped. */
function read(cards: string): readonly Card[] {
  const parsed = parse(cards) as unknown as Card | readonly Card[];
  return Array.isArray(parsed) ? (parsed as readonly Card[]) : [parsed as Card];
}

function valuesIn(card: Card | undefined, name: string): unknown[] {
  return card?.getProperty(name).map(({ value }) => value) ?? [];
}

const FULL: Contact = {
  id: '3267',
  name: 'Zeta; "Studio", Sorriso 😀 \\ & Figli – Ambulatorio odontoiatrico associato con un nome lunghissimo',
  phone: '+39 081 377080; +39 340 1234567',
  email: 'info@zeta.example.it',
  pec: 'zeta@pec.example.it',
  street: 'Via Roma, 12; int. 3',
  postalCode: '00184',
  city: 'Forlì',
  vatNumber: '01234567890',
  attentionTo: 'Sig.ra Ines',
  lastOrderDate: '2026-01-12',
};

test('is a vCard 4.0 that another program reads, whatever signs the texts hold', () => {
  const [card] = read(text(FULL));
  expect(valuesIn(card, 'FN')).toEqual([FULL.name]);
  expect(valuesIn(card, 'TEL')).toEqual(['+39081377080', '+393401234567']);
  expect(card?.getProperty('TEL').map(({ parameters }) => parameters['TYPE'])).toEqual([
    ['work', 'voice'],
    ['work', 'cell'],
  ]);
  expect(valuesIn(card, 'EMAIL')).toEqual(['info@zeta.example.it', 'zeta@pec.example.it']);
  expect(valuesIn(card, 'ADR')).toMatchObject([
    { streetAddress: 'Via Roma, 12; int. 3', locality: 'Forlì', postalCode: '00184' },
  ]);
  expect(valuesIn(card, 'NOTE')).toEqual(['Codice 3267\nP. IVA 01234567890\nUltimo ordine 12/01/2026']);
});

test('puts several customers in one file, and leaves out what is not known', () => {
  const cards = read(text(FULL, { id: '1', name: 'Solo nome' }));
  expect(cards.map((card) => valuesIn(card, 'FN')[0])).toEqual([FULL.name, 'Solo nome']);
  expect(text({ id: '1', name: 'Solo nome' })).not.toMatch(/TEL|EMAIL|ADR|URL|ROLE/);
});

test('folds lines at 75 octets without cutting a letter', () => {
  const lines = text(FULL).split('\r\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.every((line) => !line.includes('\uFFFD'))).toBe(true);
});

test('gives the same customer the same UID, another another', () => {
  const uid = (contact: Contact): string => /UID:(\S+)/.exec(text(contact))?.[1] ?? '';
  expect(uid(FULL)).toBe(uid({ id: '3267', name: 'Nome nuovo' }));
  expect(uid(FULL)).not.toBe(uid({ id: '3268', name: 'Zeta' }));
  expect(uid(FULL)).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
