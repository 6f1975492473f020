import type { Segment } from '../text-segments';

/** A column of a strip. */
export interface Column {
  /** Whether a text belongs to this column by where it stands. */
  holds(segment: Segment): boolean;
}

/** How far cells keep their texts from their edges, in points: the portal's own first. */
const PADDINGS = [1.875, 2, 1.5, 1, 0, 3, 4];
/** Aligned texts begin or end at the same place up to this, in points. */
const ALIGNED = 0.6;
/** The grid's edge is looked for among this many places of texts. */
const MAX_CANDIDATES = 200;

/** All that a strip shows over the whole export. */
export interface StripTexts {
  readonly headers: readonly Segment[];
  readonly segments: readonly Segment[];
}

/**
 * The columns of each strip. Each column has its header in its middle, so that the left edge of the grid, the same on
 * all strips, gives all the others one after the other. The edge is the one with which every text begins or ends at
 * its column's padding. `null` when none fits, or two that fit disagree.
 */
export function fitColumns(strips: readonly StripTexts[]): readonly (readonly Column[])[] | null {
  const middles = strips.map(({ headers }) => headers.map(({ left, right }) => (left + right) / 2));
  let best: { readonly columns: readonly (readonly Column[])[]; readonly places: string } | null = null;
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

function placesOnAll(strips: readonly StripTexts[], columns: readonly (readonly Column[])[]): string | null {
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

/** Left edges under which a text before the second header would be aligned in the first column. */
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

/** Fewer columns than headers when the edge does not go with them. */
function columnsFrom(edge: number, middles: readonly number[], padding: number): readonly Column[] {
  const columns: Column[] = [];
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

function column(left: number, right: number, padding: number): Column {
  return {
    // Only a clip may cut a text at its column's end, and a text that ends with a column begins in it.
    holds: (segment) =>
      (Math.abs(segment.left - left - padding) <= ALIGNED &&
        (segment.right <= right + ALIGNED || segment.pieces.every(({ clip }) => clip !== null))) ||
      (Math.abs(segment.right - right + padding) <= ALIGNED && segment.left >= left),
  };
}

/** Which column each text stands in; `null` when one stands in none, or in two. */
function placesOf(segments: readonly Segment[], columns: readonly Column[]): string | null {
  const places: number[] = [];
  for (const segment of segments) {
    const held = columns.flatMap((one, index) => (one.holds(segment) ? [index] : []));
    const [place] = held;
    if (place === undefined || held.length > 1) {
      return null;
    }
    places.push(place);
  }
  return places.join();
}
