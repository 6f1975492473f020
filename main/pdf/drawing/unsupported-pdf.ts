/**
 * The PDF uses something that the quick way does not follow (a filter, a font without a map to Unicode…); a whole PDF
 * engine must read it. Says nothing of whether the file is whole.
 */
export class UnsupportedPdf extends Error {
  constructor(what: string) {
    super(`Not read directly: ${what}`);
    this.name = 'UnsupportedPdf';
  }
}
