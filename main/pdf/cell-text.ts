import type { PlacedText } from './drawing';

/** Texts whose baselines differ by less than this share of the font size stand on one line. */
const SAME_LINE = 0.4;
/** A gap between two pieces of a line as wide as this share of the font size stands for a blank. */
const BLANK_GAP = 0.18;

/**
 * The text of a cell from its pieces: lines from top to bottom, each from left to right. A line break replaces a
 * blank, and a blank may be left at the end of the line (clienti-pdf.md, Geometry), so runs of blanks become one.
 */
export function cellText(pieces: readonly PlacedText[]): string {
  const sorted = [...pieces].sort((a, b) => b.y - a.y);
  const lines: PlacedText[][] = [];
  for (const piece of sorted) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (
      line !== undefined &&
      first !== undefined &&
      Math.abs(first.y - piece.y) < SAME_LINE * piece.fontSize
    ) {
      line.push(piece);
    } else {
      lines.push([piece]);
    }
  }
  return cleanText(lines.map(lineText).join(' '));
}

function lineText(pieces: readonly PlacedText[]): string {
  let text = '';
  let end = 0;
  for (const piece of [...pieces].sort((a, b) => a.x - b.x)) {
    const gap = piece.x - end;
    text += text !== '' && gap > BLANK_GAP * piece.fontSize ? ` ${piece.text}` : piece.text;
    end = piece.x + piece.width;
  }
  return text;
}

/** Without control characters and marks that turn the direction of writing; blanks folded; composed accents. */
function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
