import type { CustomerField } from '../../../preload/contract';
import type { CaptionLanguage, CellKind } from './fields';
import { FIELDS, JANUARY_FIELDS } from './fields';
import type { Figures } from './figures';
import { ITALIAN_FIGURES } from './figures';
import type { TotalPlan } from './totals';
import { portalTotals } from './totals';

/** A column of a generated export: a customer field, or one unknown to the app. */
export interface LayoutColumn {
  readonly field: CustomerField | null;
  readonly kind: CellKind;
  readonly header: string;
  /** The known caption that `header` resembles; `null` for a known or entirely different one. */
  readonly nearly: string | null;
  /** The width in points; with `null` the column fits its content, up to about 225 points. */
  readonly width: number | null;
  readonly align: 'left' | 'right';
  /** The most lines that its texts are broken into. */
  readonly maxLines: number;
}

/** The way cells are drawn: filled as in the portal, with fewer fills, with lines, or not. */
export type CellDrawing = 'filled' | 'alternate' | 'header' | 'borders' | 'strokes' | 'none';

/** The way a line of text is written: as the portal does, or as other PDF writers do. */
export type TextDrawing = 'portal' | 'whole' | 'pieces' | 'array' | 'glyphs';

/** All properties of a generated export except its customers. */
export interface Layout {
  /** The program that writes the PDF: the portal's or another one, with or without packing. */
  readonly bytes: 'portal' | 'other' | 'other, not packed';
  readonly figures: Figures;
  readonly columns: readonly LayoutColumn[];
  /** The division of columns into strips. */
  readonly grouping: 'fit' | 'random' | 'one page';
  readonly page: { readonly width: number; readonly height: number };
  /** The origin of the media box. */
  readonly origin: readonly [x: number, y: number];
  readonly rotation: 0 | 90 | 180 | 270;
  readonly cells: CellDrawing;
  readonly rowColours: 'one' | 'two';
  readonly clips: boolean;
  readonly text: TextDrawing;
  /** Whether blanks are written as characters, not only left as gaps between pieces of text. */
  readonly blanksShown: boolean;
  readonly wrappedHeaders: boolean;
  /** Whether every column breaks long text. Otherwise, only names and streets do. */
  readonly allWrap: boolean;
  readonly font: 'embedded' | 'standard';
  readonly pageNumbers: boolean;
  readonly totals: TotalPlan;
}

export const LETTER = { width: 612, height: 792 } as const;

/** Returns a field's column as the portal shows it. */
export function portalColumn(field: CustomerField, language: CaptionLanguage = 'it'): LayoutColumn {
  const { kind, ...captions } = FIELDS[field];
  return {
    field,
    kind,
    header: captions[language],
    nearly: null,
    width: null,
    align: columnAlignment(kind),
    maxLines: 1,
  };
}

export function columnAlignment(kind: CellKind): 'left' | 'right' {
  return kind === 'text' || kind === 'date' ? 'left' : 'right';
}

/** Returns the portal's layout (export-pdf.md), by default with the columns of January 2026. */
export function portalLayout(
  columns: readonly LayoutColumn[] = JANUARY_FIELDS.map((field) => portalColumn(field)),
): Layout {
  return {
    bytes: 'portal',
    figures: ITALIAN_FIGURES,
    columns,
    grouping: 'fit',
    page: LETTER,
    origin: [0, 0],
    rotation: 0,
    cells: 'filled',
    rowColours: 'one',
    clips: true,
    text: 'portal',
    blanksShown: true,
    wrappedHeaders: false,
    allWrap: true,
    font: 'embedded',
    pageNumbers: false,
    totals: portalTotals(columns),
  };
}
