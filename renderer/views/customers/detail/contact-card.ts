import type { CustomerRecord } from '../../../../preload/contract';
import type { ContactWords } from '../../../../preload/contract/contact-card';
import { contactLines, noteLine } from '../../../../preload/contract/contact-card';

/**
 * Bytes of UTF-8 that a code may hold: up to here its squares are large enough on a laptop's screen for a camera at
 * arm's length (version 15 of QR at the lowest correction holds 520).
 */
const CARD_BYTES = 500;
const LONGEST_NAME = 120;

/**
 * The customer as a vCard that a phone's camera takes from a QR code: the contact of a file, as much of it as there is
 * room for. Lines are not folded, which costs room and which some readers take for text.
 */
export function contactCard(record: CustomerRecord, words: ContactWords): string {
  const name = record.name.trim().slice(0, LONGEST_NAME);
  const attentionTo = record.attentionTo?.trim().slice(0, LONGEST_NAME) ?? null;
  const lines = contactLines({ ...record, name, attentionTo }, words);
  return fitting(
    ['BEGIN:VCARD', 'VERSION:3.0', ...lines.name],
    [...lines.more, noteLine(lines.note)],
    ['END:VCARD'],
  );
}

/** The lines joined, without those of the optional ones that have no room. */
function fitting(
  first: readonly string[],
  optional: readonly (readonly string[])[],
  last: readonly string[],
): string {
  let taken: readonly string[] = [];
  const text = (lines: readonly string[]): string => [...first, ...lines, ...last].join('\r\n');
  for (const lines of optional) {
    if (new TextEncoder().encode(text([...taken, ...lines])).length <= CARD_BYTES) {
      taken = [...taken, ...lines];
    }
  }
  return text(taken);
}
