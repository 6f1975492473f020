import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { unwrapWoff } from './sfnt';

const WOFF = readFileSync(
  createRequire(import.meta.url).resolve('@fontsource/tinos/files/tinos-latin-400-normal.woff'),
);

const TEXT = 'Àè È perché ’t Ufficio & C. s.r.l. 1.234,50 €';

test('an unwrapped font measures and draws like the wrapped one', () => {
  const drawn = (font: Buffer): readonly unknown[] => {
    const document = new PDFDocument({ font: '' }).font(font, 10);
    const { subset } = (document as unknown as { _font: { subset: { encode(): Uint8Array } } })._font;
    const width = document.widthOfString(TEXT);
    document.text(TEXT);
    return [width, Buffer.from(subset.encode())];
  };
  expect(drawn(unwrapWoff(WOFF))).toEqual(drawn(WOFF));
});

test('an unwrapped font keeps the checksum of every table (OpenType, Calculating Checksums)', () => {
  const sfnt = unwrapWoff(WOFF);
  const count = sfnt.readUInt16BE(4);
  expect(count).toBe(WOFF.readUInt16BE(12));
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const [checksum, offset, length] = [4, 8, 12].map((place) => sfnt.readUInt32BE(at + place)) as [
      number,
      number,
      number,
    ];
    let sum = 0;
    for (let place = offset; place < offset + length; place += 4) {
      sum = (sum + sfnt.readUInt32BE(place)) >>> 0;
    }
    const tag = sfnt.toString('latin1', at, at + 4);
    // The checksum of `head` excludes the sum of the whole file, which is stored in it.
    expect([tag, sum]).toEqual([
      tag,
      tag === 'head' ? (checksum + sfnt.readUInt32BE(offset + 8)) >>> 0 : checksum,
    ]);
  }
});

test('other files than WOFF are refused', () => {
  expect(() => unwrapWoff(unwrapWoff(WOFF))).toThrow('not a WOFF');
});
