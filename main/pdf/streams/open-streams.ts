import { inflateSync } from 'node:zlib';
import type { PDFContext, PDFObject, PDFPage, PDFPageLeaf } from '@cantoo/pdf-lib';
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { DrawnDocument } from '../drawing';
import type { Content, Matrix } from './scan-content';
import { scanContent } from './scan-content';
import type { StreamFont } from './stream-font';
import { streamFont } from './stream-font';
import { readToUnicode } from './to-unicode';
import { UnsupportedPdf } from './unsupported-pdf';

/** A page of an export inflates to some 100 kB; anything near this is a bomb (faults.md, 50). */
const MAX_STREAM_BYTES = 64 * 1024 * 1024;
const MAX_CODES = 65_536;

/**
 * Opens a PDF for reading its content streams directly: pdf-lib for the structure, the runtime's own zlib for
 * inflating, which also checks each stream's sum, so that a damaged one never passes. Fails with ENCRYPTED_PDF, or
 * UNREADABLE_PDF when the structure is damaged; its pages throw UnsupportedPdf when a whole engine is needed.
 */
export async function openStreams(bytes: Uint8Array): Promise<Result<DrawnDocument, AppError>> {
  let document: PDFDocument;
  let pages: readonly PDFPage[];
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    pages = document.getPages();
  } catch (error) {
    // pdf-lib throws plain errors of many names for what it cannot take apart.
    return error instanceof EncryptedPDFError
      ? fail(appError('ENCRYPTED_PDF', 'The PDF is protected by a password'))
      : fail(appError('UNREADABLE_PDF', 'The structure of the PDF is damaged'));
  }
  const reader = new StreamReader(document.context);
  return ok({
    pageCount: pages.length,
    page(index) {
      const page = pages[index];
      if (page === undefined) {
        throw new RangeError(`There is no page ${index}`);
      }
      const { x, y, width, height } = page.getMediaBox();
      if (x !== 0 || y !== 0 || page.getRotation().angle % 360 !== 0) {
        throw new UnsupportedPdf('a page that is turned or moved');
      }
      return Promise.resolve(scanContent(reader.pageContent(page.node), { width, height }));
    },
    close: () => Promise.resolve(),
  });
}

class StreamReader {
  readonly #context: PDFContext;
  readonly #fonts = new Map<PDFObject, StreamFont>();

  constructor(context: PDFContext) {
    this.#context = context;
  }

  pageContent(page: PDFPageLeaf): Content {
    const contents = page.Contents();
    const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
    const parts = streams.map((stream) => this.#streamBytes(stream));
    return this.#content(joined(parts), page.Resources());
  }

  #content(bytes: Uint8Array, resources: PDFDict | undefined): Content {
    const lookUp = (kind: string, name: string): PDFObject | undefined => {
      const entries = this.#dict(resources?.get(PDFName.of(kind)));
      const value = entries?.get(PDFName.of(name));
      return value === undefined ? undefined : this.#context.lookup(value);
    };
    return {
      bytes,
      font: (name) => this.#font(lookUp('Font', name)),
      form: (name) => {
        const form = lookUp('XObject', name);
        if (!(form instanceof PDFRawStream)) {
          throw new UnsupportedPdf('an unknown form');
        }
        if (form.dict.get(PDFName.of('Subtype')) !== PDFName.of('Form')) {
          return null;
        }
        const own = this.#dict(form.dict.get(PDFName.of('Resources'))) ?? resources;
        return { content: this.#content(this.#streamBytes(form), own), matrix: this.#matrix(form.dict) };
      },
    };
  }

  #font(font: PDFObject | undefined): StreamFont {
    if (!(font instanceof PDFDict)) {
      throw new UnsupportedPdf('an unknown font');
    }
    const known = this.#fonts.get(font);
    if (known !== undefined) {
      return known;
    }
    const made = this.#makeFont(font);
    this.#fonts.set(font, made);
    return made;
  }

