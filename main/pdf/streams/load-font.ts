import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { PDFArray, PDFName } from '@cantoo/pdf-lib';
import { UnsupportedPdf } from '../drawing/unsupported-pdf';
import type { PdfObjects } from './listed-objects';
import { lookupDict, lookupNumber } from './listed-objects';
import type { StreamFont } from './stream-font';
import { streamFont } from './stream-font';
import { readToUnicode } from './to-unicode';

/** The size limit of a font's map to Unicode, which normally has some kilobytes. */
const MAX_MAP_BYTES = 4 * 1024 * 1024;
const MAX_CODES = 65_536;

interface Widths {
  readonly widths: ReadonlyMap<number, number>;
  readonly defaultWidth: number;
}

/** Makes a font from its dictionary. Throws UnsupportedPdf if only a full engine can read it. */
export function loadFont(
  font: PDFDict,
  objects: PdfObjects,
  streamBytes: (object: PDFObject | undefined) => Uint8Array,
): StreamFont {
  const toUnicode = font.get(PDFName.of('ToUnicode'));
  if (toUnicode === undefined) {
    throw new UnsupportedPdf('a font without a map to Unicode');
  }
  const map = streamBytes(toUnicode);
  if (map.length > MAX_MAP_BYTES) {
    throw new RangeError('The Unicode map of a font is too large');
  }
  const unicode = readToUnicode(Buffer.from(map).toString('latin1'));
  if (font.get(PDFName.of('Subtype')) !== PDFName.of('Type0')) {
    return streamFont({ bytesPerCode: 1, unicode, ...simpleWidths(font, objects) });
  }
  if (font.get(PDFName.of('Encoding')) !== PDFName.of('Identity-H')) {
    throw new UnsupportedPdf('a font with an encoding of its own');
  }
  const descendants = objects.lookup(font.get(PDFName.of('DescendantFonts')));
  const descendant = descendants instanceof PDFArray ? lookupDict(objects, descendants.get(0)) : undefined;
  return streamFont({ bytesPerCode: 2, unicode, ...cidWidths(descendant, objects) });
}

function simpleWidths(font: PDFDict, objects: PdfObjects): Widths {
  const first = lookupNumber(objects, font.get(PDFName.of('FirstChar'))) ?? 0;
  const listed = objects.lookup(font.get(PDFName.of('Widths')));
  const widths =
    listed instanceof PDFArray ? listed.asArray().map((width) => lookupNumber(objects, width) ?? 0) : [];
  return { widths: new Map(widths.map((width, index) => [first + index, width])), defaultWidth: 0 };
}

/** Reads `W`, which lists widths as `first [w w w]` or as `first last w` (PDF 1.4, 5.6.3). */
function cidWidths(descendant: PDFDict | undefined, objects: PdfObjects): Widths {
  const widths = new Map<number, number>();
  const listed = objects.lookup(descendant?.get(PDFName.of('W')));
  const items = listed instanceof PDFArray ? listed.asArray().map((item) => objects.lookup(item)) : [];
  for (let at = 0; at + 1 < items.length;) {
    const first = lookupNumber(objects, items[at]) ?? 0;
    const second = items[at + 1];
    if (second instanceof PDFArray) {
      second
        .asArray()
        .forEach((width, index) => widths.set(first + index, lookupNumber(objects, width) ?? 0));
      at += 2;
    } else {
      const last = Math.min(lookupNumber(objects, second) ?? 0, first + MAX_CODES);
      for (let code = first; code <= last; code += 1) {
        widths.set(code, lookupNumber(objects, items[at + 2]) ?? 0);
      }
      at += 3;
    }
  }
  return { widths, defaultWidth: lookupNumber(objects, descendant?.get(PDFName.of('DW'))) ?? 1_000 };
}
