import type { PageDrawing, PlacedText, Rect } from '../drawing';
import { THIN } from '../drawing';
import { ContentLexer, END, operatorCode } from './content-lexer';
import type { StreamFont } from './stream-font';
import { UnsupportedPdf } from './unsupported-pdf';

export type Matrix = readonly [number, number, number, number, number, number];

/** A content stream and what its names mean. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly font: (name: string) => StreamFont;
  /** The form that `Do` draws, or `null` for what is no form (a picture). */
  readonly form: (name: string) => { readonly content: Content; readonly matrix: Matrix } | null;
}

/** Deeper nesting than this is no export (faults.md, 50). */
const MAX_FORMS = 12;
const MAX_STATES = 1_000;
/** A jump inside one shown text as wide as this (in thousandths of the font size) stands for a blank. */
const BLANK_JUMP = 180;

interface State {
  readonly matrix: Matrix;
  readonly clip: Rect | null;
  readonly font: StreamFont | null;
  readonly fontSize: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly hScale: number;
  readonly leading: number;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const START: State = {
  matrix: IDENTITY,
  clip: null,
  font: null,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  hScale: 1,
  leading: 0,
};

/**
 * Follows the operators of a page's content and says which rectangles are filled and where each text stands: what
 * interpretOperators says of pdf.js's list, straight from the bytes. Throws UnsupportedPdf for what it cannot follow.
 */
export function scanContent(
  content: Content,
  size: { readonly width: number; readonly height: number },
): PageDrawing {
  const scan = new ContentScan();
  scan.run(content, 0);
  return { ...size, fills: scan.fills, texts: scan.texts };
}

class ContentScan {
  readonly fills: Rect[] = [];
  readonly texts: PlacedText[] = [];
  readonly #states: State[] = [];
  /** The path's boxes, four numbers each: left, bottom, right, top. */
  readonly #path: number[] = [];
  #pathLength = 0;
  #state = START;
  /** The last state that was clipped, to what, and what came of it: borders are clipped to the page again and again. */
  #clippedFrom: State | null = null;
  #clippedTo = START;
  #clipPending = false;
  #line = IDENTITY;
  #penX = 0;

  run(content: Content, depth: number): void {
    if (depth > MAX_FORMS) {
      throw new UnsupportedPdf('forms nested too deeply');
    }
    const lexer = new ContentLexer(content.bytes);
    for (let code = lexer.next(); code !== END; code = lexer.next()) {
      const a = lexer.operand(0);
      const b = lexer.operand(1);
      const c = lexer.operand(2);
      const d = lexer.operand(3);
      const e = lexer.operand(4);
      const f = lexer.operand(5);

      switch (code) {
        case OP.re:
          this.#rectangle(a, b, c, d);
          break;
        case OP.m:
        case OP.l:
          this.#point(a, b, code === OP.m);
          break;
        case OP.c:
        case OP.v:
        case OP.y:
          // Of a curve its end is enough: cells have none.
          this.#point(lexer.operand(lexer.count - 2), lexer.operand(lexer.count - 1), false);
          break;
        case OP.W:
        case OP.Wstar:
          this.#clipPending = true;
          break;
        case OP.f:
        case OP.F:
        case OP.fstar:
        case OP.B:
        case OP.Bstar:
        case OP.b:
        case OP.bstar:
          this.#paint(true);
          break;
        case OP.n:
        case OP.S:
        case OP.s:
          this.#paint(false);
          break;
        case OP.q:
          if (this.#states.length >= MAX_STATES) {
            throw new UnsupportedPdf('states nested too deeply');
          }
          this.#states.push(this.#state);
          break;
        case OP.Q:
          this.#state = this.#states.pop() ?? this.#state;
          break;
        case OP.cm:
          this.#state = { ...this.#state, matrix: multiply(this.#state.matrix, [a, b, c, d, e, f]) };
          break;
        case OP.Do:
          this.#drawForm(content, lexer.name, depth);
          break;
        case OP.Tf:
          this.#state = { ...this.#state, font: content.font(lexer.name), fontSize: a };
          break;
        default:
          this.#text(code, lexer);
      }
    }
  }

