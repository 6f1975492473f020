/** What a page of an export draws, in points from the lower left corner of the page as it is shown. */

export interface Rect {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** A piece of text as it was shown in one go. */
export interface PlacedText {
  readonly text: string;
  /** Where it begins on its baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
  /** What it was clipped to: the inside of its cell. */
  readonly clip: Rect | null;
}

export interface PageDrawing {
  readonly width: number;
  readonly height: number;
  /** Filled rectangles wider and higher than {@link THIN}, the page's background among them. */
  readonly fills: readonly Rect[];
  /** Lines: filled rectangles up to {@link THIN}, and what is stroked. Empty when only cells were asked for. */
  readonly lines: readonly Rect[];
  /** Texts that run from left to right; a stamp across the page is none. */
  readonly texts: readonly PlacedText[];
}

/** Borders are 0.75 pt thick, the lowest row is 13.5 pt high (export-pdf.md, Geometry). */
export const THIN = 3;

/** What is wanted of a page: lines take time and are needed only when the cells are not filled. */
export type Detail = 'cells' | 'cells and lines';

/** An opened PDF, page by page. */
export interface DrawnDocument {
  readonly pageCount: number;
  /** The drawing of page `index` (from 0); frees what it needed. Throws when the page cannot be read. */
  page(index: number, detail: Detail): Promise<PageDrawing>;
  close(): Promise<void>;
}

/** Whether texts are seen in a rendering mode (PDF 1.4, 5.2.5): two of the eight draw nothing. */
export function isShownIn(mode: number): boolean {
  return mode !== 3 && mode !== 7;
}

/** Whether a point lies in a rectangle, its edge included. */
export function holds(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x <= rect.right && y >= rect.bottom && y <= rect.top;
}

/** The four sides of a rectangle, or the line itself when it has no area. */
export function sidesOf({ left, bottom, right, top }: Rect): readonly Rect[] {
  if (right - left <= THIN || top - bottom <= THIN) {
    return [{ left, bottom, right, top }];
  }
  return [
    { left, bottom, right: left, top },
    { left: right, bottom, right, top },
    { left, bottom, right, top: bottom },
    { left, bottom: top, right, top },
  ];
}
