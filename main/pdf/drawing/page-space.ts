/** A transformation of the plane (PDF 1.4, 4.2.3): `x' = a x + c y + e`, `y' = b x + d y + f`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The shown page: its size in points, and the matrix from the page's axes to the shown ones. */
export interface PageSpace {
  readonly width: number;
  readonly height: number;
  readonly matrix: Matrix;
}

/**
 * Returns the shown page for a media box and a rotation (PDF 1.4, 3.6.2). Its lower left corner is
 * at 0, 0. The rotation is clockwise in degrees; an angle that is no multiple of 90 counts as 0.
 */
export function pageSpace(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  rotation: number,
): PageSpace {
  const { x, y, width, height } = box;
  switch (((rotation % 360) + 360) % 360) {
    case 90:
      return { width: height, height: width, matrix: [0, -1, 1, 0, -y, x + width] };
    case 180:
      return { width, height, matrix: [-1, 0, 0, -1, x + width, y + height] };
    case 270:
      return { width: height, height: width, matrix: [0, 1, -1, 0, y + height, -x] };
    default:
      return { width, height, matrix: x === 0 && y === 0 ? IDENTITY : [1, 0, 0, 1, -x, -y] };
  }
}

/** Combines two transformations: `inner` applies first, then `outer`. */
export function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Whether text drawn with this matrix runs from left to right. */
export function runsRight([a, b]: Matrix): boolean {
  return a > 0 && Math.abs(b) < a / 100;
}
