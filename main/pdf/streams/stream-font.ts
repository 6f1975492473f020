import { UNREADABLE } from '../columns/values';
import { UnsupportedPdf } from '../drawing/unsupported-pdf';

interface ShownString {
  readonly text: string;
  /** The sum of the glyphs' widths, in thousandths of the font size. */
  readonly width: number;
  readonly glyphs: number;
  /** The number of one-byte blanks, which word spacing widens (PDF 1.4, 5.2.2). */
  readonly blanks: number;
}

/** Turns the bytes of a shown string into text. */
export interface StreamFont {
  /**
   * Decodes the bytes from `start` to `end`. {@link UNREADABLE} stands for a two-byte code that is
   * not in the font's map. An engine would use the code itself as a character. For a one-byte code
   * it throws UnsupportedPdf, because an engine may know the character.
   */
  decode(bytes: Uint8Array, start: number, end: number): ShownString;
}

export interface FontTables {
  readonly bytesPerCode: 1 | 2;
  readonly unicode: ReadonlyMap<number, string>;
  readonly widths: ReadonlyMap<number, number>;
  readonly defaultWidth: number;
}

/** Codes below this are looked up in an array. Fonts of an export number their glyphs from 1. */
const PLACED = 1_024;
/** The mark of a code outside the array: unknown, or with several characters. */
const ELSEWHERE = -1;
/** The size of the shared buffer for decoding; longer strings are decoded by the slower method. */
const MAX_PLACED = 512;
const BLANK = 32;

export function streamFont(tables: FontTables): StreamFont {
  return new TableFont(tables);
}

class TableFont implements StreamFont {
  readonly #tables: FontTables;
  readonly #characters = new Int32Array(PLACED).fill(ELSEWHERE);
  readonly #widths: Float64Array;
  readonly #units = Buffer.alloc(MAX_PLACED);

  constructor(tables: FontTables) {
    this.#tables = tables;
    this.#widths = new Float64Array(PLACED).fill(tables.defaultWidth);
    for (const [code, characters] of tables.unicode) {
      if (code < PLACED && characters.length === 1) {
        this.#characters[code] = characters.charCodeAt(0);
      }
    }
    for (const [code, width] of tables.widths) {
      if (code >= 0 && code < PLACED) {
        this.#widths[code] = width;
      }
    }
  }

  decode(bytes: Uint8Array, start: number, end: number): ShownString {
    const step = this.#tables.bytesPerCode;
    const units = this.#units;
    if (end - start > MAX_PLACED) {
      return this.#decodeAny(bytes, start, end);
    }
    let width = 0;
    let glyphs = 0;
    let blanks = 0;
    for (let at = start; at + step <= end; at += step) {
      const code = step === 1 ? (bytes[at] ?? 0) : ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
      const unit = this.#characters[code] ?? ELSEWHERE;
      if (unit < 0 || unit > 255) {
        return this.#decodeAny(bytes, start, end);
      }
      units[glyphs] = unit;
      width += this.#widths[code] ?? 0;
      glyphs += 1;
      blanks += step === 1 && code === BLANK ? 1 : 0;
    }
    // Decodes all in one call: appending single characters would make a tree of pieces.
    return { text: units.toString('latin1', 0, glyphs), width, glyphs, blanks };
  }

  /** Decodes any string: beyond Latin-1, several characters for one code, or codes of any size. */
  #decodeAny(bytes: Uint8Array, start: number, end: number): ShownString {
    const { bytesPerCode, unicode, widths, defaultWidth } = this.#tables;
    let text = '';
    let width = 0;
    let glyphs = 0;
    let blanks = 0;
    for (let at = start; at + bytesPerCode <= end; at += bytesPerCode) {
      const code = bytesPerCode === 1 ? (bytes[at] ?? 0) : ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
      const characters = unicode.get(code) ?? '';
      if (characters === '' && bytesPerCode === 1) {
        throw new UnsupportedPdf('a glyph without Unicode');
      }
      text += characters === '' ? UNREADABLE : characters;
      width += widths.get(code) ?? defaultWidth;
      glyphs += 1;
      blanks += bytesPerCode === 1 && code === BLANK ? 1 : 0;
    }
    return { text, width, glyphs, blanks };
  }
}
