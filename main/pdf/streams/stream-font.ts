import { UNREADABLE } from '../columns/values';
import { UnsupportedPdf } from '../drawing/unsupported-pdf';

/** What a shown string says and how wide it is. */
interface ShownString {
  readonly text: string;
  /** The sum of the glyphs' widths, in thousandths of the font size. */
  readonly width: number;
  readonly glyphs: number;
  /** One-byte blanks, which word spacing widens (PDF 1.4, 5.2.2). */
  readonly blanks: number;
}

/** Turns the bytes of a shown string into text. */
export interface StreamFont {
  /**
   * Those from `start` to `end`. At a code that the font's map does not know, {@link UNREADABLE} stands, since an engine
   * would take the code's number for a character; of one byte it may know more, and UnsupportedPdf is thrown.
   */
  decode(bytes: Uint8Array, start: number, end: number): ShownString;
}

export interface FontTables {
  readonly bytesPerCode: 1 | 2;
  readonly unicode: ReadonlyMap<number, string>;
  readonly widths: ReadonlyMap<number, number>;
  readonly defaultWidth: number;
}

/** Codes below this are found by their place; a font of an export numbers its glyphs from 1. */
const PLACED = 1_024;
/** Not among the placed ones: unknown, or standing for more than one character. */
const ELSEWHERE = -1;
/** Texts up to so many characters are put together in one place. */
const MOST_PLACED = 512;
const BLANK = 32;

/** Makes a font of its tables. */
export function streamFont(tables: FontTables): StreamFont {
  return new TableFont(tables);
}

class TableFont implements StreamFont {
  readonly #tables: FontTables;
  readonly #characters = new Int32Array(PLACED).fill(ELSEWHERE);
  readonly #widths: Float64Array;
  readonly #units = Buffer.alloc(MOST_PLACED);

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
    if (end - start > MOST_PLACED) {
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
    // In one go: a text that is made character by character is a tree of pieces.
    return { text: units.toString('latin1', 0, glyphs), width, glyphs, blanks };
  }

  /** Whatever the characters: beyond Latin-1, several for one code, or codes of any size. */
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
