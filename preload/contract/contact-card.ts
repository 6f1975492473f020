import type { CustomerRecord } from './customers';
import { phoneNumbersOf } from './phone-numbers';
import { mailAddressesIn, siteLink } from './web-addresses';

/** The fields of a customer that a contact is made of. */
export type ContactFacts = Pick<
  CustomerRecord,
  'name' | 'phone' | 'mobile' | 'email' | 'pec' | 'url' | 'street' | 'postalCode' | 'city' | 'attentionTo'
>;

/** The names of the fields that a contact has no place for and that stand in its note. */
export interface ContactWords {
  readonly phone: string;
  readonly attentionTo: string;
}

/** The lines of a vCard, unfolded. */
export interface ContactLines {
  /** The lines without which it is none. */
  readonly name: readonly string[];
  /** The others in the order of their weight; lines of one element belong together. */
  readonly more: readonly (readonly string[])[];
  /** The lines of its note. */
  readonly note: readonly string[];
}

/**
 * The lines of a customer's vCard 3.0 (RFC 2426), for a file and for a QR code alike. Android's contacts read no 4.0. The
 * types of a number are not quoted: GNOME reads no number of a quoted list. `X-ABShowAs` makes Apple's contacts show the
 * company and no person; the person to ask for has no place of its own that all phones show, and stands in the note.
 */
export function contactLines(facts: ContactFacts, words: ContactWords): ContactLines {
  const name = escaped(facts.name.trim());
  const numbers = phoneNumbersOf(facts.phone, facts.mobile);
  const site = siteLink(facts.url);
  const addresses = new Set([...mailAddressesIn(facts.email), ...mailAddressesIn(facts.pec)]);
  const person = facts.attentionTo?.trim() ?? '';
  return {
    name: [`N:${name};;;;`, `FN:${name}`],
    more: [
      ...numbers.flatMap(({ dialled, isMobile }) =>
        dialled === null ? [] : [[`TEL;TYPE=WORK,${isMobile ? 'CELL' : 'VOICE'}:${dialled}`]],
      ),
      ...[...addresses].map((address) => [`EMAIL;TYPE=INTERNET:${escaped(address)}`]),
      ...addressLines(facts),
      ...(site === null ? [] : [[`URL:${escaped(site)}`]]),
      [`ORG:${name}`, 'X-ABShowAs:COMPANY'],
    ],
    note: [
      ...(person === '' ? [] : [`${words.attentionTo}: ${person}`]),
      // A number that is dialled by itself needs no words.
      ...numbers.flatMap(({ text, dialled, extension, note }) =>
        dialled !== null && extension === null && note === null
          ? []
          : [`${words.phone}: ${note === null ? text : `${text} (${note})`}`],
      ),
    ],
  };
}

/** The note's line of a vCard; none without words. */
export function noteLine(note: readonly string[]): readonly string[] {
  return note.length === 0 ? [] : [`NOTE:${escaped(note.join('\n'))}`];
}

function addressLines({ street, city, postalCode }: ContactFacts): readonly (readonly string[])[] {
  if ([street, city, postalCode].every((part) => part === null || part === '')) {
    return [];
  }
  const parts = ['', '', street ?? '', city ?? '', '', postalCode ?? '', countryOf(postalCode)];
  return [[`ADR;TYPE=WORK:${parts.map((part) => escaped(part.trim())).join(';')}`]];
}

/** The country by the postal code, in its own language; empty for a code of none that is known. */
export function countryOf(postalCode: string | null): string {
  const code = postalCode?.trim() ?? '';
  if (/^4789\d$/.test(code)) {
    return 'San Marino';
  }
  return code === '' || /^\d{5}$/.test(code) ? 'Italia' : '';
}

/** RFC 2426, 4: signs that part values, and line breaks. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, '\\n');
}
