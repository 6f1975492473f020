/**
 * The form of the file itself (export-pdf.md, The file), compared with a sample of the portal's
 * producer.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readObjects, type FileObject } from '../../../tests/helpers/demo/pdf-reader';
import { EIGHT_PAGES } from '../customers/columns';
import type { DemoCustomer } from '../customers/customer-record';
import { demoCustomers } from '../customers/customers';
import { seededRandom } from '../customers/random';
import { DEMO_DEFAULTS } from '../options';
import { drawReport } from './pdf';
import { pack } from './pdf-objects';
import { customersReport } from './reports';

const fixtures = resolve(import.meta.dirname, '../../../tests/fixtures');

/** Masks the parts that differ between files: lengths, glyphs, dates. */
function form({ number, dictionary, stream }: FileObject): string {
  const same = dictionary
    .replace(/\/(Length1?|N) \d+/g, '/$1 #')
    .replace(/\/W \[.*?\]\]/, '/W #')
    .replace(/\/FontBBox \[[^\]]*\]/, '/FontBBox #')
    .replace(/\(D:\d+/g, '(D:#');
  return `${number} ${same}${stream === null ? '' : 'stream'}`;
}

let pdf: Buffer;
let objects: readonly FileObject[];

beforeAll(async () => {
  const rows = demoCustomers({ seed: 1, exportNumber: 1 });
  pdf = await drawReport(customersReport(rows, DEMO_DEFAULTS, 'it'));
  objects = readObjects(pdf);
});

const packed = (): readonly (FileObject & { readonly stream: Buffer })[] =>
  objects.flatMap((object) =>
    object.stream !== null && object.dictionary.includes('/FlateDecode')
      ? [{ ...object, stream: object.stream }]
      : [],
  );

describe('the file of an export', () => {
  it("has the sample's objects with their numbers and in its order", async () => {
    const sample = readFileSync(resolve(fixtures, 'clienti-8-pages.pdf'));
    const { customers } = JSON.parse(readFileSync(resolve(fixtures, 'clienti-8-pages.json'), 'utf8')) as {
      customers: DemoCustomer[];
    };
    const drawn = await drawReport(
      customersReport(customers, { ...DEMO_DEFAULTS, strips: EIGHT_PAGES }, 'it'),
    );
    expect(readObjects(drawn).map(form)).toEqual(readObjects(sample).map(form));
    const ending = (file: Buffer): string => file.toString('latin1').replace(/^[\s\S]*?trailer/, '');
    const masked = (file: Buffer): string =>
      ending(file)
        .replace(/<[0-9A-F]{32}>/g, '<#>')
        .replace(/startxref\r\n\d+/, 'startxref\r\n#');
    expect(masked(drawn)).toBe(masked(sample));
    expect(drawn.subarray(0, 17)).toEqual(sample.subarray(0, 17));
  });

  it('states the right position of each object', () => {
    const file = pdf.toString('latin1');
    const [, startsAt] = /startxref\r\n(\d+)\r\n%%EOF\r\n$/.exec(file) ?? [];
    const table = file.slice(Number(startsAt)).split('trailer')[0] ?? '';
    const [head, size, first, ...entries] = table.split('\r\n').filter((line) => line !== '');
    expect([head, size, first]).toEqual(['xref', `0 ${objects.length + 1}`, '0000000000 65535 f']);
    expect(entries).toHaveLength(objects.length);
    for (const [index, entry] of entries.entries()) {
      expect(entry).toMatch(/^\d{10} 00000 n$/);
      expect(file.startsWith(`${index + 1} 0 obj\r\n`, Number(entry.slice(0, 10)))).toBe(true);
    }
  });

  it('has 260 packed streams, all with the header 58 85 and a right checksum', () => {
    expect(packed()).toHaveLength(260);
    for (const { stream, dictionary } of packed()) {
      expect(stream.subarray(0, 2).toString('hex')).toBe('5885');
      expect(dictionary).toContain(`/Length ${stream.length} `);
      expect(inflateSync(stream, { windowBits: 15 }).length).toBeGreaterThan(0);
      const damaged = Buffer.from(stream);
      damaged.writeUInt8(255 - damaged.readUInt8(damaged.length - 1), damaged.length - 1);
      expect(() => inflateSync(damaged, { windowBits: 15 })).toThrow('incorrect data check');
    }
  });

  it('is refused by a decoder that takes the 8 kB window from the header', () => {
    const refused = packed().filter(({ stream }) => {
      try {
        // 0 takes the window size from the header.
        inflateSync(stream, { windowBits: 0 });
        return false;
      } catch (error) {
        expect(String(error)).toContain('invalid distance too far back');
        return true;
      }
    });
    // The decoder refuses all pages with texts except the shortest pages.
    expect(refused.length).toBeGreaterThan(200);
  });

  it('has every page in one line, with numbers of up to nine decimals', () => {
    const contents = packed()
      .map(({ stream }) => inflateSync(stream, { windowBits: 15 }).toString('latin1'))
      .filter((text) => text.startsWith(' q 0 0 612 792 re W n 1 1 1 rg 0 0 612 792 re f Q'));
    expect(contents).toHaveLength(256);
    expect(contents.some((text) => /[\r\n]/.test(text))).toBe(false);
    const decimals = contents.flatMap((text) =>
      [...text.matchAll(/\.(\d+)/g)].map(([, digits = '']) => digits.length),
    );
    expect(decimals.reduce((most, length) => Math.max(most, length), 0)).toBe(9);
  });
});

it('a repetition 12 kB later needs the whole window', () => {
  const random = seededRandom('far');
  const data = Buffer.from(Array.from({ length: 12_000 }, () => random.below(256)));
  const far = Buffer.concat([data, data.subarray(0, 200)]);
  const stream = pack(far);
  expect(inflateSync(stream, { windowBits: 15 })).toEqual(far);
  // From a larger output buffer, zlib could copy the repetition without needing the window.
  expect(() => inflateSync(stream, { windowBits: 0, chunkSize: 1024 })).toThrow(
    'invalid distance too far back',
  );
});
