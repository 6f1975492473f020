import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { engineReaderOf } from '../../tests/helpers/engine-reader';
import { readDirectly, readExport } from './read-export';

const FIXTURES = join(import.meta.dirname, '../../tests/fixtures');
const NAMES = ['clienti-8-pages', 'clienti-8-pages-later', 'clienti-9-pages'] as const;

interface Truth {
  readonly pages: number;
  readonly printed: number;
  readonly customers: readonly unknown[];
}

type Read = (path: string) => ReturnType<typeof readDirectly>;

const WAYS: Readonly<Record<string, Read>> = {
  'from its content streams, by its cells': (path) => readDirectly(readFileSync(path), {}, 'drawing'),
  'from its content streams, by its texts': (path) => readDirectly(readFileSync(path), {}, 'texts'),
  'with the PDF engine, by its cells': async (path) => (await engineReaderOf(path))('drawing'),
  'with the PDF engine, by its texts': async (path) => (await engineReaderOf(path))('texts'),
};

/** The portal's form has sums; another writer's form has a count below the table and no sums. */
const FORMS = [
  { form: 'as the portal writes it', folder: '', sums: { printed: 6, verified: 6 } },
  { form: 'of another writer', folder: 'other-writer', sums: { printed: 0, verified: 0 } },
] as const;

/** Whether only the lab runs a case: the engine takes seconds, and "later" has no new columns. */
const isTooLong = (name: string, way: string): boolean =>
  process.env['LAB'] !== 'exports' && name.endsWith('later') && way.includes('engine');

const CASES = FORMS.flatMap(({ form, folder, sums }) =>
  NAMES.flatMap((name) =>
    Object.entries(WAYS).map(([way, read]) => ({ name, form, folder, sums, way, read })),
  ),
).filter(({ name, way }) => !isTooLong(name, way));

test.each(CASES)('the reader reads $name $form exactly $way', async ({ name, folder, sums, read }) => {
  const truth = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as Truth;
  const result = await read(join(FIXTURES, folder, `${name}.pdf`));
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  expect(result.value.pages).toBe(truth.pages);
  expect(result.value.declaredCount).toBe(truth.printed);
  expect(result.value.sums).toEqual(sums);
  expect(result.value.customers).toEqual(truth.customers);
  expect(result.value.warnings).toEqual([]);
});

test('the samples refer back further than their headers declare, as the portal does', () => {
  const pdf = readFileSync(join(FIXTURES, 'clienti-8-pages.pdf'));
  const at = pdf.lastIndexOf('stream\r\n', pdf.lastIndexOf('endstream') - 1) + 'stream\r\n'.length;
  const packed = pdf.subarray(at, pdf.lastIndexOf('endstream'));
  expect(packed.subarray(0, 2).toString('hex')).toBe('5885');
  expect(() => inflateSync(packed, { windowBits: 0 })).toThrow('invalid distance too far back');
});

test('the reader detects damage in a stream whose header declares too small a window', async () => {
  const pdf = readFileSync(join(FIXTURES, 'clienti-8-pages.pdf'));
  const sumAt = pdf.indexOf('\r\nendstream', pdf.indexOf('/Contents')) - 1;
  pdf.writeUInt8(pdf.readUInt8(sumAt) ^ 1, sumAt);
  expect(await readExport(pdf)).toMatchObject({ ok: false, error: { code: 'UNREADABLE_PDF' } });
});
