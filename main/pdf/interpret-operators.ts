import type { PageDrawing, PlacedText, Rect } from './drawing';
import { THIN } from './drawing';

/** pdf.js's numbers for drawing operators (its src/shared/util.js, OPS); the tests fail if an update moves them. */
const OPS = {
  save: 10,
  restore: 11,
  transform: 12,
  stroke: 20,
  closeStroke: 21,
  fill: 22,
  eoFill: 23,
  clip: 29,
  eoClip: 30,
  beginText: 31,
  setCharSpacing: 33,
  setWordSpacing: 34,
  setHScale: 35,
  setLeading: 36,
  setFont: 37,
  moveText: 40,
  setLeadingMoveText: 41,
  setTextMatrix: 42,
  nextLine: 43,
  showText: 44,
  paintFormXObjectBegin: 74,
  paintFormXObjectEnd: 75,
  constructPath: 91,
} as const;

type Matrix = readonly [number, number, number, number, number, number];

interface State {
  readonly matrix: Matrix;
  readonly clip: Rect | null;
  readonly fontSize: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly hScale: number;
  readonly leading: number;
}

interface Glyph {
  readonly unicode: string;
  /** In thousandths of the font size. */
  readonly width: number;
  readonly isSpace: boolean;
}

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const START: State = {
  matrix: IDENTITY,
  clip: null,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  hScale: 1,
  leading: 0,
};

/** Follows a page's drawing operators and says which rectangles are filled and where each text stands. */
export function interpretOperators(list: OperatorList, size: { width: number; height: number }): PageDrawing {
  const fills: Rect[] = [];
  const texts: PlacedText[] = [];
  const stack: State[] = [];
  let state = START;
  let line: Matrix = IDENTITY;
  let penX = 0;
  let clipPending = false;

  const moveLine = (x: number, y: number): void => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    penX = 0;
  };

  list.fnArray.forEach((operator, index) => {
    const args = (list.argsArray[index] ?? []) as readonly unknown[];
    switch (operator) {
      case OPS.save:
        stack.push(state);
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        state = stack.pop() ?? state;
        break;
      case OPS.transform:
        state = { ...state, matrix: multiply(state.matrix, args as unknown as Matrix) };
        break;
      case OPS.paintFormXObjectBegin:
        stack.push(state);
        state = { ...state, matrix: multiply(state.matrix, (args[0] as Matrix | null) ?? IDENTITY) };
        break;
      case OPS.clip:
      case OPS.eoClip:
        clipPending = true;
        break;
      case OPS.constructPath: {
        const box = toRect(args[2] as ArrayLike<number> | null, state.matrix);
        if (box !== null) {
          if (clipPending) {
            state = { ...state, clip: box };
          }
          const isCell = box.right - box.left > THIN && box.top - box.bottom > THIN;
          if (isCell && (args[0] === OPS.fill || args[0] === OPS.eoFill)) {
            fills.push(box);
          }
        }
        clipPending = false;
        break;
      }
      case OPS.beginText:
        line = IDENTITY;
        penX = 0;
        break;
      case OPS.setCharSpacing:
        state = { ...state, charSpacing: args[0] as number };
        break;
      case OPS.setWordSpacing:
        state = { ...state, wordSpacing: args[0] as number };
        break;
      case OPS.setHScale:
        state = { ...state, hScale: (args[0] as number) / 100 };
        break;
      case OPS.setLeading:
        state = { ...state, leading: -(args[0] as number) };
        break;
      case OPS.setFont:
        state = { ...state, fontSize: args[1] as number };
        break;
      case OPS.moveText:
        moveLine(args[0] as number, args[1] as number);
        break;
      case OPS.setLeadingMoveText:
        state = { ...state, leading: args[1] as number };
        moveLine(args[0] as number, args[1] as number);
        break;
      case OPS.setTextMatrix:
        line = (typeof args[0] === 'number' ? args : args[0]) as Matrix;
        penX = 0;
        break;
      case OPS.nextLine:
        moveLine(0, state.leading);
        break;
      case OPS.showText: {
        const shown = layOut(args[0] as readonly (Glyph | number)[], state);
        if (shown.text !== '') {
          const placed = multiply(state.matrix, multiply(line, [1, 0, 0, 1, penX, 0]));
          texts.push({
            text: shown.text,
            x: placed[4],
            y: placed[5],
            width: shown.width * Math.hypot(placed[0], placed[1]),
            fontSize: state.fontSize * Math.hypot(placed[2], placed[3]),
            clip: state.clip,
          });
        }
        penX += shown.width;
        break;
      }
      default:
        break;
    }
  });
  return { ...size, fills, texts };
}

/** A jump inside one shown text as wide as this (in thousandths of the font size) stands for a blank. */
const BLANK_JUMP = 180;

function layOut(
  glyphs: readonly (Glyph | number)[],
  state: State,
): { readonly text: string; readonly width: number } {
  let text = '';
  let width = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      width += (-glyph / 1_000) * state.fontSize * state.hScale;
      text += -glyph > BLANK_JUMP && text !== '' && !text.endsWith(' ') ? ' ' : '';
    } else {
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
      width += ((glyph.width / 1_000) * state.fontSize + spacing) * state.hScale;
      text += glyph.unicode;
    }
  }
  return { text, width };
}

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** The rectangle around a path; pdf.js gives its extent before the transformation. */
function toRect(extent: ArrayLike<number> | null, matrix: Matrix): Rect | null {
  if (extent === null || extent.length < 4) {
    return null;
  }
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.from(extent);
  const corners = [x0, x1].flatMap((x) => [y0, y1].map((y) => multiply(matrix, [1, 0, 0, 1, x, y])));
  const xs = corners.map((corner) => corner[4]);
  const ys = corners.map((corner) => corner[5]);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}
