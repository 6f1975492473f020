/** The characters that are operands or operators of a content stream, one operator at a time. */

const MAX_OPERANDS = 32;
/** A transformation takes six numbers, no operator that is followed more. */
const MOST_NEEDED = 6;
/** No more operators. */
export const END = -1;

/** An operator as a number, from its first three characters, so that telling one needs no text. */
export function operatorCode(text: string): number {
  return Array.from(text.slice(0, 3)).reduce(
    (code, character, index) => code | (character.charCodeAt(0) << (8 * index)),
    0,
  );
}

const INLINE_IMAGE = operatorCode('BI');

/**
 * Cuts a content stream (PDF 1.4, 3.7.1) into operators with their operands. Written for speed: an export of 1,452
 * customers has 20 MB of content. Operands are valid until the next call of {@link next}.
 */
export class ContentLexer {
  /** How many numbers stand before the operator, outside arrays. */
  count = 0;
  /** Strings before the operator and, inside an array, numbers too, in their order. */
  readonly pieces: (Uint8Array | number)[] = [];
  /** The last name before the operator, without its slash. */
  name = '';
  /** The numbers before the operator, outside arrays; those of the first six that are not there are 0. */
  readonly numbers = new Float64Array(MAX_OPERANDS);
  readonly #bytes: Uint8Array;
  #at = 0;
  #inArray = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Where the next operand or operator begins, or the blanks before it. */
  get position(): number {
    return this.#at;
  }

  /** Goes on at another place, which must be one between two operators. */
  skipTo(position: number): void {
    this.#at = position;
  }

  /** Goes on to the next operator and gives its code, or {@link END}. */
  next(): number {
    const bytes = this.#bytes;
    const end = bytes.length;
    this.count = 0;
    if (this.pieces.length > 0) {
      this.pieces.length = 0;
    }
    while (this.#at < end) {
      const byte = bytes[this.#at] ?? 0;
      if (byte <= 32) {
        this.#at += 1;
      } else if ((byte >= 48 && byte <= 57) || byte === 45 || byte === 46 || byte === 43) {
        this.#readNumber();
      } else if (isLetter(byte) || byte === 39 || byte === 34) {
        const code = this.#readOperator();
        if (code !== INLINE_IMAGE) {
          for (let missing = this.count; missing < MOST_NEEDED; missing += 1) {
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
    const bytes = this.#bytes;
    const start = this.#at;
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
    this.#at = at;
    if (this.#inArray) {
      this.pieces.push(negative ? -value : value);
    } else if (this.count < MAX_OPERANDS) {
      this.numbers[this.count] = negative ? -value : value;
      this.count += 1;
    }
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
    const out = new Uint8Array((stop - this.#at + 1) >> 1);
    let length = 0;
    let high = -1;
    for (let at = this.#at; at < stop; at += 1) {
      const digit = hexDigit(bytes[at] ?? 0);
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
      // A last digit without its second stands for that digit and a zero.
      out[length] = high << 4;
      length += 1;
    }
    this.#at = stop + 1;
    this.pieces.push(length === out.length ? out : out.subarray(0, length));
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
    this.pieces.push(Uint8Array.from(out));
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
      // An escaped line end is no part of the string.
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

/** \n, \r, \t, \b, \f and what stands for itself. */
const ESCAPES = new Map([
  [110, 10],
  [114, 13],
  [116, 9],
  [98, 8],
  [102, 12],
]);

/** One by one: names are short, and a buffer's own way costs more than the text. */
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

/** Not a blank and not a delimiter: ( ) < > [ ] { } / %. */
function isRegular(byte: number): boolean {
  return byte > 32 && !DELIMITERS.has(byte);
}
const DELIMITERS = new Set(Array.from('()<>[]{}/%', (character) => character.charCodeAt(0)));

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) {
    return byte - 48;
  }
  if (byte >= 97 && byte <= 102) {
    return byte - 87;
  }
  return byte >= 65 && byte <= 70 ? byte - 55 : -1;
}
