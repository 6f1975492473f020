const MAX_OPERANDS = 32;
/** The most operands that a supported operator takes: a transformation has six numbers. */
const MAX_NEEDED = 6;
/** The code that means there are no more operators. */
export const END = -1;
/** The value in `pieces` that marks a number. A string has its start in the same position. */
export const JUMP = -1;
/** Enough for the texts of most cells. The buffer grows for longer ones. */
const FIRST_STRING_BYTES = 512;

/** Encodes an operator's first three characters as a number, so that comparing needs no text. */
export function operatorCode(text: string): number {
  return Array.from(text.slice(0, 3)).reduce(
    (code, character, index) => code | (character.charCodeAt(0) << (8 * index)),
    0,
  );
}

const INLINE_IMAGE = operatorCode('BI');

/**
 * Splits a content stream (PDF 1.4, 3.7.1) into operators with their operands. Written for speed:
 * an export of 1,452 customers has 20 MB of content. Operands are valid until the next call of
 * {@link next}.
 */
export class ContentLexer {
  /** The count of numbers before the operator, outside arrays. */
  count = 0;
  /** The number of pieces before the operator: strings, and numbers inside an array. */
  pieceCount = 0;
  /** Two entries per piece: its start and end in {@link strings}, or {@link JUMP} and a number. */
  readonly pieces: number[] = [];
  /** The bytes of the strings before the operator, one after the other. */
  strings = new Uint8Array(FIRST_STRING_BYTES);
  /** The last name before the operator, without its slash. */
  name = '';
  /** The numbers before the operator, outside arrays. The first six are 0 if missing. */
  readonly numbers = new Float64Array(MAX_OPERANDS);
  readonly #bytes: Uint8Array;
  #at = 0;
  #inArray = false;
  #numberEnd = 0;
  /** The used length of `strings`. */
  #stringBytes = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The start of the next operand or operator, or of the blanks before it. */
  get position(): number {
    return this.#at;
  }

  /** Continues at another position, which must be between two operators. */
  skipTo(position: number): void {
    this.#at = position;
  }

