import { deflateSync, inflateSync } from 'node:zlib';
import type { SeededRandom } from '../../../main/demo/customers/random';

/** Creates a damaged or hostile file from a good one. */
export type Mutation = (pdf: Buffer, random: SeededRandom) => Buffer;

/** Accidental damage and hostile changes of the bytes or the objects of a file. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flipBytes: (pdf, random) => {
    const out = Buffer.from(pdf);
    for (let flips = random.pick([1, 1, 2, 5, 40]); flips > 0; flips -= 1) {
      const at = random.below(out.length);
      out[at] = (out[at] ?? 0) ^ (1 << random.below(8));
    }
    return out;
  },
  flipStructure: (pdf, random) => {
    const out = Buffer.from(pdf);
    const outside = outsideStreams(pdf);
    for (let flips = random.pick([1, 1, 2, 5]); flips > 0; flips -= 1) {
      const [start, end] = random.pick(outside);
      const at = start + random.below(Math.max(1, end - start));
      out[at] = random.chance(50) ? (out[at] ?? 0) ^ (1 << random.below(8)) : 48 + random.below(10);
    }
    return out;
  },
  truncate: (pdf, random) => pdf.subarray(0, random.below(pdf.length)),
  truncateKeepingEnd: (pdf, random) => {
    const end = pdf.subarray(xrefOf(pdf));
    return Buffer.concat([pdf.subarray(0, random.below(pdf.length)), end]);
  },
  dropRange: (pdf, random) => {
    const at = random.below(pdf.length);
    return Buffer.concat([pdf.subarray(0, at), pdf.subarray(at + random.between(1, 4_000))]);
  },
  insertRange: (pdf, random) => {
    const at = random.below(pdf.length);
    const more = random.chance(50)
      ? Buffer.from(Array.from({ length: random.between(1, 200) }, () => random.below(256)))
      : pdf.subarray(random.below(pdf.length)).subarray(0, random.between(1, 4_000));
    return Buffer.concat([pdf.subarray(0, at), more, pdf.subarray(at)]);
  },
  dropObject: (pdf, random) => {
    const { start, end } = random.pick(objectsOf(pdf));
    return Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)]);
  },
  swapBodies: (pdf, random) => {
    const objects = objectsOf(pdf);
    const [one, other] = [random.pick(objects), random.pick(objects)].sort((a, b) => a.start - b.start);
    if (one === undefined || other === undefined || one === other) {
      return pdf;
    }
    return Buffer.concat([
      pdf.subarray(0, one.body),
      pdf.subarray(other.body, other.end),
      pdf.subarray(one.end, other.body),
      pdf.subarray(one.body, one.end),
      pdf.subarray(other.end),
    ]);
  },
  renumber: (pdf, random) => {
    const objects = objectsOf(pdf);
    const [one, other] = [random.pick(objects), random.pick(objects)];
    return replaceAt(pdf, one.start, one.body, `${other.number} 0 obj`);
  },
  swapReferences: (pdf, random) => {
    const found = referencesOf(pdf);
    const [one, other] = [random.pick(found), random.pick(found)].sort((a, b) => a.start - b.start);
    if (one === undefined || other === undefined || one === other) {
      return pdf;
    }
    const swapped = replaceAt(pdf, other.start, other.end, one.text);
    return replaceAt(swapped, one.start, one.end, other.text);
  },
  redirectReference: (pdf, random) => {
    const found = referencesOf(pdf);
    const [one, other] = [random.pick(found), random.pick(found)];
    return replaceAt(pdf, one.start, one.end, other.text);
  },
  dropReference: (pdf, random) => {
    const { start, end } = random.pick(referencesOf(pdf));
    return replaceAt(pdf, start, end, '');
  },
  breakXref: (pdf, random) => {
    const at = xrefOf(pdf);
    const xref = pdf.subarray(at).toString('latin1');
    const broken = random.pick([
      xref.replace(/\d{10}/g, '0000000000'),
      xref.replace(/startxref(\r?\n)\d+/, `startxref$1${random.digits(random.between(1, 18))}`),
      xref.replace(/trailer[\s\S]*?startxref/, 'startxref'),
      xref.replace(/^xref(\r?\n)\d+ \d+/, (_, end: string) => `xref${end}0 99999999999`),
      '%%EOF\n',
    ]);
    return Buffer.concat([pdf.subarray(0, at), Buffer.from(broken, 'latin1')]);
  },
  hostileNumber: (pdf, random) => {
    const outside = outsideStreams(pdf);
    const [start, end] = random.pick(outside);
    const numbers = [
      ...pdf
        .subarray(start, end)
        .toString('latin1')
        .matchAll(/-?\d+(\.\d+)?/g),
    ];
    if (numbers.length === 0) {
      return pdf;
    }
    const one = random.pick(numbers);
    const hostile = random.pick([
      '-1',
      '0',
      '1e400',
      '4294967296',
      '99999999999999999999',
      '-0.0000001',
      '2147483647',
    ]);
    return replaceAt(pdf, start + one.index, start + one.index + one[0].length, hostile);
  },
  nesting: (pdf, random) => {
    const { body } = random.pick(objectsOf(pdf));
    const deep = random.pick(['[', '<<', '<</A ', '(']).repeat(random.pick([100, 10_000, 400_000]));
    return Buffer.concat([pdf.subarray(0, body), Buffer.from(` ${deep}`), pdf.subarray(body)]);
  },
  bomb: (pdf, random) => replaceStream(pdf, random, bombOf(random)),
  bombInAll: (pdf, random) => {
    const bomb = random.chance(50) ? bombOf(random, 8 * 1024 * 1024) : bombOf(random);
    if (bomb.length > 1024 * 1024) {
      return replaceStream(pdf, random, bomb);
    }
    let out = pdf;
    for (let number = streamsOf(pdf).length - 1; number >= 0; number -= 1) {
      out = replaceStream(out, random, bomb, number);
    }
    return out;
  },
  objectStreamBomb: (pdf, random) => {
    const zeros = deflated('\0', 400 * 1024 * 1024);
    const type = random.pick(['/Type /ObjStm /N 100 /First 800', '/Type /XRef /Size 100 /W [1 2 1]']);
    const head = `\n9999 0 obj\n<< ${type} /Filter /FlateDecode /Length ${zeros.length} >>\nstream\n`;
    const at = xrefOf(pdf);
    const bomb = Buffer.concat([Buffer.from(head), zeros, Buffer.from('\nendstream\nendobj\n')]);
    return Buffer.concat([pdf.subarray(0, at), bomb, pdf.subarray(at)]);
  },
  /** Repacks some streams under one of {@link HEADERS}, without damage to the data. */
  repack: (pdf, random) =>
    replaceStreams(pdf, (data) => {
      const bytes = inflated(data);
      return bytes === null || random.chance(50)
        ? data
        : underHeader(deflateSync(bytes, { level: random.pick([1, 6, 9]) }), random.pick(HEADERS));
    }),
  /** Replaces a stream's header, mostly with one of {@link HEADERS}, and keeps the data. */
  otherHeader: (pdf, random) => {
    const [start] = random.pick(packedStreamsOf(pdf));
    const out = Buffer.from(pdf);
    out.set(random.chance(80) ? random.pick(HEADERS) : [random.below(256), random.below(256)], start);
    return out;
  },
  /** Damages the checksum at a stream's end, and no other data. */
  wrongSum: (pdf, random) => {
    const [, end] = random.pick(packedStreamsOf(pdf));
    const out = Buffer.from(pdf);
    // A line end of one or two bytes precedes the end of the stream.
    const sumEnd = end - (out.subarray(end - 2, end).toString('latin1') === '\r\n' ? 2 : 1);
    const at = sumEnd - random.between(1, 4);
    out[at] = (out[at] ?? 0) ^ (1 << random.below(8));
    return out;
  },
  pageLoop: (pdf, random) => {
    const text = pdf.toString('latin1');
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(text);
    const parent = /(\d+) 0 obj\s*<<[^>]*\/Type\s*\/Pages\b/.exec(text);
    if (kids === null || parent === null) {
      return pdf;
    }
    const loop = `/Kids [${`${parent[1] ?? 1} 0 R `.repeat(random.pick([1, 2, 50]))}]`;
    return replaceAt(pdf, kids.index, kids.index + kids[0].length, loop);
  },
};

