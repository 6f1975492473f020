import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import { PDFArray, PDFDict, PDFName, PDFParser, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { DrawnDocument } from '../drawing/drawing';
import type { Matrix } from '../drawing/page-space';
import { pageSpace } from '../drawing/page-space';
import { UnsupportedPdf } from '../drawing/unsupported-pdf';
import { WRONG_REPORT, showsCustomers } from '../tables/other-reports';
import type { ByteSource } from './byte-source';
import { inflate } from './inflate';
import type { PdfObjects } from './listed-objects';
import { lookupDict, listedObjects, lookupNumber } from './listed-objects';
import { loadFont } from './load-font';
import type { FoundPages } from './page-tree';
import { DAMAGED_STRUCTURE, findAllPages } from './page-tree';
import type { Content } from './scan-content';
import { scanContent } from './scan-content';
import type { StreamFont } from './stream-font';

/** A larger stream is a bomb: a page of an export inflates to some 100 kB (faults.md, 50). */
const MAX_STREAM_BYTES = 64 * 1024 * 1024;
/**
 * The largest growth. An export inflates to 15 times its size, the best-packed text to 60 times.
 */
const MAX_GROWTH = 60;
/** The largest stream for an engine, which needs seconds to read it. A one-page report has 1 MB. */
const MAX_ENGINE_BYTES = 4 * 1024 * 1024;
/** The limit of a stream of objects, which normally has some kilobytes. */
const MAX_SMALL_STREAM_BYTES = 4 * 1024 * 1024;
/** pdf-lib pauses after this many objects, about every 50 ms, so that a cancellation arrives. */
const OBJECTS_PER_TICK = 2_000;

/**
 * Opens a PDF for reading its content streams directly. pdf-lib reads the structure. The runtime's
 * zlib inflates and checks each stream's checksum, so that damage is always detected. Fails with
 * ENCRYPTED_PDF. Fails with INCOMPLETE_EXPORT if pages are missing, repeated or moved. Fails with
 * UNREADABLE_PDF if the structure is damaged. Pages throw UnsupportedPdf if they need a full
 * engine.
 */
export async function openStreams(source: ByteSource): Promise<Result<DrawnDocument, AppError>> {
  const loaded = await load(source);
  if (!loaded.ok) {
    return loaded;
  }
  const { objects, pages, disorder } = loaded.value;
  const reader = new StreamReader(objects, MAX_STREAM_BYTES + MAX_GROWTH * source.size);
  if (disorder !== null) {
    return fail(judgeDisorder(disorder, reader, pages));
  }
  return ok({
    pageCount: pages.length,
    page(index, detail) {
      if (index >= pages.length) {
        throw new RangeError(`There is no page ${index}`);
      }
      const { content, box, rotation } = reader.page(pages[index]);
      return Promise.resolve(scanContent(content, pageSpace(box, rotation), detail));
    },
    close: () => Promise.resolve(),
  });
}

/** Finds damage in a PDF before an engine reads it, because the engine would ignore it. */
export async function findDamage(source: ByteSource): Promise<AppError | null> {
  const parsed = await parseAll(source);
  if (!parsed.ok) {
    return parsed.error;
  }
  const found = findAllPages(objectsOf(parsed.value));
  if (!found.ok) {
    return found.error;
  }
  try {
    for (const [, object] of parsed.value.enumerateIndirectObjects()) {
      if (
        object instanceof PDFRawStream &&
        object.dict.get(PDFName.of('Filter')) === PDFName.of('FlateDecode')
      ) {
        const isFont = object.dict.has(PDFName.of('Length1')) || object.dict.has(PDFName.of('Subtype'));
        inflate(object.contents, isFont ? MAX_STREAM_BYTES : MAX_ENGINE_BYTES);
      }
    }
  } catch {
    return appError('UNREADABLE_PDF', 'A part of the PDF is damaged');
  }
  return found.value.disorder;
}

/**
 * Returns WRONG_REPORT if the pages can be read and show no customers list, otherwise `disorder`.
 * May throw UnsupportedPdf.
 */
function judgeDisorder(disorder: AppError, reader: StreamReader, pages: readonly PDFObject[]): AppError {
  try {
    const drawings = pages.slice(0, MAX_STRIPS).map((page) => {
      const { content, box, rotation } = reader.page(page);
      return scanContent(content, pageSpace(box, rotation), 'cells');
    });
    return showsCustomers(drawings) ? disorder : WRONG_REPORT;
  } catch (error) {
    if (error instanceof UnsupportedPdf) {
      throw error;
    }
    return disorder;
  }
}

/** More pages than any export has in one cycle of columns. */
const MAX_STRIPS = 30;

interface LoadedPdf extends FoundPages {
  readonly objects: PdfObjects;
}

async function load(source: ByteSource): Promise<Result<LoadedPdf, AppError>> {
  const listed = listedObjects(source);
  const listedPages = listed === null ? null : findAllPages(listed);
  if (listed !== null && listedPages?.ok === true && listedPages.value.disorder === null) {
    return ok({ objects: listed, ...listedPages.value });
  }
  const parsed = await parseAll(source);
  if (!parsed.ok) {
    return parsed;
  }
  const objects = objectsOf(parsed.value);
  const pages = findAllPages(objects);
  return pages.ok ? ok({ objects, ...pages.value }) : pages;
}

function objectsOf(context: PDFContext): PdfObjects {
  return {
    root: context.lookup(context.trailerInfo.Root),
    lookup: (object) => context.lookup(object),
  };
}

/** Parses all objects of a file, regardless of its list. */
async function parseAll(source: ByteSource): Promise<Result<PDFContext, AppError>> {
  try {
    const bytes = source.bytes(0, source.size);
    checkSmallStreams(bytes);
    // PDFDocument would also load the PDF writer, which takes longer than reading most exports.
    const context = await PDFParser.forBytesWithOptions(bytes, OBJECTS_PER_TICK, true).parseDocument();
    return context.lookup(context.trailerInfo.Encrypt) === undefined
      ? ok(context)
      : fail(appError('ENCRYPTED_PDF', 'The PDF is protected by a password'));
  } catch {
    // For malformed files, pdf-lib throws ordinary errors with many different names.
    return fail(DAMAGED_STRUCTURE);
  }
}

/** Throws if a stream of objects inflates beyond the limit, since pdf-lib inflates without one. */
function checkSmallStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const type of ['/ObjStm', '/XRef']) {
    for (let at = file.indexOf(type); at !== -1; at = file.indexOf(type, at + 1)) {
      const begin = file.indexOf('stream', at) + 'stream'.length;
      const start = begin + (file[begin] === 13 ? 2 : 1);
      const end = file.indexOf('endstream', start);
      try {
        inflate(file.subarray(start, end === -1 ? file.length : end), MAX_SMALL_STREAM_BYTES);
      } catch (error) {
        // Only the size matters here; pdf-lib reports unreadable streams.
        if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
          throw error;
        }
      }
    }
  }
}

