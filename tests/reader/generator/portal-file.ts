import { deflateSync } from 'node:zlib';
import type { FontText } from './font';
import { FONT_SIZE } from './font';

export interface PortalPage {
  readonly box: readonly [left: number, bottom: number, right: number, top: number];
  readonly rotation: number;
  /** The operators of the page, packed by {@link packed}. */
  readonly content: Buffer;
}

/** A zlib header that declares a window of 8 kB, although the data refer back up to 32 kB. */
const SMALL_WINDOW = [0x58, 0x85] as const;

/** Packs data as the portal does, under a header with too small a window. */
export function packed(data: string | Uint8Array): Buffer {
  const bytes = deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
  bytes.set(SMALL_WINDOW);
  return bytes;
}

const FONT = 3;
const PAGES = 2;

/**
 * Returns a PDF as the portal's producer writes it (export-pdf.md, The file): CR LF, escaped names,
 * hexadecimal strings, no object streams, pages in reverse order. Page objects have low numbers.
 * Content objects have high numbers, the highest for the first page.
 */
export function portalFile(pages: readonly PortalPage[], text: FontText, fontProgram: Uint8Array): Buffer {
  const file = new PortalFile();
  // Page 1 is object 1; objects 2 and 3 are taken.
  const pageNumber = (index: number): number => (index === 0 ? 1 : index + FONT);
  const info = pages.length + FONT;
  const [catalog, metadata, profile, shared] = [info + 1, info + 2, info + 3, info + 4];
  file.stream(profile, '/N 3 /Alternate /DeviceRGB', packed(Buffer.alloc(400, 'sRGB')));
  file.object(
    catalog,
    `<</Type /Catalog /Pages ${PAGES} 0 R /Metadata ${metadata} 0 R /OutputIntents [<</Type /OutputIntent /S /GTS#5FPDFA1 ` +
      `/OutputConditionIdentifier ${hexString('sRGB')} /DestOutputProfile ${profile} 0 R >>\r\n] /Names <<>>\r\n>>\r\n`,
  );
  file.plainStream(metadata, '/Type /Metadata /Subtype /XML', '<?xpacket begin=""?><?xpacket end="w"?>');
  const kids = pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ');
  file.object(PAGES, `<</Resources ${shared} 0 R /Type /Pages /Count ${pages.length} /Kids [${kids}] >>\r\n`);
  for (const [index, { box, rotation, content }] of [...pages.entries()].reverse()) {
    const resources = shared + 1 + 2 * (pages.length - 1 - index);
    file.stream(resources + 1, '', content);
    const place = `[${box.join(' ')}]`;
    file.object(
      pageNumber(index),
      `<</Parent ${PAGES} 0 R /MediaBox ${place} /CropBox ${place} ${rotation === 0 ? '' : `/Rotate ${rotation} `}` +
        `/Resources ${resources} 0 R /Type /Page /Contents ${resources + 1} 0 R >>\r\n`,
    );
    file.object(resources, `<</Font <</FNT0 ${FONT} 0 R >>\r\n ${PROCEDURES} >>\r\n`);
  }
  file.object(shared, `<<${PROCEDURES} >>\r\n`);
  const empty = ['Title', 'Author', 'Subject', 'Keywords', 'Creator'].map((name) => `/${name} <FEFF>`);
  const producer = hexString('Developer Express Inc. DXperience (tm) v24.1.7');
  file.object(
    info,
    `<<${empty.join(' ')} /Producer ${producer} /CreationDate (D:20260112090000+01'00') >>\r\n`,
  );
  addFont(file, shared + 1 + 2 * pages.length, text, fontProgram);
  return file.end(catalog, info);
}

const PROCEDURES = '/ProcSet [/PDF /Text /ImageB /ImageC /ImageI]';