  /**
   * Skips a filled box and the end of its state, `x y width height re f Q`, and stores the four
   * numbers. Most of an export consists of such boxes. Returns `false` without moving if something
   * else follows.
   */
  skipFilledBox(): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    for (let index = 0; index < 4; index += 1) {
      // Requires exactly one blank between numbers, as in files with thousands of boxes.
      if (bytes[at] !== 32) {
        return false;
      }
      this.numbers[index] = this.#parseNumber(at + 1);
      if (this.#numberEnd === at + 1) {
        return false;
      }
      at = this.#numberEnd;
    }
    const isBox =
      bytes[at] === 32 &&
      bytes[at + 1] === 114 &&
      bytes[at + 2] === 101 &&
      bytes[at + 3] === 32 &&
      bytes[at + 4] === 102 &&
      bytes[at + 5] === 32 &&
      bytes[at + 6] === 81 &&
      (bytes[at + 7] ?? 32) <= 32;
    if (isBox) {
      this.#at = at + 7;
    }
    return isBox;
  }

  /** Advances to the next operator and returns its code, or {@link END}. */
  next(): number {
    const bytes = this.#bytes;
    const end = bytes.length;
    this.count = 0;
    this.pieceCount = 0;
    this.#stringBytes = 0;
    while (this.#at < end) {
      const byte = bytes[this.#at] ?? 0;
      if (byte <= 32) {
        this.#at += 1;
      } else if ((byte >= 48 && byte <= 57) || byte === 45 || byte === 46 || byte === 43) {
        this.#readNumber();
      } else if (isLetter(byte) || byte === 39 || byte === 34) {
        const code = this.#readOperator();
        if (code !== INLINE_IMAGE) {
          for (let missing = this.count; missing < MAX_NEEDED; missing += 1) {
            this.numbers[missing] = 0;
          }
          return code;
        }
        this.#skipInlineImage();
      } else {
        this.#readOther(byte);
      }
    }
    return END;
  }

  #readOther(byte: number): void {
    switch (byte) {
      case 60:
        this.#at += 1;
        if (this.#bytes[this.#at] === 60) {
          this.#at += 1;
        } else {
          this.#readHexString();
        }
        return;
      case 40:
        this.#at += 1;
        this.#readLiteralString();
        return;
      case 47:
        this.#at += 1;
        this.#readName();
        return;
      case 37:
        while (
          this.#at < this.#bytes.length &&
          this.#bytes[this.#at] !== 10 &&
          this.#bytes[this.#at] !== 13
        ) {
          this.#at += 1;
        }
        return;
      default:
        this.#inArray = byte === 91 || (byte !== 93 && this.#inArray);
        this.#at += 1;
    }
  }

  #readNumber(): void {
    const value = this.#parseNumber(this.#at);
    this.#at = this.#numberEnd;
    if (this.#inArray) {
      this.#addPiece(JUMP, value);
    } else if (this.count < MAX_OPERANDS) {
      this.numbers[this.count] = value;
      this.count += 1;
    }
  }

  /** Parses the number at `start`. `#numberEnd` is its end, or `start` if there is no number. */
  #parseNumber(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    let byte = bytes[at] ?? 0;
    const negative = byte === 45;
    if (negative || byte === 43) {
      at += 1;
      byte = bytes[at] ?? 0;
    }
    let value = 0;
    while (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
      at += 1;
      byte = bytes[at] ?? 0;
    }
    if (byte === 46) {
      at += 1;
      byte = bytes[at] ?? 0;
      let scale = 1;
      while (byte >= 48 && byte <= 57) {
        value = value * 10 + (byte - 48);
        scale *= 10;
        at += 1;
        byte = bytes[at] ?? 0;
      }
      value /= scale;
    }
    this.#numberEnd = at;
    return negative ? -value : value;
  }

  #addPiece(first: number, second: number): void {
    const at = 2 * this.pieceCount;
    this.pieces[at] = first;
    this.pieces[at + 1] = second;
    this.pieceCount += 1;
  }

  /** Makes room for a string of at most `most` bytes and returns its start. */
  #beginString(most: number): number {
    const needed = this.#stringBytes + most;
    if (needed > this.strings.length) {
      const larger = new Uint8Array(2 * needed);
      larger.set(this.strings.subarray(0, this.#stringBytes));
      this.strings = larger;
    }
    return this.#stringBytes;
  }

  #endString(start: number, end: number): void {
    this.#stringBytes = end;
    this.#addPiece(start, end);
  }

  #readOperator(): number {
    const bytes = this.#bytes;
    let code = bytes[this.#at] ?? 0;
    let length = 1;
    for (;;) {
      const next = bytes[this.#at + length] ?? 0;
      if (!isLetter(next) && next !== 42 && !(next >= 48 && next <= 57)) {
        break;
      }
      code |= length < 3 ? next << (8 * length) : 0;
      length += 1;
    }
    this.#at += length;
    return code;
  }

  #readName(): void {
    const start = this.#at;
    while (this.#at < this.#bytes.length && isRegular(this.#bytes[this.#at] ?? 0)) {
      this.#at += 1;
    }
    this.name = latin1(this.#bytes, start, this.#at);
  }

  #readHexString(): void {
    const bytes = this.#bytes;
    const end = bytes.indexOf(62, this.#at);
    const stop = end < 0 ? bytes.length : end;
    const start = this.#beginString((stop - this.#at + 1) >> 1);
    const out = this.strings;
    let length = start;
    let high = -1;
    for (let at = this.#at; at < stop; at += 1) {
      const digit = HEX_DIGITS[bytes[at] ?? 0] ?? -1;
      if (digit < 0) {
        continue;
      }
      if (high < 0) {
        high = digit;
      } else {
        out[length] = (high << 4) | digit;
        length += 1;
        high = -1;
      }
    }
    if (high >= 0) {
      // A single last digit counts as if a zero followed.
      out[length] = high << 4;
      length += 1;
    }
    this.#at = stop + 1;
    this.#endString(start, length);
  }

  #readLiteralString(): void {
    const bytes = this.#bytes;
    const out: number[] = [];
    let depth = 1;
    while (this.#at < bytes.length) {
      const byte = bytes[this.#at] ?? 0;
      this.#at += 1;
      if (byte === 92) {
        this.#readEscape(out);
        continue;
      }
      depth += byte === 40 ? 1 : byte === 41 ? -1 : 0;
      if (depth === 0) {
        break;
      }
      out.push(byte);
    }
    const start = this.#beginString(out.length);
    this.strings.set(out, start);
    this.#endString(start, start + out.length);
  }

  #readEscape(out: number[]): void {
    const byte = this.#bytes[this.#at] ?? 0;
    this.#at += 1;
    const named = ESCAPES.get(byte);
    if (named !== undefined) {
      out.push(named);
    } else if (byte >= 48 && byte <= 55) {
      let value = byte - 48;
      for (let digits = 1; digits < 3; digits += 1) {
        const next = this.#bytes[this.#at] ?? 0;
        if (next < 48 || next > 55) {
          break;
        }
        value = value * 8 + (next - 48);
        this.#at += 1;
      }
      out.push(value & 255);
    } else if (byte === 13) {
      // An escaped line end is not part of the string.
      this.#at += this.#bytes[this.#at] === 10 ? 1 : 0;
    } else if (byte !== 10) {
      out.push(byte);
    }
  }

  #skipInlineImage(): void {
    const bytes = this.#bytes;
    const isBlank = (at: number): boolean => (bytes[at] ?? 32) <= 32;
    while (this.#at < bytes.length) {
      const isEnd = bytes[this.#at] === 69 && bytes[this.#at + 1] === 73;
      this.#at += 1;
      if (isEnd && isBlank(this.#at - 2) && isBlank(this.#at + 1)) {
        this.#at += 1;
        return;
      }
    }
  }
}

/** `\n`, `\r`, `\t`, `\b` and `\f`; any other escaped character stands for itself. */
const ESCAPES = new Map([
  [110, 10],
  [114, 13],
  [116, 9],
  [98, 8],
  [102, 12],
]);

/** Decodes byte by byte, because names are short and a buffer would take longer to create. */
function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 1) {
    text += String.fromCharCode(bytes[at] ?? 0);
  }
  return text;
}

function isLetter(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
}

/** Whether a byte is neither a blank nor a delimiter: ( ) < > [ ] { } / %. */
function isRegular(byte: number): boolean {
  return byte > 32 && !DELIMITERS.has(byte);
}
const DELIMITERS = new Set(Array.from('()<>[]{}/%', (character) => character.charCodeAt(0)));

/** The value of each byte as a hexadecimal digit, else -1. */
const HEX_DIGITS = Int8Array.from({ length: 256 }, (_, byte) =>
  /[\da-fA-F]/.test(String.fromCharCode(byte)) ? parseInt(String.fromCharCode(byte), 16) : -1,
);