type Box = Parameters<typeof pageSpace>[0];

/** The entries that a page may inherit. */
const INHERITED = ['MediaBox', 'Resources', 'Rotate'] as const;
type Inherited = ReadonlyMap<(typeof INHERITED)[number], PDFObject>;

/** A deeper page tree than this is a loop. */
const MAX_DEPTH = 64;

class StreamReader {
  readonly #objects: PdfObjects;
  readonly #fonts = new Map<PDFObject, StreamFont>();
  readonly #branches = new Map<PDFObject, Inherited>();
  /** The number of bytes that this file's streams may still inflate to. */
  #bytesLeft: number;

  constructor(objects: PdfObjects, maxBytes: number) {
    this.#objects = objects;
    this.#bytesLeft = maxBytes;
  }

  page(page: PDFObject | undefined): { content: Content; box: Box; rotation: number } {
    const leaf = lookupDict(this.#objects, page);
    const entries = this.#entriesOf(leaf, 0);
    const rotation = lookupNumber(this.#objects, entries.get('Rotate')) ?? 0;
    const [left, bottom, right, top] = this.#numbers(entries.get('MediaBox'));
    if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
      throw new RangeError('A page has no size');
    }
    const box = { x: left, y: bottom, width: right - left, height: top - bottom };
    const contents = this.#objects.lookup(leaf?.get(PDFName.of('Contents')));
    const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
    const parts = streams.map((stream) => this.#streamBytes(stream));
    return {
      content: this.#content(joined(parts), lookupDict(this.#objects, entries.get('Resources'))),
      box,
      rotation,
    };
  }

  /** Returns a page's entries, inherited from the nearest branch if missing (PDF 1.4, 3.6.2). */
  #entriesOf(node: PDFDict | undefined, depth: number): Inherited {
    const parent = node?.get(PDFName.of('Parent'));
    const entries = new Map(
      depth < MAX_DEPTH && parent !== undefined ? this.#inheritedFrom(parent, depth + 1) : [],
    );
    for (const key of INHERITED) {
      const value = node?.get(PDFName.of(key));
      if (value !== undefined) {
        entries.set(key, value);
      }
    }
    return entries;
  }

  /** Caches a branch's entries, because a branch lists all its pages and is slow to look up. */
  #inheritedFrom(branch: PDFObject, depth: number): Inherited {
    const known = this.#branches.get(branch);
    if (known !== undefined) {
      return known;
    }
    const entries = this.#entriesOf(lookupDict(this.#objects, branch), depth);
    this.#branches.set(branch, entries);
    return entries;
  }

