import { inflateSync, deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { readDirectly, readExport } from '../../main/pdf/read-export';
import { readWithEngine } from '../../main/pdf/read-with-engine';
import { collectCustomers } from '../../main/pdf/records/customer-sink';
import { portalColumn, portalLayout } from './generator/layout';
import { RECORDS, draw } from './read-drawn';

const NAMES = ['Studio Rossi-Bianchi', 'Zanfi', 'Studio Verdi'] as const;

/** Creates an export whose font shows one character but maps its glyph to another. */
async function exportWithFont(says: Readonly<Record<string, string>>): Promise<Buffer> {
  const fields = ['id', 'name', 'street', 'phone', 'salesCents'] as const;
  const records = RECORDS.slice(0, NAMES.length).map((record, index) => ({
    ...record,
    id: String(index + 1),
    name: NAMES[index] ?? '',
    street: 'Via XX Settembre 12-14',
    phone: '081-377080',
    salesCents: index === 0 ? -99_999 : 185_050,
  }));
  const { pdf } = await draw(portalLayout(fields.map((field) => portalColumn(field))), records);
  const document = await PDFDocument.load(pdf);
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of('Filter')) === undefined) {
      continue;
    }
    const map = inflateSync(object.contents, { windowBits: 15 }).toString('latin1');
    if (map.includes('begincmap')) {
      const changed = map.replace(/\[[^\]]*\]|(?<=<[\da-f]{4}> )<[\da-f]{4}>/gi, (characters) =>
        Object.entries(says).reduce(
          (text, [shown, mapped]) => text.replace(new RegExp(`<${hex(shown)}>`, 'gi'), `<${hex(mapped)}>`),
          characters,
        ),
      );
      expect(changed).not.toBe(map);
      const packed = deflateSync(Buffer.from(changed, 'latin1'));
      object.dict.set(PDFName.of('Length'), PDFNumber.of(packed.length));
      document.context.assign(ref, PDFRawStream.of(object.dict, packed));
    }
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** Returns the hexadecimal code of a character in a font's map; '' for an empty string. */
function hex(character: string): string {
  return character === '' ? '' : character.charCodeAt(0).toString(16).padStart(4, '0');
}

type Read = (pdf: Uint8Array) => ReturnType<typeof readDirectly>;

test.each<[string, Read]>([
  ['from its content streams', (pdf) => readDirectly(pdf)],
  ['with the PDF engine', (pdf) => collectCustomers((sink) => readWithEngine(pdf, sink))],
])('characters are read as they are seen, %s', async (_way, read) => {
  for (const hyphen of ['\u00ad', '\u2010', '\u2011']) {
    const result = await read(await exportWithFont({ '-': hyphen }));
    const [first] = result.ok ? result.value.customers : [];
    expect(first).toMatchObject({
      name: 'Studio Rossi-Bianchi',
      street: 'Via XX Settembre 12-14',
      phone: '081-377080',
      salesCents: -99_999,
    });
  }
  for (const nothing of ['\0', '\ufffd', '\ue001']) {
    const result = await read(await exportWithFont({ Z: nothing }));
    expect(result.ok && result.value.customers.map(({ name }) => name)).toEqual([
      NAMES[0],
      '\ufffdanfi',
      NAMES[2],
    ]);
    expect(result.ok && result.value.warnings.filter(({ code }) => code === 'UNREADABLE_TEXT')).toEqual([
      { code: 'UNREADABLE_TEXT', field: 'name', row: 2, id: '2' },
    ]);
  }
  for (const invisible of ['\u200b', '\u200d', '\u2060', '\ufeff', '\u200e']) {
    const result = await read(await exportWithFont({ V: invisible }));
    expect(result.ok && result.value.customers.map(({ name }) => name)).toEqual([
      NAMES[0],
      'Zanfi',
      'Studio erdi',
    ]);
  }
});

test('a glyph without a mapping counts as unreadable', async () => {
  const result = await readExport(await exportWithFont({ Z: '' }));
  const { customers = [], warnings = [] } = result.ok ? result.value : {};
  expect(customers[1]?.name).toBe('\ufffdanfi');
  expect(warnings).toContainEqual({ code: 'UNREADABLE_TEXT', field: 'name', row: 2, id: '2' });
});
