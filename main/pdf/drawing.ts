/** What a page of an export draws, in points from the page's lower left corner (clienti-pdf.md, Geometry). */

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
  /** Filled rectangles, the page's background among them; those thinner than {@link THIN} are borders and left out. */
  readonly fills: readonly Rect[];
  readonly texts: readonly PlacedText[];
}

/** Borders are 0.75 pt thick, the lowest row is 13.5 pt high (clienti-pdf.md, Geometry). */
export const THIN = 3;

/** An opened PDF, page by page. */
export interface DrawnDocument {
  readonly pageCount: number;
  /** The drawing of page `index` (from 0); frees what it needed. Throws when the page cannot be read. */
  page(index: number): Promise<PageDrawing>;
  close(): Promise<void>;
}

/** Whether a point lies in a rectangle, its edge included. */
export function holds(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x <= rect.right && y >= rect.bottom && y <= rect.top;
}
