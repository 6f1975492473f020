import type { CustomerField } from '../../../preload/contract';
import type { CaptionLanguage, CellKind } from './fields';
import { FIELDS, JANUARY_FIELDS } from './fields';
import type { Figures } from './figures';
import { ITALIAN_FIGURES } from './figures';
import type { TotalPlan } from './totals';
import { portalTotals } from './totals';

/** A column of a generated export: one of the customers' fields, or one the app does not know. */
export interface LayoutColumn {
  readonly field: CustomerField | null;
  readonly kind: CellKind;
  readonly header: string;
  /** The known caption that `header` nearly is; `null` when it is one itself, or like none. */
  readonly nearly: string | null;
  /** Points, or `null` for as wide as what it holds, up to some 225. */
  readonly width: number | null;
  readonly align: 'left' | 'right';
  /** How many lines at most its texts are broken into. */
  readonly mostLines: number;
}

/** How the cells are drawn: as the portal does, with fewer fills, with strokes, or not at all. */
export type CellDrawing = 'filled' | 'alternate' | 'header' | 'borders' | 'strokes' | 'none';

/** How a line's text is shown: as the portal does, or in one of the ways of other writers. */
export type TextDrawing = 'portal' | 'whole' | 'pieces' | 'array' | 'glyphs';

/** Everything about a generated export but its customers. */
export interface Layout {
  /** Whose bytes: the portal's producer's, another writer's, or its without packing. */
  readonly bytes: 'portal' | 'other' | 'other, not packed';
  readonly figures: Figures;
  readonly columns: readonly LayoutColumn[];
  /** How the columns are cut into strips. */
  readonly grouping: 'fit' | 'random' | 'one page';
  readonly page: { readonly width: number; readonly height: number };
  /** Where the media box begins, and how far a viewer turns the page. */
  readonly origin: readonly [x: number, y: number];
  readonly rotation: 0 | 90 | 180 | 270;
  readonly cells: CellDrawing;
  readonly rowColours: 'one' | 'two';
  readonly clips: boolean;
  readonly text: TextDrawing;
  /** Whether blanks at the joints of pieces are shown or only left out. */
  readonly blanksShown: boolean;
  readonly wrappedHeaders: boolean;
  /** Whether every column breaks what is too long for it, or only names and streets. */
  readonly allWrap: boolean;
  readonly font: 'embedded' | 'standard';
  readonly pageNumbers: boolean;
  readonly totals: TotalPlan;
}

export const LETTER = { width: 612, height: 792 } as const;

/** A field's column as the portal shows it. */
export function portalColumn(field: CustomerField, language: CaptionLanguage = 'it'): LayoutColumn {
  const { kind, ...captions } = FIELDS[field];
  return {
    field,
    kind,
    header: captions[language],
    nearly: null,
    width: null,
    align: alignOf(kind),
    mostLines: 1,
  };
}

/** Numbers stand on the right, and so does the ID. */
export function alignOf(kind: CellKind): 'left' | 'right' {
  return kind === 'text' || kind === 'date' ? 'left' : 'right';
}

/** The export as the portal makes it (export-pdf.md), with these columns; by default those of January 2026. */
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
