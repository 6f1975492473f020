import type { CustomerRecord } from '../../../preload/contract';
import { phoneNumbersOf } from '../../../preload/contract/phone-numbers';

/**
 * Bytes of UTF-8 that a code may hold: up to here its squares are large enough on a laptop's screen for a camera at
 * arm's length (version 15 of QR at the lowest correction holds 520).
 */
const CARD_BYTES = 500;
const LONGEST_NAME = 120;

/**
 * The customer as a vCard that a phone's camera takes from a QR code: name, numbers, e-mail, address, as much as there
 * is room for, in this order. Version 3.0 and not 4.0: the cameras of Android and iOS read it everywhere, while 4.0 is
 * known to contacts apps alone. Lines are not folded, which costs room and which some readers take for text.
 */
export function contactCard(record: CustomerRecord): string {
  const name = record.name.trim().slice(0, LONGEST_NAME);
  const person = record.attentionTo?.trim().slice(0, LONGEST_NAME) ?? '';
  const hasPerson = person !== '';
  const optional = [
    ...(hasPerson ? [`ORG:${escaped(name)}`] : []),
    ...phoneNumbersOf(record.phone, record.mobile).flatMap(({ dialled, isMobile }) =>
      dialled === null ? [] : [`TEL;TYPE=${isMobile ? 'CELL' : 'WORK,VOICE'}:${dialled}`],
    ),
    ...[record.email, record.pec].flatMap((address) =>
      address === null ? [] : [`EMAIL;TYPE=INTERNET:${escaped(address.trim())}`],
    ),
    ...addressOf(record),
    ...(record.url === null ? [] : [`URL:${escaped(record.url.trim())}`]),
  ];
  const shown = escaped(hasPerson ? person : name);
  return fitting(['BEGIN:VCARD', 'VERSION:3.0', `N:${shown};;;;`, `FN:${shown}`], optional, ['END:VCARD']);
}

function addressOf({ street, city, postalCode }: CustomerRecord): string[] {
  if (street === null && city === null) {
    return [];
  }
  const parts = ['', '', street ?? '', city ?? '', '', postalCode ?? '', 'Italia'];
  return [`ADR;TYPE=WORK:${parts.map((part) => escaped(part.trim())).join(';')}`];
}

/** The lines joined, without those of the optional ones that have no room. */
function fitting(first: readonly string[], optional: readonly string[], last: readonly string[]): string {
  let taken: readonly string[] = [];
  const text = (lines: readonly string[]): string => [...first, ...lines, ...last].join('\r\n');
  for (const line of optional) {
    if (new TextEncoder().encode(text([...taken, line])).length <= CARD_BYTES) {
      taken = [...taken, line];
    }
  }
  return text(taken);
}

/** RFC 2426, 4: signs that part values, and line breaks. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, '\\n');
}
