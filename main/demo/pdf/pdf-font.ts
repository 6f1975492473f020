import tinosDataUrl from '@fontsource/tinos/files/tinos-latin-400-normal.woff?inline';
import PDFDocument from 'pdfkit';
import { sfntOf } from './sfnt';

/** The one size of the export's texts, in points. */
export const FONT_SIZE = 9.75;

let tinos: Buffer | null = null;

/** Tinos (SIL Open Font License 1.1), Latin: has the widths of Times New Roman, so that texts end where the portal's do. */
function tinosFont(): Buffer {
  tinos ??= sfntOf(Buffer.from(tinosDataUrl.slice(tinosDataUrl.indexOf(',') + 1), 'base64'));
  return tinos;
}

/** What is needed of pdfkit's fonts; its types do not know it. */
interface DocumentFont {
  readonly id: string;
  encode(text: string): readonly [glyphs: readonly string[], positions: unknown];
  ref(): unknown;
}

/** What is needed besides of a font that is cut down to the glyphs in use. */
interface EmbeddedFont extends DocumentFont {
  /** Thousandths of the font size, by glyph number. */
  readonly widths: readonly number[];
  /** Code points, by glyph number. */
  readonly unicode: readonly (readonly number[])[];
  readonly subset: { encode(): Uint8Array };
  readonly font: { readonly bbox: Readonly<Record<'minX' | 'minY' | 'maxX' | 'maxY', number>> };
  readonly scale: number;
}

/**
 * Texts as glyph numbers of the document's font, a glyph for a character: no ligatures and no kerning, like the
 * portal's report writer. pdfkit's own `text()` writes `TJ` arrays with kerning and takes ten times as long.
 */
export interface PdfText {
  /** Width in points at `FONT_SIZE`. */
  measure(text: string): number;
  /** The operand of `Tj`. */
  hex(text: string): string;
  /** Names the font in the resources of the page that is being written; gives the name. */
  useOnPage(): string;
}

/** Sets `document`'s font: Tinos, or another. */
function pdfText(document: PDFKit.PDFDocument, source: Buffer | string = tinosFont()): PdfText {
  document.font(source, FONT_SIZE);
  const font = fontOf(document);
  const known = new Map<string, { readonly hex: string; readonly width: number }>();
  const glyph = (character: string): { readonly hex: string; readonly width: number } => {
    const old = known.get(character);
    if (old !== undefined) {
      return old;
    }
    const made = { hex: font.encode(character)[0].join(''), width: document.widthOfString(character) };
    known.set(character, made);
    return made;
  };
  return {
    measure(text) {
      let width = 0;
      for (const character of text) {
        width += glyph(character).width;
      }
      return width;
    },
    hex(text) {
      let hex = '<';
      for (const character of text) {
        hex += glyph(character).hex;
      }
      return `${hex}>`;
    },
    useOnPage() {
      const fonts = document.page.fonts as Record<string, unknown>;
      fonts[font.id] ??= font.ref();
      return font.id;
    },
  };
}

/** A font as it stands in a file: the glyphs that were shown, and the box around all of them in thousandths. */
export interface FontParts {
  readonly glyphs: readonly { readonly code: number; readonly character: string; readonly width: number }[];
  readonly box: readonly number[];
  readonly file: Uint8Array;
}

/** Tinos for a file that is not pdfkit's; `parts` gives what was used of it up to then. */
export function fileFont(): Pick<PdfText, 'measure' | 'hex'> & { parts(): FontParts } {
  // pdfkit reads and cuts the font; its document is never written.
  const document = new PDFDocument({ autoFirstPage: false, font: '' });
  const text = pdfText(document);
  const font = embeddedFont(document);
  return {
    measure: (line) => text.measure(line),
    hex: (line) => text.hex(line),
    parts() {
      const { minX, minY, maxX, maxY } = font.font.bbox;
      return {
        // Glyph 0 stands for what the font has not.
        glyphs: font.widths.flatMap((width, code) => {
          const character = String.fromCodePoint(...(font.unicode[code] ?? []));
          return code === 0 ? [] : [{ code, character, width }];
        }),
        box: [minX, minY, maxX, maxY].map((edge) => Math.round(edge * font.scale)),
        file: font.subset.encode(),
      };
    },
  };
}

function embeddedFont(document: PDFKit.PDFDocument): EmbeddedFont {
  const font: Partial<EmbeddedFont> = fontOf(document);
  if (font.subset === undefined || font.widths === undefined || font.unicode === undefined) {
    throw new Error('This version of pdfkit keeps the glyphs of its fonts elsewhere: see pdf-font.ts');
  }
  return font as EmbeddedFont;
}

function fontOf(document: PDFKit.PDFDocument): DocumentFont {
  const font = (document as unknown as { readonly _font?: Partial<DocumentFont> })._font;
  if (font?.id === undefined || font.encode === undefined || font.ref === undefined) {
    throw new Error('This version of pdfkit keeps its font elsewhere: see pdf-font.ts');
  }
  return font as DocumentFont;
}
