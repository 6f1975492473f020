import { createHash } from 'node:crypto';
import type { Language, ListColumn } from '../../preload/contract';
import { formatContactLines, noteLine } from '../../preload/contract/contact-card';
import type { FileFormat, RowValues } from './cells';
import { italianDate } from './cells';
import { FILE_TEXTS } from './words';

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

/** The number of octets of a line before it is folded (RFC 2426, 2.6). */
const LINE_OCTETS = 75;

/** Writes contacts as vCard 3.0 (RFC 2426). Their UIDs never change, so phones can update them. */
export function vcardFormat(language: Language): FileFormat {
  return {
    add: (rows) => rows.map((row) => vcard(contactOf(row), language)).join(''),
    end: () => Promise.resolve(''),
  };
}

function contactOf(values: RowValues): Contact {
  return Object.fromEntries(
    CONTACT_COLUMNS.map((column, index) => [column, values[index] ?? null]),
  ) as Contact;
}

function vcard(contact: Contact, language: Language): string {
  const lines = formatContactLines({ ...contact, name: contact.name ?? '' }, FILE_TEXTS[language]);
  const card = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:${uidOf(contact.id ?? '')}`,
    ...lines.name,
    ...lines.more.flat(),
    ...noteLine([...lines.note, ...notesOf(contact, language)]),
    'END:VCARD',
  ];
  return card.map((line) => `${folded(line)}\r\n`).join('');
}

/** Returns lines for the contact's note: values that have no field of their own in a contact. */
function notesOf({ id, vatNumber, lastOrderDate }: Contact, language: Language): string[] {
  const words = FILE_TEXTS[language];
  return [
    `${words.code} ${id ?? ''}`,
    ...(vatNumber === null ? [] : [`${words.vatNumber} ${vatNumber}`]),
    ...(lastOrderDate === null ? [] : [`${words.lastOrder} ${italianDate(lastOrderDate)}`]),
  ];
}

/** Returns a UUID derived from the customer's ID (RFC 9562, version 8: our own digest). */
function uidOf(id: string): string {
  const hex = createHash('sha256').update(`archibald-agent:customer:${id}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Folds a long line; the next line starts with a blank. Keeps characters of several octets whole.
 */
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
