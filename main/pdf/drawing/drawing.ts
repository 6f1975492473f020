/** The drawing of an export page, in points from the lower left corner of the page as shown. */

export interface Rect {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** A piece of text, shown by one operator. */
export interface PlacedText {
  readonly text: string;
  /** The start of the text on its baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
  /** The rectangle that clips the text: the inside of its cell. */
  readonly clip: Rect | null;
}

export interface PageDrawing {
  readonly width: number;
  readonly height: number;
  /** Filled rectangles over {@link MAX_LINE_WIDTH} wide and high, and the page's background. */
  readonly fills: readonly Rect[];
  /** Strokes and filled rectangles up to {@link MAX_LINE_WIDTH}; empty if only cells are requested. */
  readonly lines: readonly Rect[];
  /** Texts that run from left to right, unlike a stamp across the page. */
  readonly texts: readonly PlacedText[];
}

/** The maximum, in points: borders have 0.75, rows at least 13.5 (export-pdf.md, Geometry). */
export const MAX_LINE_WIDTH = 3;

/** The requested detail of a page. Lines cost time and matter only if the cells have no fill. */
export type Detail = 'cells' | 'cells and lines';

/** An opened PDF, page by page. */
export interface DrawnDocument {
  readonly pageCount: number;
  /** Returns the drawing of page `index` (from 0) and frees its memory. Throws if unreadable. */
  page(index: number, detail: Detail): Promise<PageDrawing>;
  close(): Promise<void>;
}

/** Whether a rendering mode shows texts (PDF 1.4, 5.2.5): two of the eight draw nothing. */
export function isShownIn(mode: number): boolean {
  return mode !== 3 && mode !== 7;
}

/** Whether a point is in a rectangle or on its edge. */
export function containsPoint(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x <= rect.right && y >= rect.bottom && y <= rect.top;
}

/** Returns the four sides of a rectangle, or the rectangle itself if it is a line. */
export function splitIntoSides({ left, bottom, right, top }: Rect): readonly Rect[] {
  if (right - left <= MAX_LINE_WIDTH || top - bottom <= MAX_LINE_WIDTH) {
    return [{ left, bottom, right, top }];
  }
  return [
    { left, bottom, right: left, top },
    { left: right, bottom, right, top },
    { left, bottom, right, top: bottom },
    { left, bottom: top, right, top },
  ];
}