  #text(code: number, lexer: ContentLexer): void {
    const a = lexer.operand(0);
    const b = lexer.operand(1);
    const c = lexer.operand(2);
    const d = lexer.operand(3);
    const e = lexer.operand(4);
    const f = lexer.operand(5);

    switch (code) {
      case OP.BT:
        this.#line = IDENTITY;
        this.#penX = 0;
        break;
      case OP.Td:
        this.#moveLine(a, b);
        break;
      case OP.TD:
        this.#state = { ...this.#state, leading: b };
        this.#moveLine(a, b);
        break;
      case OP.Tm:
        this.#line = [a, b, c, d, e, f];
        this.#penX = 0;
        break;
      case OP.Tstar:
        this.#moveLine(0, this.#state.leading);
        break;
      case OP.Tj:
      case OP.TJ:
        this.#show(lexer.pieces);
        break;
      case OP.doubleQuote:
        this.#state = { ...this.#state, wordSpacing: a, charSpacing: b };
        this.#moveLine(0, this.#state.leading);
        this.#show(lexer.pieces);
        break;
      case OP.quote:
        this.#moveLine(0, this.#state.leading);
        this.#show(lexer.pieces);
        break;
      case OP.Tc:
        this.#state = { ...this.#state, charSpacing: a };
        break;
      case OP.Tw:
        this.#state = { ...this.#state, wordSpacing: a };
        break;
      case OP.Tz:
        this.#state = { ...this.#state, hScale: a / 100 };
        break;
      case OP.TL:
        this.#state = { ...this.#state, leading: -a };
        break;
      default:
        break;
    }
  }

  #rectangle(x: number, y: number, width: number, height: number): void {
    const { matrix } = this.#state;
    if (matrix === IDENTITY) {
      const right = x + width;
      const top = y + height;
      this.#addBox(Math.min(x, right), Math.min(y, top), Math.max(x, right), Math.max(y, top));
    } else {
      const { left, bottom, right, top } = transformed(matrix, x, y, x + width, y + height);
      this.#addBox(left, bottom, right, top);
    }
  }

  #addBox(left: number, bottom: number, right: number, top: number): void {
    const at = this.#pathLength;
    this.#path[at] = left;
    this.#path[at + 1] = bottom;
    this.#path[at + 2] = right;
    this.#path[at + 3] = top;
    this.#pathLength = at + 4;
  }

  #point(x: number, y: number, begins: boolean): void {
    const { left, bottom } = transformed(this.#state.matrix, x, y, x, y);
    if (begins || this.#pathLength === 0) {
      this.#addBox(left, bottom, left, bottom);
      return;
    }
    const box = this.#box(this.#pathLength - 4);
    this.#pathLength -= 4;
    this.#addBox(
      Math.min(box.left, left),
      Math.min(box.bottom, bottom),
      Math.max(box.right, left),
      Math.max(box.top, bottom),
    );
  }

  #box(at: number): Rect {
    return {
      left: this.#path[at] ?? 0,
      bottom: this.#path[at + 1] ?? 0,
      right: this.#path[at + 2] ?? 0,
      top: this.#path[at + 3] ?? 0,
    };
  }

  #paint(fills: boolean): void {
    if (this.#clipPending) {
      this.#clipPending = false;
      this.#clip();
    }
    if (fills) {
      for (let at = 0; at < this.#pathLength; at += 4) {
        const width = (this.#path[at + 2] ?? 0) - (this.#path[at] ?? 0);
        const height = (this.#path[at + 3] ?? 0) - (this.#path[at + 1] ?? 0);
        if (width > THIN && height > THIN) {
          this.fills.push(this.#box(at));
        }
      }
    }
    this.#pathLength = 0;
  }

  #clip(): void {
    const at = this.#pathLength - 4;
    if (at < 0) {
      return;
    }
    const { clip } = this.#clippedTo;
    const known =
      this.#clippedFrom === this.#state &&
      clip !== null &&
      clip.left === this.#path[at] &&
      clip.bottom === this.#path[at + 1] &&
      clip.right === this.#path[at + 2] &&
      clip.top === this.#path[at + 3];
    if (!known) {
      this.#clippedFrom = this.#state;
      this.#clippedTo = clippedTo(this.#state, this.#box(at));
    }
    this.#state = this.#clippedTo;
  }

  #drawForm(content: Content, name: string, depth: number): void {
    const form = content.form(name);
    if (form === null) {
      return;
    }
    const before = this.#state;
    const states = this.#states.length;
    this.#state = { ...before, matrix: multiply(before.matrix, form.matrix) };
    this.run(form.content, depth + 1);
    this.#states.length = states;
    this.#state = before;
  }

  #moveLine(x: number, y: number): void {
    this.#line = multiply(this.#line, [1, 0, 0, 1, x, y]);
    this.#penX = 0;
  }

  #show(pieces: readonly (Uint8Array | number)[]): void {
    const { font, fontSize, hScale, charSpacing, wordSpacing, matrix, clip } = this.#state;
    if (font === null) {
      throw new UnsupportedPdf('text without a font');
    }
    let text = '';
    let width = 0;
    for (const piece of pieces) {
      if (typeof piece === 'number') {
        width += (-piece / 1_000) * fontSize * hScale;
        text += -piece > BLANK_JUMP && text !== '' && !text.endsWith(' ') ? ' ' : '';
      } else {
        const shown = font.decode(piece);
        text += shown.text;
        width +=
          ((shown.width / 1_000) * fontSize + shown.glyphs * charSpacing + shown.blanks * wordSpacing) *
          hScale;
      }
    }
    if (text !== '') {
      const [a, b, c, d, e, f] = multiply(matrix, this.#line);
      this.texts.push({
        text,
        x: a * this.#penX + e,
        y: b * this.#penX + f,
        width: width * Math.hypot(a, b),
        fontSize: fontSize * Math.hypot(c, d),
        clip,
      });
    }
    this.#penX += width;
  }
}

