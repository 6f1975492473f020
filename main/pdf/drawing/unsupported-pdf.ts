/**
 * Thrown for a PDF feature that the direct reader does not support (a filter, a font without a map
 * to Unicode…). The file may be complete or damaged; a full PDF engine must read it.
 */
export class UnsupportedPdf extends Error {
  constructor(what: string) {
    super(`Not read directly: ${what}`);
    this.name = 'UnsupportedPdf';
  }
}
