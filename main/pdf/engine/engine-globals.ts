/**
 * The browser globals that pdf.js expects and Node lacks. A canvas package of 31 MB would supply
 * them. The app paints nothing, so small stand-ins are enough. Import this file before the engine.
 */

/** A matrix of the plane, which the engine needs for Type 3 fonts that draw letters as pictures. */
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

/** Replaces classes that the engine names but constructs only for painting. */
function neverPainted(): never {
  throw new Error('Nothing is painted here');
}

const wanted = { DOMMatrix: PlaneMatrix, ImageData: neverPainted, Path2D: neverPainted };
for (const [name, value] of Object.entries(wanted)) {
  if (!(name in globalThis)) {
    Object.assign(globalThis, { [name]: value });
  }
}
