import type { Segment } from '../text-segments';

export interface TextColumn {
  /** Whether the position of a text puts it in this column. */
  holds(segment: Segment): boolean;
}

/** The distances between cell edges and texts, in points. The portal's own comes first. */
const PADDINGS = [1.875, 2, 1.5, 1, 0, 3, 4];
/** The tolerance for aligned texts, in points. */
const ALIGNED = 0.6;
/** The largest number of text positions that are tried as the grid's left edge. */
const MAX_CANDIDATES = 200;

/** All headers and texts of a strip over the whole export. */
export interface StripTexts {
  readonly headers: readonly Segment[];
  readonly segments: readonly Segment[];
}

/**
 * Finds the columns of each strip. Each header is in the middle of its column. The left edge of the
 * grid is the same on all strips, so it determines all other edges. With the correct edge, every
 * text begins or ends at its column's padding. Returns `null` if no edge fits, or if two fitting
 * edges put a text in different columns.
 */
export function fitColumns(strips: readonly StripTexts[]): readonly (readonly TextColumn[])[] | null {
  const middles = strips.map(({ headers }) => headers.map(({ left, right }) => (left + right) / 2));
  let best: { readonly columns: readonly (readonly TextColumn[])[]; readonly places: string } | null = null;
  for (const padding of PADDINGS) {
    const edges = new Set(
      strips.flatMap(({ segments }, strip) => candidates(middles[strip] ?? [], segments, padding)),
    );
    for (const edge of edges) {
      const columns = middles.map((ofStrip) => columnsFrom(edge, ofStrip, padding));
      const places = placesOnAll(strips, columns);
      if (places === null) {
        continue;
      }
      if (best !== null && best.places !== places) {
        return null;
      }
      best ??= { columns, places };
    }
  }
  return best?.columns ?? null;
}

function placesOnAll(
  strips: readonly StripTexts[],
  columns: readonly (readonly TextColumn[])[],
): string | null {
  const all: string[] = [];
  for (const [strip, { headers, segments }] of strips.entries()) {
    const ofStrip = columns[strip] ?? [];
    const places = ofStrip.length === headers.length ? placesOf(segments, ofStrip) : null;
    if (places === null) {
      return null;
    }
    all.push(places);
  }
  return all.join(';');
}

/**
 * Returns possible left edges of the grid. With each, a text to the left of the second header is
 * aligned in the first column.
 */
function candidates(
  middles: readonly number[],
  segments: readonly Segment[],
  padding: number,
): readonly number[] {
  const [first = 0, second = Infinity] = middles;
  const found = new Set<number>();
  for (const { left, right } of segments) {
    if (left < second) {
      found.add(round(left - padding));
      found.add(round(2 * first - right - padding));
    }
    if (found.size >= MAX_CANDIDATES) {
      break;
    }
  }
  return [...found];
}

function round(place: number): number {
  return Math.round(place * 10) / 10;
}

/** Returns fewer columns than headers if the edge does not fit them. */
function columnsFrom(edge: number, middles: readonly number[], padding: number): readonly TextColumn[] {
  const columns: TextColumn[] = [];
  let left = edge;
  for (const middle of middles) {
    const right = 2 * middle - left;
    if (right <= left) {
      break;
    }
    columns.push(column(left, right, padding));
    left = right;
  }
  return columns;
}

function column(left: number, right: number, padding: number): TextColumn {
  return {
    // Only a clipped text may pass the right edge; a right-aligned one must begin in its column.
    holds: (segment) =>
      (Math.abs(segment.left - left - padding) <= ALIGNED &&
        (segment.right <= right + ALIGNED || segment.pieces.every(({ clip }) => clip !== null))) ||
      (Math.abs(segment.right - right + padding) <= ALIGNED && segment.left >= left),
  };
}

/** Returns the joined indexes of the texts' columns; `null` if a text is in no column or in two. */
function placesOf(segments: readonly Segment[], columns: readonly TextColumn[]): string | null {
  const places: number[] = [];
  for (const segment of segments) {
    const matching = columns.flatMap((one, index) => (one.holds(segment) ? [index] : []));
    const [place] = matching;
    if (place === undefined || matching.length > 1) {
      return null;
    }
    places.push(place);
  }
  return places.join();
}
