import type { Detail, PageDrawing, PlacedText, Rect } from '../drawing/drawing';
import { MAX_LINE_WIDTH, splitIntoSides } from '../drawing/drawing';
import type { Matrix, PageSpace } from '../drawing/page-space';
import { multiply } from '../drawing/page-space';
import { ContentLexer, END, operatorCode } from './content-lexer';
import type { State } from './graphics-state';
import { START, withClip, withFont, toMatrix } from './graphics-state';
import { PREFIX_OPERATORS, PrefixCache } from './prefix-cache';
import { TextFollower } from './show-text';
import type { StreamFont } from './stream-font';

/** A content stream with the objects that its names refer to. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly font: (name: string) => StreamFont;
  /** Returns the form that `Do` draws, or `null` for another object such as a picture. */
  readonly form: (name: string) => { readonly content: Content; readonly matrix: Matrix } | null;
}

/** Deeper nesting than in any export (faults.md, 50). */
const MAX_FORMS = 12;
const MAX_STATES = 1_000;
/** More cells or texts than on any page; a larger number would fill the memory (faults.md, 50). */
const MAX_DRAWN = 400_000;
/** The maximum content of a page in bytes: forms that draw forms could multiply it. */
const MAX_SCANNED_BYTES = 256 * 1024 * 1024;
/**
 * Follows the operators of a page's content and returns its filled rectangles and texts. The result
 * is the same as interpretOperators', directly from the bytes. Throws UnsupportedPdf for
 * unsupported content and plain errors for invalid content.
 */
export function scanContent(content: Content, space: PageSpace, detail: Detail): PageDrawing {
  const scan = new ContentScan(space.matrix, detail);
  scan.run(content, 0);
  const { width, height } = space;
  return { width, height, fills: scan.fills, lines: scan.lines, texts: scan.texts };
}

class ContentScan {
  readonly fills: Rect[] = [];
  readonly lines: Rect[] = [];
  readonly texts: PlacedText[] = [];
  readonly #withLines: boolean;
  readonly #states: State[] = [];
  /** The boxes of the path, four numbers each: left, bottom, right, top. */
  readonly #path: number[] = [];
  #pathLength = 0;
  #state: State;
  /** The last clipped state and its result, since borders are clipped to the page repeatedly. */
  #clippedFrom: State | null = null;
  #clippedTo = START;
  #clipPending = false;
  #scannedBytes = 0;
  readonly #text = new TextFollower((text) => this.#keep(this.texts, text));

  constructor(matrix: Matrix, detail: Detail) {
    this.#state = { ...START, matrix };
    this.#withLines = detail === 'cells and lines';
  }

