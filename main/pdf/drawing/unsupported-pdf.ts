/**
 * Thrown for a PDF feature that the direct reader does not support (a filter, a font without a map
 * to Unicode…). A full PDF engine must read the file, which may still be complete or damaged.
 */
export class UnsupportedPdf extends Error {
  constructor(what: string) {
    super(`Not read directly: ${what}`);
    this.name = 'UnsupportedPdf';
  }
}
