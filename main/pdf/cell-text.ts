import type { PlacedText } from './drawing';
import { intoLines, lineText } from './text-lines';

/**
 * The text of a cell from its pieces: lines from top to bottom, each from left to right. A line break replaces a
 * blank, and a blank may be left at the end of the line (clienti-pdf.md, Geometry), so runs of blanks become one.
 */
export function cellText(pieces: readonly PlacedText[]): string {
  const [only] = pieces;
  if (only === undefined) {
    return '';
  }
  return cleanText(pieces.length === 1 ? only.text : intoLines(pieces).map(lineText).join(' '));
}

/** Printable ASCII with single blanks inside needs no cleaning, and most cells are that. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/** Without control characters and marks that turn the direction of writing; blanks folded; composed accents. */
function cleanText(text: string): string {
  if (CLEAN.test(text)) {
    return text;
  }
  return text
    .normalize('NFC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