  #makeFont(font: PDFDict): StreamFont {
    const toUnicode = font.get(PDFName.of('ToUnicode'));
    if (toUnicode === undefined) {
      throw new UnsupportedPdf('a font without a map to Unicode');
    }
    const unicode = readToUnicode(Buffer.from(this.#streamBytes(toUnicode)).toString('latin1'));
    if (font.get(PDFName.of('Subtype')) !== PDFName.of('Type0')) {
      return streamFont({ bytesPerCode: 1, unicode, ...this.#simpleWidths(font) });
    }
    if (font.get(PDFName.of('Encoding')) !== PDFName.of('Identity-H')) {
      throw new UnsupportedPdf('a font with an encoding of its own');
    }
    const descendants = this.#context.lookup(font.get(PDFName.of('DescendantFonts')));
    const descendant = descendants instanceof PDFArray ? this.#dict(descendants.get(0)) : undefined;
    return streamFont({ bytesPerCode: 2, unicode, ...this.#cidWidths(descendant) });
  }

  #simpleWidths(font: PDFDict): { widths: ReadonlyMap<number, number>; defaultWidth: number } {
    const first = this.#number(font.get(PDFName.of('FirstChar'))) ?? 0;
    const listed = this.#context.lookup(font.get(PDFName.of('Widths')));
    const widths =
      listed instanceof PDFArray ? listed.asArray().map((width) => this.#number(width) ?? 0) : [];
    return { widths: new Map(widths.map((width, index) => [first + index, width])), defaultWidth: 0 };
  }

  /** `W` names widths as `first [w w w]` or as `first last w` (PDF 1.4, 5.6.3). */
  #cidWidths(descendant: PDFDict | undefined): { widths: ReadonlyMap<number, number>; defaultWidth: number } {
    const widths = new Map<number, number>();
    const listed = this.#context.lookup(descendant?.get(PDFName.of('W')));
    const items =
      listed instanceof PDFArray ? listed.asArray().map((item) => this.#context.lookup(item)) : [];
    for (let at = 0; at + 1 < items.length;) {
      const first = this.#number(items[at]) ?? 0;
      const second = items[at + 1];
      if (second instanceof PDFArray) {
        second.asArray().forEach((width, index) => widths.set(first + index, this.#number(width) ?? 0));
        at += 2;
      } else {
        const last = Math.min(this.#number(second) ?? 0, first + MAX_CODES);
        for (let code = first; code <= last; code += 1) {
          widths.set(code, this.#number(items[at + 2]) ?? 0);
        }
        at += 3;
      }
    }
    return { widths, defaultWidth: this.#number(descendant?.get(PDFName.of('DW'))) ?? 1_000 };
  }

  #streamBytes(object: PDFObject | undefined): Uint8Array {
    const stream = this.#context.lookup(object);
    if (!(stream instanceof PDFRawStream)) {
      throw new UnsupportedPdf('a stream that is not there');
    }
    const filter = this.#context.lookup(stream.dict.get(PDFName.of('Filter')));
    const filters = filter instanceof PDFArray ? filter.asArray() : filter === undefined ? [] : [filter];
    if (filters.length === 0) {
      return stream.contents;
    }
    if (
      filters.length > 1 ||
      filters[0] !== PDFName.of('FlateDecode') ||
      stream.dict.has(PDFName.of('DecodeParms'))
    ) {
      throw new UnsupportedPdf('a stream with another filter');
    }
    return inflateSync(stream.contents, { maxOutputLength: MAX_STREAM_BYTES });
  }

  #matrix(form: PDFDict): Matrix {
    const listed = this.#context.lookup(form.get(PDFName.of('Matrix')));
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] =
      listed instanceof PDFArray ? listed.asArray().map((item) => this.#number(item) ?? 0) : [];
    return [a, b, c, d, e, f];
  }

  #dict(object: PDFObject | undefined): PDFDict | undefined {
    const found = object instanceof PDFRef ? this.#context.lookup(object) : object;
    return found instanceof PDFDict ? found : undefined;
  }

  #number(object: PDFObject | undefined): number | undefined {
    const found = object instanceof PDFRef ? this.#context.lookup(object) : object;
    return found instanceof PDFNumber ? found.asNumber() : undefined;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return only;
  }
  // The parts are one stream; a blank between them keeps the last token of one from the first of the next.
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from(' ')]));
}
