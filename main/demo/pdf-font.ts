import tinosDataUrl from '@fontsource/tinos/files/tinos-latin-400-normal.woff?inline';

/** The one size of the export's texts, in points. */
export const FONT_SIZE = 9.75;

/** Tinos (SIL Open Font License 1.1), Latin: has the widths of Times New Roman, so that texts end where the portal's do. */
export function tinosFont(): Buffer {
  return Buffer.from(tinosDataUrl.slice(tinosDataUrl.indexOf(',') + 1), 'base64');
}

/** What is needed of pdfkit's embedded font; its types do not know it. */
interface EmbeddedFont {
  readonly id: string;
  encode(text: string): readonly [glyphs: readonly string[], positions: unknown];
  ref(): unknown;
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
export function pdfText(document: PDFKit.PDFDocument, source: Buffer | string = tinosFont()): PdfText {
  document.font(source, FONT_SIZE);
  const font = embeddedFont(document);
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
    measure: (text) => Array.from(text).reduce((width, character) => width + glyph(character).width, 0),
    hex: (text) =>
      `<${Array.from(text)
        .map((character) => glyph(character).hex)
        .join('')}>`,
    useOnPage() {
      const fonts = document.page.fonts as Record<string, unknown>;
      fonts[font.id] ??= font.ref();
      return font.id;
    },
  };
}

function embeddedFont(document: PDFKit.PDFDocument): EmbeddedFont {
  const font = (document as unknown as { readonly _font?: Partial<EmbeddedFont> })._font;
  if (font?.id === undefined || font.encode === undefined || font.ref === undefined) {
    throw new Error('This version of pdfkit keeps its font elsewhere: see pdf-font.ts');
  }
  return font as EmbeddedFont;
}
