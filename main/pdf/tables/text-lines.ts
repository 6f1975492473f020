import type { PlacedText } from '../drawing/drawing';

/** Texts whose baselines differ by less than this share of the font size are on one line. */
const SAME_LINE = 0.4;
/** A gap of at least this share of the font size between two pieces of a line is a blank. */
const BLANK_GAP = 0.13;

/** Sorts pieces into lines from top to bottom, each line from left to right. */
export function splitIntoLines(pieces: readonly PlacedText[]): readonly (readonly PlacedText[])[] {
  const lines: PlacedText[][] = [];
  for (const piece of [...pieces].sort((a, b) => b.y - a.y)) {
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
  lines.forEach((line) => line.sort((a, b) => a.x - b.x));
  return lines;
}

/** Joins the pieces of a line in their order, with a blank for each gap. */
export function lineText(pieces: readonly PlacedText[]): string {
  let text = '';
  let end = 0;
  for (const piece of pieces) {
    const gap = piece.x - end;
    text += text !== '' && gap > BLANK_GAP * piece.fontSize ? ` ${piece.text}` : piece.text;
    end = piece.x + piece.width;
  }
  return text;
}
