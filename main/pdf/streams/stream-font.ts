import { UnsupportedPdf } from './unsupported-pdf';

/** What a shown string says and how wide it is. */
export interface ShownString {
  readonly text: string;
  /** The sum of the glyphs' widths, in thousandths of the font size. */
  readonly width: number;
  readonly glyphs: number;
  /** One-byte blanks, which word spacing widens (PDF 1.4, 5.2.2). */
  readonly blanks: number;
}

/** Turns the bytes of a shown string into text. */
export interface StreamFont {
  decode(bytes: Uint8Array): ShownString;
}

export interface FontTables {
  readonly bytesPerCode: 1 | 2;
  readonly unicode: ReadonlyMap<number, string>;
  readonly widths: ReadonlyMap<number, number>;
  readonly defaultWidth: number;
}

/** Texts repeat much in an export (cities, zeros, headers): as many are remembered. */
const REMEMBERED = 4_096;

/** Makes a font of its tables. Decoding throws UnsupportedPdf at a code that the font's map does not know. */
export function streamFont(tables: FontTables): StreamFont {
  const remembered = new Map<string, ShownString>();
  return {
    decode(bytes) {
      const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      const known = remembered.get(key);
      if (known !== undefined) {
        return known;
      }
      const shown = decode(bytes, tables);
      if (remembered.size < REMEMBERED) {
        remembered.set(key, shown);
      }
      return shown;
    },
  };
}

function decode(bytes: Uint8Array, { bytesPerCode, unicode, widths, defaultWidth }: FontTables): ShownString {
  let text = '';
  let width = 0;
  let glyphs = 0;
  let blanks = 0;
  for (let at = 0; at + bytesPerCode <= bytes.length; at += bytesPerCode) {
    const code = bytesPerCode === 1 ? (bytes[at] ?? 0) : ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const characters = unicode.get(code);
    if (characters === undefined) {
      throw new UnsupportedPdf('a glyph without Unicode');
    }
    text += characters;
    width += widths.get(code) ?? defaultWidth;
    glyphs += 1;
    blanks += bytesPerCode === 1 && code === 32 ? 1 : 0;
  }
  return { text, width, glyphs, blanks };
}
