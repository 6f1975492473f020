import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { unwrapWoff } from '../../../main/demo/pdf/sfnt';

/** The single font size of the export, in points. */
export const FONT_SIZE = 9.75;

/** A font with the widths of the portal's Times New Roman, so that texts have the same length. */
const TINOS = unwrapWoff(
  readFileSync(createRequire(import.meta.url).resolve('@fontsource/tinos/files/tinos-latin-400-normal.woff')),
);

/** A written character: its code in hexadecimal digits, and its width in points. */
export interface Glyph {
  readonly hex: string;
  readonly width: number;
}

/** Converts texts to the glyphs of a document's font, one glyph per character. */
export interface FontText {
  /** Returns the width in points. */
  measure(text: string): number;
  /** Returns the operand of `Tj`. */
  hex(text: string): string;
  /** Adds the font to the resources of the current page; returns its name. */
  useOnPage(): string;
  /** The characters used so far. */
  readonly glyphs: ReadonlyMap<string, Glyph>;
}

/** The part of pdfkit's font that is used here; pdfkit's types lack it. */
interface DocumentFont {
  readonly id: string;
  encode(text: string): readonly [codes: readonly string[], positions: unknown];
  ref(): unknown;
}

/** Sets the font of `document`: an embedded one, or a standard one that every viewer has. */
export function fontText(document: PDFKit.PDFDocument, kind: 'embedded' | 'standard'): FontText {
  document.font(kind === 'embedded' ? TINOS : 'Times-Roman', FONT_SIZE);
  const font = (document as unknown as { readonly _font: DocumentFont })._font;
  const glyphs = new Map<string, Glyph>();
  const glyph = (character: string): Glyph => {
    const known = glyphs.get(character);
    if (known !== undefined) {
      return known;
    }
    const made = { hex: font.encode(character)[0].join(''), width: document.widthOfString(character) };
    glyphs.set(character, made);
    return made;
  };
  return {
    measure: (text) => Array.from(text).reduce((width, character) => width + glyph(character).width, 0),
    hex: (text) => `<${Array.from(text, (character) => glyph(character).hex).join('')}>`,
    useOnPage() {
      const fonts = document.page.fonts as Record<string, unknown>;
      fonts[font.id] ??= font.ref();
      return font.id;
    },
    glyphs,
  };
}

export async function embeddedProgram(pdf: Uint8Array): Promise<Buffer> {
  const { context } = await PDFDocument.load(pdf);
  for (const [, object] of context.enumerateIndirectObjects()) {
    const file = object instanceof PDFDict ? object.get(PDFName.of('FontFile2')) : undefined;
    const program = file === undefined ? undefined : context.lookup(file);
    if (program instanceof PDFRawStream) {
      return inflateSync(program.contents);
    }
  }
  throw new Error('The PDF embeds no TrueType font');
}
