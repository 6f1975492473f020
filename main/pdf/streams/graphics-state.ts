import type { Rect } from '../drawing/drawing';
import type { Matrix } from '../drawing/page-space';
import { IDENTITY } from '../drawing/page-space';
import type { StreamFont } from './stream-font';

/** The graphics state. It is immutable: changes make a new one, so `q` only keeps a reference. */
export interface State {
  readonly matrix: Matrix;
  readonly clip: Rect | null;
  readonly font: StreamFont | null;
  readonly fontSize: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly hScale: number;
  readonly leading: number;
  readonly isShown: boolean;
}

export const START: State = {
  matrix: IDENTITY,
  clip: null,
  font: null,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  hScale: 1,
  leading: 0,
  isShown: true,
};

/** Copies field by field, as each cell sets six clips and spreading is several times slower. */
export function withClip(state: State, clip: Rect | null): State {
  return {
    matrix: state.matrix,
    clip,
    font: state.font,
    fontSize: state.fontSize,
    charSpacing: state.charSpacing,
    wordSpacing: state.wordSpacing,
    hScale: state.hScale,
    leading: state.leading,
    isShown: state.isShown,
  };
}

/** Sets the font, also field by field, since each text of an export sets its font. */
export function withFont(state: State, font: StreamFont, fontSize: number): State {
  return {
    matrix: state.matrix,
    clip: state.clip,
    font,
    fontSize,
    charSpacing: state.charSpacing,
    wordSpacing: state.wordSpacing,
    hScale: state.hScale,
    leading: state.leading,
    isShown: state.isShown,
  };
}

export function toMatrix(numbers: Float64Array): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}
