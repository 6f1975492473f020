import type { CustomerRecord } from './customers';
import { collectPhoneNumbers } from './phone-numbers';
import { parseMailAddresses, parseSiteLink } from './web-addresses';

/** The customer fields that appear in a contact. */
export type ContactFacts = Pick<
  CustomerRecord,
  'name' | 'phone' | 'mobile' | 'email' | 'pec' | 'url' | 'street' | 'postalCode' | 'city' | 'attentionTo'
>;

/** The labels of the values that have no vCard property and appear in the note. */
export interface ContactWords {
  readonly phone: string;
  readonly attentionTo: string;
}

/** The lines of a vCard, unfolded. */
export interface ContactLines {
  /** The lines that every vCard needs. */
  readonly name: readonly string[];
  /** The optional lines, most important first. The lines of one element belong together. */
  readonly more: readonly (readonly string[])[];
  readonly note: readonly string[];
}

/**
 * Returns the lines of a customer's vCard 3.0 (RFC 2426), for files and QR codes. Android's
 * contacts app does not read version 4.0. The types of a number are not quoted because GNOME
 * ignores numbers with a quoted list. `X-ABShowAs` makes Apple's contacts show the company instead
 * of a person. The contact person goes into the note because no property for it appears on all
 * phones.
 */
export function formatContactLines(facts: ContactFacts, words: ContactWords): ContactLines {
  const name = escaped(facts.name.trim());
  const numbers = collectPhoneNumbers(facts.phone, facts.mobile);
  const site = parseSiteLink(facts.url);
  const addresses = new Set([...parseMailAddresses(facts.email), ...parseMailAddresses(facts.pec)]);
  const person = facts.attentionTo?.trim() ?? '';
  return {
    name: [`N:${name};;;;`, `FN:${name}`],
    more: [
      ...numbers.flatMap(({ dialString, isMobile }) =>
        dialString === null ? [] : [[`TEL;TYPE=WORK,${isMobile ? 'CELL' : 'VOICE'}:${dialString}`]],
      ),
      ...[...addresses].map((address) => [`EMAIL;TYPE=INTERNET:${escaped(address)}`]),
      ...addressLines(facts),
      ...(site === null ? [] : [[`URL:${escaped(site)}`]]),
      [`ORG:${name}`, 'X-ABShowAs:COMPANY'],
    ],
    note: [
      ...(person === '' ? [] : [`${words.attentionTo}: ${person}`]),
      // A number without an extension or a comment is complete in its TEL line.
      ...numbers.flatMap(({ text, dialString, extension, note }) =>
        dialString !== null && extension === null && note === null
          ? []
          : [`${words.phone}: ${note === null ? text : `${text} (${note})`}`],
      ),
    ],
  };
}

/** Returns the NOTE line of a vCard, or no line for an empty note. */
export function noteLine(note: readonly string[]): readonly string[] {
  return note.length === 0 ? [] : [`NOTE:${escaped(note.join('\n'))}`];
}

function addressLines({ street, city, postalCode }: ContactFacts): readonly (readonly string[])[] {
  if ([street, city, postalCode].every((part) => part === null || part === '')) {
    return [];
  }
  const parts = ['', '', street ?? '', city ?? '', '', postalCode ?? '', guessCountry(postalCode)];
  return [[`ADR;TYPE=WORK:${parts.map((part) => escaped(part.trim())).join(';')}`]];
}

/** Returns the country for a postal code, in its own language, or '' for an unknown code. */
export function guessCountry(postalCode: string | null): string {
  const code = postalCode?.trim() ?? '';
  if (/^4789\d$/.test(code)) {
    return 'San Marino';
  }
  return code === '' || /^\d{5}$/.test(code) ? 'Italia' : '';
}

/** Escapes separators and line breaks as RFC 2426, section 4 requires. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, '\\n');
}