  #content(bytes: Uint8Array, resources: PDFDict | undefined): Content {
    const entry = (kind: string, name: string): PDFObject | undefined =>
      lookupDict(this.#objects, resources?.get(PDFName.of(kind)))?.get(PDFName.of(name));
    const fonts = new Map<string, StreamFont>();
    const font = (name: string): StreamFont => {
      const found = this.#font(entry('Font', name));
      fonts.set(name, found);
      return found;
    };
    return {
      bytes,
      font: (name) => fonts.get(name) ?? font(name),
      form: (name) => {
        const form = this.#objects.lookup(entry('XObject', name));
        if (!(form instanceof PDFRawStream)) {
          throw new UnsupportedPdf('an unknown form');
        }
        if (form.dict.get(PDFName.of('Subtype')) !== PDFName.of('Form')) {
          return null;
        }
        const own = lookupDict(this.#objects, form.dict.get(PDFName.of('Resources'))) ?? resources;
        return { content: this.#content(this.#streamBytes(form), own), matrix: this.#matrix(form.dict) };
      },
    };
  }

  /** Loads a font. A font with a reference is cached, since many pages share it. */
  #font(font: PDFObject | undefined): StreamFont {
    const known = font === undefined ? undefined : this.#fonts.get(font);
    if (known !== undefined) {
      return known;
    }
    const dict = this.#objects.lookup(font);
    if (font === undefined || !(dict instanceof PDFDict)) {
      throw new UnsupportedPdf('an unknown font');
    }
    const made = loadFont(dict, this.#objects, (object) => this.#streamBytes(object));
    if (font instanceof PDFRef) {
      this.#fonts.set(font, made);
    }
    return made;
  }

  #streamBytes(object: PDFObject | undefined): Uint8Array {
    const stream = this.#objects.lookup(object);
    if (!(stream instanceof PDFRawStream)) {
      throw new UnsupportedPdf('a missing stream');
    }
    const filter = this.#objects.lookup(stream.dict.get(PDFName.of('Filter')));
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
    const bytes = inflate(stream.contents, Math.max(1, Math.min(MAX_STREAM_BYTES, this.#bytesLeft)));
    this.#bytesLeft -= bytes.length;
    return bytes;
  }

  #matrix(form: PDFDict): Matrix {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.#numbers(form.get(PDFName.of('Matrix')));
    return [a, b, c, d, e, f];
  }

  #numbers(object: PDFObject | undefined): readonly number[] {
    const listed = this.#objects.lookup(object);
    return listed instanceof PDFArray
      ? listed.asArray().map((item) => lookupNumber(this.#objects, item) ?? 0)
      : [];
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return only;
  }
  // The parts are one stream; a blank separates the last token of one from the first of the next.
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from(' ')]));
}
