import type { PDFObject } from '@cantoo/pdf-lib';
import { PDFContext, PDFDict, PDFName, PDFNumber, PDFObjectParser, PDFRef } from '@cantoo/pdf-lib';
import type { ByteSource } from './byte-source';

export interface PdfObjects {
  /** The catalogue, if any. Throws if it is damaged. */
  readonly root: PDFObject | undefined;
  /** Resolves a reference; returns any other object itself. Throws if the object is damaged. */
  lookup(object: PDFObject | undefined): PDFObject | undefined;
}

export function lookupDict(objects: PdfObjects, object: PDFObject | undefined): PDFDict | undefined {
  const found = objects.lookup(object);
  return found instanceof PDFDict ? found : undefined;
}

export function lookupNumber(objects: PdfObjects, object: PDFObject | undefined): number | undefined {
  const found = objects.lookup(object);
  return found instanceof PDFNumber ? found.asNumber() : undefined;
}

/** `startxref`, the start of the object list, and the end of the file (PDF 1.4, 3.4.4). */
const FILE_END = /startxref\s+(\d{1,10})\s+%%EOF\s*$/;
const FILE_END_BYTES = 1_024;
/** `0 158` begins a part of the list: its first object's number and its length (PDF 1.4, 3.4.3). */
const PART = /^\s*(\d{1,10}) (\d{1,10})\s*?\r?\n/;
/** An entry of the list, such as `0000180776 00000 n` and two more bytes. */
const ENTRY = /^(\d{10}) (\d{5}) ([fn])[ \r][\r\n]$/;
const ENTRY_BYTES = 20;
const HEADER = /^(\d{1,10})\s+(\d{1,5})\s+obj\b/;
const HEADER_BYTES = 24;

/**
 * Opens the objects at the positions in the file's own list. Each is read on request and not kept,
 * so that memory does not grow with the file. Returns `null` for changed, packed or encrypted files
 * and for lists that do not plainly cover all objects: such files must be parsed completely.
 */
export function listedObjects(source: ByteSource): PdfObjects | null {
  const list = readList(source);
  if (list === null) {
    return null;
  }
  const { offsets, ends, trailer, context } = list;
  const lookup = (object: PDFObject | undefined): PDFObject | undefined => {
    if (!(object instanceof PDFRef)) {
      return object;
    }
    const start = offsets.get(object.objectNumber);
    const end = start === undefined ? undefined : ends.get(start);
    if (start === undefined || end === undefined || object.generationNumber !== 0) {
      return undefined;
    }
    const bytes = source.bytes(start, end);
    const header = HEADER.exec(latin1(bytes.subarray(0, HEADER_BYTES)));
    if (header === null) {
      throw new RangeError('An object is not where it is listed');
    }
    return PDFObjectParser.forBytes(bytes.subarray(header[0].length), context).parseObject(object);
  };
  return {
    get root() {
      return lookup(trailer.get(PDFName.of('Root')));
    },
    lookup,
  };
}

interface ObjectList {
  readonly trailer: PDFDict;
  readonly context: PDFContext;
  /** The start of each object. */
  readonly offsets: ReadonlyMap<number, number>;
  /** The latest possible end of the object at each offset. */
  readonly ends: ReadonlyMap<number, number>;
}

function readList(source: ByteSource): ObjectList | null {
  const fileEnd = latin1(source.bytes(Math.max(0, source.size - FILE_END_BYTES), source.size));
  const listStart = Number(FILE_END.exec(fileEnd)?.[1] ?? source.size);
  if (listStart >= source.size) {
    return null;
  }
  const bytes = source.bytes(listStart, source.size);
  const entries = readEntries(bytes);
  if (entries === null) {
    return null;
  }
  const context = PDFContext.create();
  const trailer = readTrailer(bytes.subarray(entries.length), context);
  if (trailer === null) {
    return null;
  }
  const { offsets } = entries;
  const ends = new Map<number, number>();
  let end = listStart;
  // Goes backwards through the file: each object ends at the latest where the next one begins.
  for (const [number, start] of [...offsets].sort(([, one], [, other]) => other - one)) {
    const header = start < end ? latin1(source.bytes(start, Math.min(end, start + HEADER_BYTES))) : '';
    const [, found, generation] = HEADER.exec(header) ?? [];
    if (Number(found) !== number || Number(generation) !== 0) {
      return null;
    }
    ends.set(start, end);
    end = start;
  }
  return { trailer, context, offsets, ends };
}

function readEntries(bytes: Uint8Array): { offsets: ReadonlyMap<number, number>; length: number } | null {
  const offsets = new Map<number, number>();
  const begin = /^xref\s*?\r?\n/.exec(latin1(bytes.subarray(0, 16)));
  if (begin === null) {
    return null;
  }
  let at = begin[0].length;
  for (;;) {
    const part = PART.exec(latin1(bytes.subarray(at, at + 32)));
    if (part === null) {
      return { offsets, length: at };
    }
    at += part[0].length;
    const [first, count] = [Number(part[1]), Number(part[2])];
    for (let index = 0; index < count; index += 1, at += ENTRY_BYTES) {
      const entry = ENTRY.exec(latin1(bytes.subarray(at, at + ENTRY_BYTES)));
      if (entry === null) {
        return null;
      }
      if (entry[3] === 'n') {
        offsets.set(first + index, Number(entry[1]));
      }
    }
  }
}

/** Returns the trailer of a file that was written in one go and is not encrypted. */
function readTrailer(bytes: Uint8Array, context: PDFContext): PDFDict | null {
  const begin = /^\s*trailer\s*/.exec(latin1(bytes.subarray(0, 64)));
  if (begin === null) {
    return null;
  }
  const trailer = parsed(bytes.subarray(begin[0].length), context);
  const isComplete =
    trailer instanceof PDFDict &&
    trailer.get(PDFName.of('Size')) instanceof PDFNumber &&
    ['Prev', 'XRefStm', 'Encrypt'].every((key) => !trailer.has(PDFName.of(key)));
  return isComplete ? trailer : null;
}

function parsed(bytes: Uint8Array, context: PDFContext): PDFObject | null {
  try {
    return PDFObjectParser.forBytes(bytes, context).parseObject();
  } catch {
    return null;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
