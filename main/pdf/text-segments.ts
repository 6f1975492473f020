import type { PlacedText } from './drawing/drawing';
import { lineText } from './tables/text-lines';

/** A text on one line of a page, in one or more pieces. */
export interface Segment {
  readonly pieces: readonly PlacedText[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly fontSize: number;
}

/** A gap on a line separates two texts only if it is at least this share of the font size. */
const SAME_TEXT = 0.35;
/** A piece that overlaps the previous piece by this share of the font size is a new text. */
const OVERLAP = 0.1;
/** Joins pieces of a line that follow each other closely within one clip. */
export function splitIntoSegments(line: readonly PlacedText[]): readonly Segment[] {
  const groups: PlacedText[][] = [];
  let end = 0;
  for (const piece of line) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const gap = (piece.x - end) / piece.fontSize;
    if (group !== undefined && last?.clip === piece.clip && gap > -OVERLAP && gap < SAME_TEXT) {
      group.push(piece);
    } else {
      groups.push([piece]);
    }
    end = piece.x + piece.width;
  }
  return groups.map((pieces) => {
    const [first] = pieces;
    const last = pieces.at(-1);
    return {
      pieces,
      text: lineText(pieces),
      left: first?.x ?? 0,
      right: (last?.x ?? 0) + (last?.width ?? 0),
      y: first?.y ?? 0,
      fontSize: first?.fontSize ?? 0,
    };
  });
}
