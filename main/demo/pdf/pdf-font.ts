import tinosDataUrl from '@fontsource/tinos/files/tinos-latin-400-normal.woff?inline';
import PDFDocument from 'pdfkit';
import { unwrapWoff } from './sfnt';

/** The only text size of the export, in points. */
export const FONT_SIZE = 9.75;

let tinos: Buffer | null = null;

/** Loads Tinos (SIL Open Font License 1.1), Latin, with the widths of Times New Roman. */
function tinosFont(): Buffer {
  tinos ??= unwrapWoff(Buffer.from(tinosDataUrl.slice(tinosDataUrl.indexOf(',') + 1), 'base64'));
  return tinos;
}

/** The part of pdfkit's fonts that is used here; pdfkit's own types lack it. */
interface DocumentFont {
  readonly id: string;
  encode(text: string): readonly [glyphs: readonly string[], positions: unknown];
  ref(): unknown;
}

/** The part used here of an embedded font, which contains only the shown glyphs. */
interface EmbeddedFont extends DocumentFont {
  /** The widths by glyph number, in thousandths of the font size. */
  readonly widths: readonly number[];
  /** The code points by glyph number. */
  readonly unicode: readonly (readonly number[])[];
  readonly subset: { encode(): Uint8Array };
  readonly font: { readonly bbox: Readonly<Record<'minX' | 'minY' | 'maxX' | 'maxY', number>> };
  readonly scale: number;
}

/**
 * Texts as glyph numbers, one glyph for each character: no ligatures or kerning, as on the portal.
 * pdfkit's own `text()` writes `TJ` arrays with kerning and takes ten times as long.
 */
export interface PdfText {
  /** Returns the width in points at `FONT_SIZE`. */
  measure(text: string): number;
  /** Returns the operand of `Tj`. */
  hex(text: string): string;
  /** Adds the font to the resources of the current page and returns its name. */
  useOnPage(): string;
}

/** Sets the font of `document`: Tinos or another. */
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

/** A font in a file: the shown glyphs, and the box around them in thousandths of the font size. */
export interface FontParts {
  readonly glyphs: readonly { readonly code: number; readonly character: string; readonly width: number }[];
  readonly box: readonly number[];
  readonly file: Uint8Array;
}

/** Opens Tinos for a file made without pdfkit; `parts` returns the glyphs used so far. */
export function fileFont(): Pick<PdfText, 'measure' | 'hex'> & { parts(): FontParts } {
  // pdfkit reads and cuts the font, but its document is never written.
  const document = new PDFDocument({ autoFirstPage: false, font: '' });
  const text = pdfText(document);
  const font = embeddedFont(document);
  return {
    measure: (line) => text.measure(line),
    hex: (line) => text.hex(line),
    parts() {
      const { minX, minY, maxX, maxY } = font.font.bbox;
      return {
        // Glyph 0 stands for characters that the font lacks.
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