/** Written out because each cell of an export sets six clips: spreading the state takes several times as long. */
function clippedTo(state: State, clip: Rect | null): State {
  return {
    matrix: state.matrix,
    clip,
    font: state.font,
    fontSize: state.fontSize,
    charSpacing: state.charSpacing,
    wordSpacing: state.wordSpacing,
    hScale: state.hScale,
    leading: state.leading,
  };
}

function between(x0: number, y0: number, x1: number, y1: number): Rect {
  return { left: Math.min(x0, x1), right: Math.max(x0, x1), bottom: Math.min(y0, y1), top: Math.max(y0, y1) };
}

function transformed([a, b, c, d, e, f]: Matrix, x0: number, y0: number, x1: number, y1: number): Rect {
  if (b === 0 && c === 0) {
    return between(a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f);
  }
  const xs = [a * x0 + c * y0, a * x0 + c * y1, a * x1 + c * y0, a * x1 + c * y1].map((x) => x + e);
  const ys = [b * x0 + d * y0, b * x0 + d * y1, b * x1 + d * y0, b * x1 + d * y1].map((y) => y + f);
  return between(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

const OP = {
  q: operatorCode('q'),
  Q: operatorCode('Q'),
  cm: operatorCode('cm'),
  re: operatorCode('re'),
  m: operatorCode('m'),
  l: operatorCode('l'),
  c: operatorCode('c'),
  v: operatorCode('v'),
  y: operatorCode('y'),
  W: operatorCode('W'),
  Wstar: operatorCode('W*'),
  n: operatorCode('n'),
  f: operatorCode('f'),
  F: operatorCode('F'),
  fstar: operatorCode('f*'),
  B: operatorCode('B'),
  Bstar: operatorCode('B*'),
  b: operatorCode('b'),
  bstar: operatorCode('b*'),
  S: operatorCode('S'),
  s: operatorCode('s'),
  BT: operatorCode('BT'),
  Tf: operatorCode('Tf'),
  Td: operatorCode('Td'),
  TD: operatorCode('TD'),
  Tm: operatorCode('Tm'),
  Tstar: operatorCode('T*'),
  Tj: operatorCode('Tj'),
  TJ: operatorCode('TJ'),
  quote: operatorCode("'"),
  doubleQuote: operatorCode('"'),
  Tc: operatorCode('Tc'),
  Tw: operatorCode('Tw'),
  Tz: operatorCode('Tz'),
  TL: operatorCode('TL'),
  Do: operatorCode('Do'),
} as const;