interface FileObject {
  readonly number: number;
  readonly start: number;
  /** The position after `obj`. */
  readonly body: number;
  readonly end: number;
}

function objectsOf(pdf: Buffer): readonly FileObject[] {
  const found = pdf.toString('latin1').matchAll(/\b(\d+) 0 obj\b[\s\S]*?\bendobj\b/g);
  const objects = Array.from(found, (match): FileObject => ({
    number: Number(match[1]),
    start: match.index,
    body: match.index + `${match[1] ?? ''} 0 obj`.length,
    end: match.index + match[0].length,
  }));
  return objects.length > 0 ? objects : [{ number: 1, start: 0, body: 0, end: pdf.length }];
}

interface Reference {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the references to objects, or an empty reference at the file's start without any. */
function referencesOf(pdf: Buffer): readonly Reference[] {
  const found = Array.from(
    pdf.toString('latin1').matchAll(/\b\d+ 0 R\b/g),
    ({ 0: text, index }): Reference => ({
      start: index,
      end: index + text.length,
      text,
    }),
  );
  return found.length > 0 ? found : [{ start: 0, end: 0, text: '' }];
}

/** Returns the start of the last cross-reference table; 0 without one. */
function xrefOf(pdf: Buffer): number {
  return Math.max(pdf.lastIndexOf('\nxref\n'), pdf.lastIndexOf('\nxref\r\n')) + 1;
}

type Range = readonly [start: number, end: number];

/** Returns the positions of all data between `stream` with its line end and `endstream`. */
function streamsOf(pdf: Buffer): readonly Range[] {
  const streams: Range[] = [];
  for (let at = pdf.indexOf('stream'); at !== -1; at = pdf.indexOf('stream', at)) {
    at += 'stream'.length;
    at += pdf[at] === 13 && pdf[at + 1] === 10 ? 2 : 1;
    const end = pdf.indexOf('endstream', at);
    if (end === -1) {
      break;
    }
    streams.push([at, end]);
    at = end + 'endstream'.length;
  }
  return streams;
}

/** Returns the undamaged packed streams, or the first bytes of the file if there are none. */
function packedStreamsOf(pdf: Buffer): readonly Range[] {
  const found = streamsOf(pdf).filter(([start, end]) => inflated(pdf.subarray(start, end)) !== null);
  return found.length > 0 ? found : [[0, Math.min(8, pdf.length)]];
}

/** Inflates with the largest window, whatever the header says; `null` for other or bad data. */
function inflated(data: Buffer): Buffer | null {
  try {
    return inflateSync(data, { windowBits: 15, maxOutputLength: 64 * 1024 * 1024 });
  } catch {
    return null;
  }
}

/** Zlib headers with a window of 8 kB (the portal's), 32 kB (the usual one) and 512 bytes. */
const HEADERS = [
  [0x58, 0x85],
  [0x78, 0x9c],
  [0x18, 0x95],
] as const;

function underHeader(data: Buffer, header: readonly number[]): Buffer {
  data.set(header);
  return data;
}

function replaceStreams(pdf: Buffer, change: (data: Buffer) => Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const [start, end] of streamsOf(pdf)) {
    const data = pdf.subarray(start, end);
    const changed = change(data);
    const head = pdf.subarray(from, start).toString('latin1');
    const last = head.lastIndexOf('/Length ');
    const length = head.slice(last).replace(/^\/Length \d+/, `/Length ${changed.length}`);
    parts.push(Buffer.from(changed === data ? head : head.slice(0, last) + length, 'latin1'), changed);
    parts.push(changed === data ? Buffer.alloc(0) : Buffer.from('\r\n'));
    from = end;
  }
  return Buffer.concat([...parts, pdf.subarray(from)]);
}

