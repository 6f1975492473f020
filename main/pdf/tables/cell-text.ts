import { LINE_BREAK, UNREADABLE, inOneLine } from '../columns/values';
import type { PlacedText } from '../drawing/drawing';
import { intoLines, lineText } from './text-lines';

/**
 * The text of a cell from its pieces: lines from top to bottom, each from left to right. A line break replaces a blank,
 * and a blank may be left at the end of the line (export-pdf.md, Geometry); behind a full line it may also stand inside
 * a word that is longer than the line, and is left as a {@link LINE_BREAK}.
 */
export function cellText(pieces: readonly PlacedText[]): string {
  const [only] = pieces;
  if (only === undefined) {
    return '';
  }
  if (pieces.length === 1) {
    return cleanText(only.text);
  }
  let text = '';
  for (const line of intoLines(pieces)) {
    text += cleanText(lineText(line)) + (isFull(line) ? LINE_BREAK : ' ');
  }
  return text.trim().replace(/ {2,}/g, ' ');
}

/** The free space at both sides of a cell together, in points. */
const PADDINGS = 4;

/** Whether there is no room for another character on a line. */
function isFull(line: readonly PlacedText[]): boolean {
  const [first] = line;
  const last = line.at(-1);
  if (first?.clip == null || last === undefined) {
    return false;
  }
  const used = last.x + last.width - first.x;
  return first.clip.right - first.clip.left - used < PADDINGS + first.fontSize;
}

/** The text of a header, in one line. */
export function headerText(pieces: readonly PlacedText[]): string {
  return inOneLine(cellText(pieces));
}

/** Latin letters, signs and the euro with single blanks between need no cleaning, and nearly all cells are that. */
const CLEAN = /^[!-~\u00a1-\u00ac\u00ae-\u024f’€]+(?: [!-~\u00a1-\u00ac\u00ae-\u024f’€]+)*$/;

/** Glyphs that look as a hyphen does: fonts map the one they share to any of these. */
const HYPHENS = /[\u00ad\u2010\u2011]/g;
/** Nothing is seen of these, such as blanks without width and marks that turn the direction of writing. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Characters of fonts that do not say which these are, or that no text holds. */
const UNKNOWN = /[^\P{Cc}\s]|[\p{Co}\p{Noncharacter_Code_Point}]/gu;
const LIGATURES = /[\ufb00-\ufb06]/g;

/** As it is seen: blanks folded, accents composed, ligatures taken apart. What cannot be read is marked. */
function cleanText(text: string): string {
  if (CLEAN.test(text)) {
    return text;
  }
  return text
    .normalize('NFC')
    .replace(HYPHENS, '-')
    .replace(INVISIBLE, '')
    .replace(UNKNOWN, UNREADABLE)
    .replace(LIGATURES, (ligature) => ligature.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .trim();
}
