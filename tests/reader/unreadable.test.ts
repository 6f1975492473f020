import { expect, test } from 'vitest';
import { seededRandom } from '../../main/demo/customers/random';
import { readDirectly, readExport } from '../../main/pdf/read-export';
import { readWithEngine } from '../../main/pdf/read-with-engine';
import { collectCustomers } from '../../main/pdf/records/customer-sink';
import type { CustomerField, ExportReading } from '../../preload/contract';
import { drawExport } from './generator/draw';
import { JANUARY_FIELDS } from './generator/fields';
import type { Layout } from './generator/layout';
import { portalColumn, portalLayout } from './generator/layout';
import { createSheet } from './generator/sheet';
import { shortRecords } from './read-drawn';

/** Returns an export in which `text` replaces a field of the first `odd` customers. */
async function exportWith(
  field: CustomerField,
  text: string,
  {
    customers = 20,
    odd = customers,
    fields = JANUARY_FIELDS,
    drawn = {},
  }: { customers?: number; odd?: number; fields?: readonly CustomerField[]; drawn?: Partial<Layout> } = {},
): Promise<Buffer> {
  const layout = { ...portalLayout(fields.map((one) => portalColumn(one))), ...drawn };
  const sheet = createSheet(shortRecords(customers), layout);
  const column = fields.indexOf(field);
  const rows = sheet.rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell, at) => (at === column && index < odd ? { ...cell, text } : cell)),
  }));
  return (await drawExport({ ...sheet, rows }, layout, seededRandom('odd'))).pdf;
}

/** Returns the reading, after checking that all three ways of reading agree. */
async function readAlike(pdf: Buffer): Promise<ExportReading> {
  const result = await readExport(pdf);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  expect(await readDirectly(pdf, {}, 'texts')).toEqual(result);
  expect(await collectCustomers((sink) => readWithEngine(pdf, sink))).toEqual(result);
  return result.value;
}

test.each<[CustomerField, string, string]>([
  ['salesCents', 'Studio dentistico', 'Aaaaaa aaaaaaaaaa'],
  ['salesCents', 'CHF 1.235,50', 'AAA 9.999,99'],
  ['previousOrderCount1', '12,5', '99,9'],
  ['lastOrderDate', '2025-12-31', '9999-99-99'],
])('a column %s of cells such as %s counts as a missing one', async (field, text, example) => {
  const { customers, warnings, sums } = await readAlike(await exportWith(field, text));
  expect(customers).toHaveLength(20);
  expect(customers.filter((customer) => field in customer)).toEqual([]);
  const column = portalColumn(field).header;
  expect(warnings).toEqual([{ code: 'UNREADABLE_COLUMN', field, column, example }]);
  expect(sums).toEqual({ printed: 6, verified: field === 'lastOrderDate' ? 6 : 5 });
});

test('an unreadable cell keeps the known value of that customer', async () => {
  const { customers, warnings } = await readAlike(
    await exportWith('lastOrderDate', 'n.d.', { odd: 1, customers: 40 }),
  );
  expect(customers.filter((customer) => !('lastOrderDate' in customer)).map(({ id }) => id)).toEqual(['1']);
  expect(warnings).toEqual([{ code: 'BAD_VALUE', field: 'lastOrderDate', row: 1 }]);
});

test('an unreadable column is left out of a large export too', async () => {
  const fields = ['id', 'name', 'salesCents', 'previousOrderCount1'] as const;
  const result = await readDirectly(
    await exportWith('salesCents', 'zero', { customers: 2_100, odd: 1_900, fields }),
  );
  const { customers = [], warnings = [], sums } = result.ok ? result.value : {};
  expect(customers).toHaveLength(2_100);
  expect(customers.some((customer) => 'salesCents' in customer)).toBe(false);
  expect(warnings.filter(({ code }) => code === 'UNREADABLE_COLUMN')).toHaveLength(1);
  expect(sums).toEqual({ printed: 2, verified: 1 });
});

test('an unreadable column does not refuse an export that only one way can read', async () => {
  const drawn: Partial<Layout> = { bytes: 'other', font: 'standard', text: 'whole', pageNumbers: true };

  const pdf = await exportWith('salesCents', 'n.d.', { drawn, customers: 2 });
  expect(await collectCustomers((sink) => readWithEngine(pdf, sink, {}, 'texts'))).toMatchObject({
    ok: false,
  });
  const result = await readExport(pdf);
  expect(result).toMatchObject({ ok: true, value: { sums: { printed: 6, verified: 5 } } });
});
