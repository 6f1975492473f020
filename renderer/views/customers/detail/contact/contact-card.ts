import type { CustomerRecord } from '../../../../../preload/contract';
import type { ContactWords } from '../../../../../preload/contract/contact-card';
import { formatContactLines, noteLine } from '../../../../../preload/contract/contact-card';

/**
 * The maximum size of a code in UTF-8 bytes. A version 15 QR code, with the lowest correction,
 * holds 520 bytes. On a laptop screen, a camera at arm's length can still read its squares.
 */
const CARD_BYTES = 500;
const LONGEST_NAME = 120;

/**
 * Returns a customer's vCard for a QR code, with as many lines as fit. Lines are not folded,
 * because folding costs space and some scanners keep the line breaks.
 */
export function contactCard(record: CustomerRecord, words: ContactWords): string {
  const name = record.name.trim().slice(0, LONGEST_NAME);
  const attentionTo = record.attentionTo?.trim().slice(0, LONGEST_NAME) ?? null;
  const lines = formatContactLines({ ...record, name, attentionTo }, words);
  return fitting(
    ['BEGIN:VCARD', 'VERSION:3.0', ...lines.name],
    [...lines.more, noteLine(lines.note)],
    ['END:VCARD'],
  );
}

/** Joins the lines, without the optional ones that do not fit. */
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
