import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FIELD_NAMES, JANUARY_FIELDS } from './generator/fields';
import type { LayoutColumn } from './generator/layout';
import { portalColumn, portalLayout } from './generator/layout';
import { FEW_RECORDS, draw, readDrawn, shortRecords, unknownColumn } from './read-drawn';

const columnsOf = (fields: typeof FIELD_NAMES, language: 'it' | 'en' = 'it'): readonly LayoutColumn[] =>
  fields.map((field) => portalColumn(field, language));

test('streams that refer back further than declared are read', async () => {
  const layout = portalLayout();
  const { pdf } = await draw(layout, FEW_RECORDS);
  const packed = pdf
    .toString('latin1')
    .split('stream\r\n')
    .filter((part) => part.startsWith('\x58\x85'))
    .map((part) => Buffer.from(part, 'latin1'));
  const asPromised = (bytes: Buffer): Buffer => inflateSync(bytes, { windowBits: 0 });
  expect(packed.length).toBeGreaterThan(16);
  expect(() => packed.map(asPromised)).toThrow('invalid distance too far back');
  await readDrawn(layout);
});

const ORDERS: readonly (readonly [string, typeof FIELD_NAMES])[] = [
  ['in their own order', JANUARY_FIELDS],
  ['in reverse order, sales distinguished by their numbers', [...JANUARY_FIELDS].reverse()],
  ['with the ID in the middle', [...JANUARY_FIELDS.slice(5), ...JANUARY_FIELDS.slice(0, 5)]],
  ['with E-MAIL among them', FIELD_NAMES],
];

for (const language of ['it', 'en'] as const) {
  test.each(ORDERS)(`all columns are read %s, in ${language}`, async (_name, fields) => {
    const columns = columnsOf(fields, language).map((column) =>
      column.field === 'previousSales2Cents' ? { ...column, header: `${column.header} 2` } : column,
    );
    const { warnings, sums } = await readDrawn(portalLayout(columns));
    expect(warnings).toEqual([]);
    expect(sums).toEqual({ printed: 6, verified: 6 });
  });
}

test('an extra page in each cycle is read after a long value has moved a column', async () => {
  const layout = portalLayout(columnsOf(['id', 'accountNumber', 'name', 'vatNumber', 'pec', 'city']));
  const wide = 'm'.repeat(27);
  const records = shortRecords(60).map((record) => ({ ...record, name: wide, pec: wide, city: wide }));
  const longer = records.map((record, index) =>
    index === 7 ? { ...record, accountNumber: 'm'.repeat(29) } : record,
  );
  expect((await readDrawn(layout, records)).strips).toEqual([4, 2]);
  expect((await readDrawn(layout, longer)).strips).toEqual([2, 2, 2]);
});

test('hidden columns are left out and reported', async () => {
  const hidden = ['pec', 'salesCents'];
  const fields = JANUARY_FIELDS.filter((field) => !hidden.includes(field));
  const { customers, warnings } = await readDrawn(portalLayout(columnsOf(fields)));
  expect(customers[0]).not.toHaveProperty('pec');
  expect(customers[0]).not.toHaveProperty('salesCents');
  expect(customers[0]).not.toHaveProperty('email');
  expect(warnings).toEqual(hidden.map((field) => ({ code: 'MISSING_OPTIONAL_COLUMN', field })));
});

test('a customer with ID 0 is kept', async () => {
  const records = FEW_RECORDS.slice(0, 30).map((record, index) =>
    index === 0 ? { ...record, id: '0' } : record,
  );
  const { customers } = await readDrawn(portalLayout(), records);
  expect(customers[0]?.id).toBe('0');
});

test.each([
  ['in other cases', (caption: string) => caption.toLowerCase()],
  ['without accents', (caption: string) => caption.replace('À', 'A')],
  [
    'with colons and none',
    (caption: string) => (caption.endsWith(':') ? caption.slice(0, -1) : `${caption} :`),
  ],
  [
    'with other apostrophes',
    (caption: string) => caption.replace(/['’]/g, (one) => (one === "'" ? '’' : "'")),
  ],
  ['with other blanks', (caption: string) => caption.replace(/ /g, '\u00a0').replace('-', ' ')],
] as const)('captions %s are recognised', async (_name, written) => {
  const columns = columnsOf(FIELD_NAMES).map((column) => ({ ...column, header: written(column.header) }));
  expect((await readDrawn(portalLayout(columns), FEW_RECORDS.slice(0, 30))).warnings).toEqual([]);
});

const BASE = columnsOf(['id', 'name', 'city', 'salesCents']);

test('a column with a similar caption is taken for the field if its values fit, with a warning', async () => {
  const nearly: LayoutColumn = {
    ...portalColumn('postalCode'),
    header: 'LOGISTICS ADDRESS ZIP',
    nearly: 'LOGISTICS ADDRESS ZIP CODE',
  };
  const { customers, warnings } = await readDrawn(portalLayout([...BASE, nearly]));
  expect(customers[0]?.postalCode).toMatch(/^\d{5}$/);
  expect(warnings).toContainEqual({
    code: 'SIMILAR_COLUMN',
    field: 'postalCode',
    column: 'LOGISTICS ADDRESS ZIP',
    expected: 'LOGISTICS ADDRESS ZIP CODE',
  });
});

test('a column with a similar caption stays separate if its values do not fit', async () => {
  const layout = portalLayout([...BASE, unknownColumn('LOGISTICS ADDRESS ZIP')]);
  const { customers } = await readDrawn(layout, FEW_RECORDS, ({ id }) => `zona ${id ?? ''}`);
  expect(customers[0]).not.toHaveProperty('postalCode');
  expect(customers[0]?.other).toEqual({ 'LOGISTICS ADDRESS ZIP': `zona ${FEW_RECORDS[0]?.id ?? ''}` });
});

test.each([
  ['two columns could be one field', ['LOGISTICS ADDRESS ZIP', 'INDIRIZZO LOGISTICO'], '00184'],
  ['one column could be two fields', ['VENDITE PRECEDENTI'], '1,00 €'],
  ['the field has a column already', ['PARTITE IVA'], '01234567890'],
])('no caption is guessed where %s', async (_name, captions, text) => {
  const columns = [...BASE, portalColumn('vatNumber'), ...captions.map(unknownColumn)];
  const { customers } = await readDrawn(portalLayout(columns), FEW_RECORDS, () => text);
  expect(customers[0]?.other).toEqual(Object.fromEntries(captions.map((caption) => [caption, text])));
});

test('unknown columns are kept under their own captions, with empty cells, and reported', async () => {
  const layout = portalLayout([
    ...BASE,
    unknownColumn('FINE ESCLUSIVA'),
    unknownColumn('ZONA'),
    unknownColumn('ZONA'),
  ]);
  const { customers, warnings } = await readDrawn(layout, FEW_RECORDS, ({ id }, { header }) =>
    header === 'ZONA' ? `Nord ${id ?? ''}` : '',
  );
  const north = `Nord ${FEW_RECORDS[0]?.id ?? ''}`;
  expect(customers[0]?.other).toEqual({ 'FINE ESCLUSIVA': null, ZONA: north, 'ZONA 2': north });
  expect(warnings.filter(({ code }) => code === 'UNKNOWN_COLUMN').map(({ column }) => column)).toEqual([
    'FINE ESCLUSIVA',
    'ZONA',
    'ZONA 2',
  ]);
});
