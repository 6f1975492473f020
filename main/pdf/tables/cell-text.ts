import { LINE_BREAK, UNREADABLE, joinLines } from '../columns/values';
import type { PlacedText } from '../drawing/drawing';
import { splitIntoLines, lineText } from './text-lines';

/**
 * Joins the pieces of a cell: lines from top to bottom, each from left to right. A line break
 * replaces a blank, and a blank may remain at the end of the line (export-pdf.md, Geometry). A
 * break after a full line may be inside a word and stays as {@link LINE_BREAK}.
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
  for (const line of splitIntoLines(pieces)) {
    text += cleanText(lineText(line)) + (isFull(line) ? LINE_BREAK : ' ');
  }
  return text.trim().replace(/ {2,}/g, ' ');
}

/** The free space on both sides of a cell together, in points. */
const PADDINGS = 4;

/** Whether a line leaves no room for another character in its cell. */
function isFull(line: readonly PlacedText[]): boolean {
  const [first] = line;
  const last = line.at(-1);
  if (first?.clip == null || last === undefined) {
    return false;
  }
  const used = last.x + last.width - first.x;
  return first.clip.right - first.clip.left - used < PADDINGS + first.fontSize;
}

/** Returns the text of a header in one line. */
export function headerText(pieces: readonly PlacedText[]): string {
  return joinLines(cellText(pieces));
}

/** Latin letters, signs and the euro with single blanks need no cleaning. Nearly all cells fit. */
const CLEAN = /^[!-~\u00a1-\u00ac\u00ae-\u024f’€]+(?: [!-~\u00a1-\u00ac\u00ae-\u024f’€]+)*$/;

/** Codes that a font may map a hyphen's glyph to, because all of them look like a hyphen. */
const HYPHENS = /[\u00ad\u2010\u2011]/g;
/** Invisible characters, such as blanks without width and marks of the writing direction. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Control, private and non-characters, from fonts that do not identify their glyphs. */
const UNKNOWN = /[^\P{Cc}\s]|[\p{Co}\p{Noncharacter_Code_Point}]/gu;
const LIGATURES = /[\ufb00-\ufb06]/g;

/** Returns the visible text: blanks folded, accents composed, ligatures split. */
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