function addFont(file: PortalFile, first: number, text: FontText, program: Uint8Array): void {
  const [unicode, descriptor, system, descendant, set, data] = [0, 1, 2, 3, 4, 5].map((one) => first + one);
  const glyphs = [...text.glyphs].sort(([, a], [, b]) => parseInt(a.hex, 16) - parseInt(b.hex, 16));
  file.stream(unicode, '', packed(toUnicode(glyphs.map(([character, { hex }]) => [hex, character]))));
  const widths = glyphs.map(
    ([, { hex, width }]) => `${parseInt(hex, 16)} [${((width / FONT_SIZE) * 1_000).toFixed(4)}]`,
  );
  const name = '/DEVEXP#2BTimesNewRoman';
  file.object(
    descendant,
    `<</Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /FontDescriptor ${descriptor} 0 R /CIDSystemInfo ${system} 0 R ` +
      `/DW 1000 /W [${widths.join(' ')}] /CIDToGIDMap /Identity >>\r\n`,
  );
  file.object(
    FONT,
    `<</Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity#2DH /ToUnicode ${unicode} 0 R ` +
      `/DescendantFonts [${descendant} 0 R] >>\r\n`,
  );
  file.object(system, '<</Registry <41646F6265> /Ordering <4964656E74697479> /Supplement 0 >>\r\n');
  file.stream(set, '', packed(Buffer.alloc(64, 255)));
  file.stream(data, `/Length1 ${program.length}`, packed(program));
  file.object(
    descriptor,
    `<</Type /FontDescriptor /FontName ${name} /Flags 34 /ItalicAngle 0 /FontBBox [-568 -307 2046 1040] /Ascent 891 ` +
      `/Descent -216 /CapHeight 500 /StemV 0 /CIDSet ${set} 0 R /FontFile2 ${data} 0 R >>\r\n`,
  );
}

/** The most entries in one list (PDF 1.4, 5.9.2). */
const MAX_IN_LIST = 100;

function toUnicode(codes: readonly (readonly [hex: string, character: string])[]): string {
  const lists: string[] = [];
  for (let at = 0; at < codes.length; at += MAX_IN_LIST) {
    const some = codes.slice(at, at + MAX_IN_LIST);
    const lines = some.map(([hex, character]) => `<${hex}> <${utf16(character)}>`);
    lists.push(`${some.length} beginbfchar`, ...lines, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CMapName /DEVEXP def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...lists,
    'endcmap',
    'end',
    'end',
  ].join('\n');
}

function hexString(text: string): string {
  return `<FEFF${utf16(text)}>`;
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0'),
  ).join('');
}

/** Collects the parts of a file and the positions of its objects. */
class PortalFile {
  readonly #parts: Buffer[] = [];
  readonly #places = new Map<number, number>();
  #length = 0;

  constructor() {
    this.#add(Buffer.from('%PDF-1.4\r\n%\xA2\xA3\x8F\x93\r\n', 'latin1'));
  }

  object(number: number | undefined, body: string): void {
    this.#begin(number);
    this.#add(Buffer.from(`${body}\r\nendobj\r\n`, 'latin1'));
  }

  stream(number: number | undefined, entries: string, data: Buffer): void {
    this.#stream(number, `${entries} /Filter /FlateDecode`, data);
  }

  plainStream(number: number, entries: string, data: string): void {
    this.#stream(number, entries, Buffer.from(data, 'latin1'));
  }

  end(catalog: number, info: number): Buffer {
    const start = this.#length;
    const size = Math.max(...this.#places.keys()) + 1;
    const lines = Array.from({ length: size - 1 }, (_, index) => {
      const place = this.#places.get(index + 1) ?? 0;
      return `${String(place).padStart(10, '0')} 00000 n\r\n`;
    });
    const id = '<8E91579A21C3A39E50C191728C541241>';
    const table = `xref\r\n0 ${size}\r\n0000000000 65535 f\r\n${lines.join('')}`;
    const trailer = `trailer\r\n<</Size ${size} /Info ${info} 0 R /ID [${id} ${id}] /Root ${catalog} 0 R >>\r\n`;
    this.#add(Buffer.from(`${table}${trailer}startxref\r\n${start}\r\n%%EOF\r\n`, 'latin1'));
    return Buffer.concat(this.#parts);
  }

  #stream(number: number | undefined, entries: string, data: Buffer): void {
    this.#begin(number);
    this.#add(Buffer.from(`<<${entries.trim()} /Length ${data.length} >>\r\nstream\r\n`, 'latin1'));
    this.#add(data);
    this.#add(Buffer.from('\r\nendstream\r\n\r\nendobj\r\n', 'latin1'));
  }

  #begin(number: number | undefined): void {
    if (number === undefined || this.#places.has(number)) {
      throw new Error(`Object ${number ?? '?'} has no number of its own`);
    }
    this.#places.set(number, this.#length);
    this.#add(Buffer.from(`${number} 0 obj\r\n`, 'latin1'));
  }

  #add(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
  }
}