  run(content: Content, depth: number): void {
    if (depth > MAX_FORMS) {
      throw new RangeError('Forms are nested deeper than in any export');
    }
    this.#scannedBytes += content.bytes.length + 1;
    if (this.#scannedBytes > MAX_SCANNED_BYTES) {
      throw new RangeError('A page draws more than any export does');
    }
    const lexer = new ContentLexer(content.bytes);
    const prefixes = new PrefixCache<State>(content.bytes);
    let operators = 0;
    // The last `q`, which may begin a repeated prefix.
    let begunAt = -1;
    let operatorsBefore = 0;
    let begunIn = START;
    let drawnBefore = 0;
    for (let code = lexer.next(); code !== END; code = lexer.next()) {
      operators += 1;
      const { numbers } = lexer;
      const a = numbers[0] ?? 0;
      const b = numbers[1] ?? 0;
      switch (code) {
        case OP.re:
          this.#rectangle(a, b, numbers[2] ?? 0, numbers[3] ?? 0);
          break;
        case OP.m:
        case OP.l:
          this.#point(a, b, code === OP.m);
          break;
        case OP.c:
        case OP.v:
        case OP.y:
          // Only the end point of a curve is recorded, because cells have no curves.
          this.#point(numbers[lexer.count - 2] ?? 0, numbers[lexer.count - 1] ?? 0, false);
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
          this.#endPath();
          this.#fill();
          this.#pathLength = 0;
          break;
        case OP.S:
        case OP.s:
          this.#endPath();
          this.#stroke();
          this.#pathLength = 0;
          break;
        case OP.n:
          this.#endPath();
          this.#pathLength = 0;
          break;
        case OP.q:
          if (this.#states.length >= MAX_STATES) {
            throw new RangeError('States are nested deeper than in any export');
          }
          this.#states.push(this.#state);
          if (this.#pathLength === 0 && !this.#clipPending) {
            const known = prefixes.at(lexer.position, this.#state);
            if (known === null) {
              begunAt = lexer.position;
              operatorsBefore = operators;
              begunIn = this.#state;
              drawnBefore = this.#drawn;
            } else {
              // Operators after a known prefix do not begin a new one.
              begunAt = -1;
              this.#state = known.to;
              lexer.skipTo(lexer.position + known.end - known.start);
              if (lexer.skipFilledBox()) {
                this.#rectangle(numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 0);
                this.#fill();
                this.#pathLength = 0;
                this.#state = this.#states.pop() ?? this.#state;
              }
            }
          }
          break;
        case OP.rg:
          // Remembers a prefix that only clips and sets the colour, which the scan ignores.
          if (
            begunAt !== -1 &&
            operators - operatorsBefore === PREFIX_OPERATORS &&
            this.#state === this.#clippedTo &&
            this.#clippedFrom === begunIn &&
            this.#drawn === drawnBefore &&
            this.#pathLength === 0
          ) {
            prefixes.remember({ start: begunAt, end: lexer.position, from: begunIn, to: this.#state });
          }
          break;
        case OP.Q:
          this.#state = this.#states.pop() ?? this.#state;
          break;
        case OP.cm:
          this.#state = { ...this.#state, matrix: multiply(this.#state.matrix, toMatrix(numbers)) };
          break;
        case OP.Do:
          this.#drawForm(content, lexer.name, depth);
          break;
        case OP.Tf:
          this.#state = withFont(this.#state, content.font(lexer.name), a);
          break;
        default:
          this.#state = this.#text.follow(code, lexer, this.#state);
      }
    }
  }

  #rectangle(x: number, y: number, width: number, height: number): void {
    const [a, b, c, d, e, f] = this.#state.matrix;
    if (b === 0 && c === 0) {
      const x0 = a * x + e;
      const x1 = a * (x + width) + e;
      const y0 = d * y + f;
      const y1 = d * (y + height) + f;
      this.#addBox(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
    } else {
      const { left, bottom, right, top } = turned(this.#state.matrix, x, y, x + width, y + height);
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
    const [a, b, c, d, e, f] = this.#state.matrix;
    const left = a * x + c * y + e;
    const bottom = b * x + d * y + f;
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

  #endPath(): void {
    if (this.#clipPending) {
      this.#clipPending = false;
      this.#clip();
    }
  }

  #fill(): void {
    for (let at = 0; at < this.#pathLength; at += 4) {
      const width = (this.#path[at + 2] ?? 0) - (this.#path[at] ?? 0);
      const height = (this.#path[at + 3] ?? 0) - (this.#path[at + 1] ?? 0);
      if (width > MAX_LINE_WIDTH && height > MAX_LINE_WIDTH) {
        this.#keep(this.fills, this.#box(at));
      } else if (this.#withLines) {
        this.#keep(this.lines, this.#box(at));
      }
    }
  }

  #stroke(): void {
    for (let at = 0; this.#withLines && at < this.#pathLength; at += 4) {
      splitIntoSides(this.#box(at)).forEach((side) => this.#keep(this.lines, side));
    }
  }

  get #drawn(): number {
    return this.fills.length + this.lines.length + this.texts.length;
  }

  #keep<T>(drawn: T[], one: T): void {
    if (drawn.length >= MAX_DRAWN) {
      throw new RangeError('A page draws more than any export does');
    }
    drawn.push(one);
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
      this.#clippedTo = withClip(this.#state, this.#box(at));
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
}

/** Returns the box around a rectangle that a transformation rotates or skews. */
function turned([a, b, c, d, e, f]: Matrix, x0: number, y0: number, x1: number, y1: number): Rect {
  const xs = [a * x0 + c * y0, a * x0 + c * y1, a * x1 + c * y0, a * x1 + c * y1];
  const ys = [b * x0 + d * y0, b * x0 + d * y1, b * x1 + d * y0, b * x1 + d * y1];
  return {
    left: Math.min(...xs) + e,
    right: Math.max(...xs) + e,
    bottom: Math.min(...ys) + f,
    top: Math.max(...ys) + f,
  };
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
  Tf: operatorCode('Tf'),
  Do: operatorCode('Do'),
  rg: operatorCode('rg'),
} as const;