function outsideStreams(pdf: Buffer): readonly Range[] {
  const streams = streamsOf(pdf);
  return [[0, 0] as const, ...streams].map(([, from], index) => [from, streams[index]?.[0] ?? pdf.length]);
}

const known = new Map<string, Buffer>();

/** Caches its results, because deflating hundreds of megabytes takes seconds. */
function deflated(pattern: string, size: number): Buffer {
  const key = `${pattern} ${size}`;
  const bomb = known.get(key) ?? deflateSync(Buffer.alloc(size, pattern), { level: 1 });
  known.set(key, bomb);
  return bomb;
}

/** Returns packed data that grow a thousandfold when they are inflated. */
function bombOf(random: SeededRandom, size = random.pick([30, 60, 200]) * 1024 * 1024): Buffer {
  const pattern = random.pick([
    '\0',
    'q ',
    '0 0 9 9 re f ',
    'BT (a) Tj ET ',
    '[[',
    '<41',
    '/F1 9 Tf BT 1 0 0 1 80 700 Tm <0001> Tj ET\n',
  ]);
  return deflated(pattern, size);
}

function replaceStream(pdf: Buffer, random: SeededRandom, data: Buffer, number?: number): Buffer {
  const streams = streamsOf(pdf);
  if (streams.length === 0) {
    return pdf;
  }
  const [start, end] = streams[number ?? random.below(streams.length)] ?? [0, 0];
  return Buffer.concat([pdf.subarray(0, start), data, Buffer.from('\n'), pdf.subarray(end)]);
}

function replaceAt(pdf: Buffer, start: number, end: number, text: string): Buffer {
  return Buffer.concat([pdf.subarray(0, start), Buffer.from(text, 'latin1'), pdf.subarray(end)]);
}
