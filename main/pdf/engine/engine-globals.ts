/**
 * What pdf.js takes for granted of a browser and Node has not. It would get these from a canvas of 31 MB; but nothing is
 * painted here, and reading what a page draws needs little of them. Import before the engine, which uses what is there.
 */

/** A matrix of the plane, as the engine needs it where a Type 3 font draws its letters as pictures. */
class PlaneMatrix {
  a = 1;
  b = 0;
  c = 0;
  d = 1;
  e = 0;
  f = 0;

  scaleSelf(x: number, y: number): this {
    this.a *= x;
    this.b *= x;
    this.c *= y;
    this.d *= y;
    return this;
  }

  translateSelf(x: number, y: number): this {
    this.e += this.a * x + this.c * y;
    this.f += this.b * x + this.d * y;
    return this;
  }
}

/** Named by the engine, made only by painting. */
function neverPainted(): never {
  throw new Error('Nothing is painted here');
}

const wanted = { DOMMatrix: PlaneMatrix, ImageData: neverPainted, Path2D: neverPainted };
for (const [name, value] of Object.entries(wanted)) {
  if (!(name in globalThis)) {
    Object.assign(globalThis, { [name]: value });
  }
}
