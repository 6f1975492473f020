import type { PageDrawing, PlacedText, Rect } from '../drawing/drawing';
import { MAX_LINE_WIDTH, isShownIn, splitIntoSides } from '../drawing/drawing';
import type { Matrix, PageSpace } from '../drawing/page-space';
import { IDENTITY, multiply, runsRight } from '../drawing/page-space';

/** pdf.js's operator numbers (its src/shared/util.js, OPS). Tests fail if they change. */
const OPS = {
  save: 10,
  restore: 11,
  transform: 12,
  stroke: 20,
  closeStroke: 21,
  fill: 22,
  eoFill: 23,
  fillStroke: 24,
  eoFillStroke: 25,
  closeFillStroke: 26,
  closeEOFillStroke: 27,
  clip: 29,
  eoClip: 30,
  beginText: 31,
  setCharSpacing: 33,
  setWordSpacing: 34,
  setHScale: 35,
  setLeading: 36,
  setFont: 37,
  setTextRenderingMode: 38,
  moveText: 40,
  setLeadingMoveText: 41,
  setTextMatrix: 42,
  nextLine: 43,
  showText: 44,
  paintFormXObjectBegin: 74,
  paintFormXObjectEnd: 75,
  constructPath: 91,
} as const;

interface State {
  readonly matrix: Matrix;
  readonly clip: Rect | null;
  readonly fontSize: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly hScale: number;
  readonly leading: number;
  readonly isShown: boolean;
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

const STROKES: ReadonlySet<unknown> = new Set([OPS.stroke, OPS.closeStroke]);
const FILLS: ReadonlySet<unknown> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const START: State = {
  matrix: IDENTITY,
  clip: null,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  hScale: 1,
  leading: 0,
  isShown: true,
};

/** Follows the drawing operators of a page. Returns its filled rectangles, lines and texts. */
export function interpretOperators(list: OperatorList, space: PageSpace): PageDrawing {
  const fills: Rect[] = [];
  const lines: Rect[] = [];
  const texts: PlacedText[] = [];
  const stack: State[] = [];
  let state: State = { ...START, matrix: space.matrix };
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
        const boxes = boxesOf(args[1], state.matrix);
        const last = boxes.at(-1);
        if (clipPending && last !== undefined) {
          state = { ...state, clip: last };
        }
        if (FILLS.has(args[0])) {
          boxes.forEach((box) => (isThin(box) ? lines : fills).push(box));
        } else if (STROKES.has(args[0])) {
          lines.push(...boxes.flatMap(splitIntoSides));
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
      case OPS.setTextRenderingMode:
        state = { ...state, isShown: isShownIn(args[0] as number) };
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
        const placed = multiply(state.matrix, multiply(line, [1, 0, 0, 1, penX, 0]));
        if (shown.text !== '' && state.isShown && runsRight(placed)) {
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
  const { width, height } = space;
  return { width, height, fills, lines, texts };
}

/** The least jump within a shown text that counts as a blank, in thousandths of the font size. */
const BLANK_JUMP = 130;

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

function isThin({ left, bottom, right, top }: Rect): boolean {
  return right - left <= MAX_LINE_WIDTH || top - bottom <= MAX_LINE_WIDTH;
}

/** The count of numbers after each of pdf.js's path codes (its src/shared/util.js, DrawOPS). */
const PATH_NUMBERS: Readonly<Record<number, number>> = { 0: 2, 1: 2, 2: 6, 3: 0 };
const MOVE_TO = 0;

/** Returns the boxes around the parts of a path. */
function boxesOf(data: unknown, matrix: Matrix): Rect[] {
  const path = Array.isArray(data) ? (data[0] as ArrayLike<number> | null | undefined) : null;
  const boxes: Rect[] = [];
  if (path === null || path === undefined) {
    return boxes;
  }
  let at = 0;
  while (at < path.length) {
    const code = path[at] ?? 0;
    const numbers = PATH_NUMBERS[code] ?? 0;
    if (numbers > 0) {
      const [, , , , x, y] = multiply(matrix, [
        1,
        0,
        0,
        1,
        path[at + numbers - 1] ?? 0,
        path[at + numbers] ?? 0,
      ]);
      const last = code === MOVE_TO ? undefined : boxes.pop();
      boxes.push({
        left: Math.min(last?.left ?? x, x),
        right: Math.max(last?.right ?? x, x),
        bottom: Math.min(last?.bottom ?? y, y),
        top: Math.max(last?.top ?? y, y),
      });
    }
    at += 1 + numbers;
  }
  return boxes;
}
