import { createHash } from 'node:crypto';
import type { Language, ListColumn } from '../../preload/contract';
import { phoneNumbersOf } from '../../preload/contract/phone-numbers';
import type { FileForm, Values } from './cells';
import { italianDate } from './cells';
import { WORDS } from './words';

/** What a contact is made of, in this order. */
export const CONTACT_COLUMNS = [
  'id',
  'name',
  'phone',
  'mobile',
  'email',
  'pec',
  'url',
  'street',
  'postalCode',
  'city',
  'vatNumber',
  'attentionTo',
  'lastOrderDate',
] as const satisfies readonly ListColumn[];

type Contact = Readonly<Record<(typeof CONTACT_COLUMNS)[number], string | null>>;

/** Octets of a line before it is folded (RFC 6350, 3.2). */
const LINE_OCTETS = 75;

/**
 * Contacts for the phone: vCard 4.0 (RFC 6350), one after the other in one file. A customer always has the same UID, so
 * that taking them along again renews contacts where the phone can do that.
 */
export function vcardForm(language: Language): FileForm {
  return {
    add: (rows) => rows.map((row) => vcard(contactOf(row), language)).join(''),
    end: () => Promise.resolve(''),
  };
}

function contactOf(values: Values): Contact {
  return Object.fromEntries(
    CONTACT_COLUMNS.map((column, index) => [column, values[index] ?? null]),
  ) as Contact;
}

function vcard(contact: Contact, language: Language): string {
  const { id, name, phone, mobile, email, pec, url, street, postalCode, city, attentionTo } = contact;
  const hasAddress = [street, postalCode, city].some((part) => part !== null);
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    `UID:${uidOf(id ?? '')}`,
    `FN:${escaped(name ?? '')}`,
    `ORG:${escaped(name ?? '')}`,
    ...phoneNumbersOf(phone, mobile).map(
      ({ dialled, text, isMobile }) =>
        `TEL;TYPE="work,${isMobile ? 'cell' : 'voice'}":${escaped(dialled ?? text)}`,
    ),
    ...property('EMAIL;TYPE=work', email),
    ...property('EMAIL;TYPE=work', pec === email ? null : pec),
    ...property('URL', url),
    ...(hasAddress
      ? [
          `ADR;TYPE=work:;;${[street, city, null, postalCode, null].map((part) => escaped(part ?? '')).join(';')}`,
        ]
      : []),
    ...property('ROLE', attentionTo),
    `NOTE:${escaped(noteOf(contact, language))}`,
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function property(name: string, value: string | null): string[] {
  return value === null || value === '' ? [] : [`${name}:${escaped(value)}`];
}

/** What the agent needs to know at the door, and cannot be a field of a contact. */
function noteOf({ id, vatNumber, lastOrderDate }: Contact, language: Language): string {
  const words = WORDS[language];
  return [
    `${words.code} ${id ?? ''}`,
    ...(vatNumber === null ? [] : [`${words.vatNumber} ${vatNumber}`]),
    ...(lastOrderDate === null ? [] : [`${words.lastOrder} ${italianDate(lastOrderDate)}`]),
  ].join('\n');
}

/** A UUID made of the customer's ID (RFC 9562, version 8: by a digest of our own). */
function uidOf(id: string): string {
  const hex = createHash('sha256').update(`archibald-agent:customer:${id}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** A long line goes on in the next after a blank; letters of several octets stay whole. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}
