import { expect, test } from 'vitest';
import type { Result } from '../../main/base/result';
import { ok } from '../../main/base/result';
import { readExport } from '../../main/pdf/read-export';
import type { CustomerSink, ExportSummary } from '../../main/pdf/records/customer-sink';
import type { AppError, ExportReading, ExportedCustomer } from '../../preload/contract';
import type { Layout } from './generator/layout';
import { portalColumn, portalLayout } from './generator/layout';
import type { TotalPlan } from './generator/totals';
import { NO_TOTALS } from './generator/totals';
import { FEW_RECORDS, RECORDS, draw, readDrawn, shortRecords } from './read-drawn';

/** Returns a layout with five columns, of which the last two contain numbers, and these totals. */
function layoutWith(totals: Partial<TotalPlan> = {}): Layout {
  const fields = ['id', 'name', 'city', 'orderCount', 'salesCents'] as const;
  const layout = portalLayout(fields.map((field) => portalColumn(field)));
  return { ...layout, totals: { ...layout.totals, ...totals } };
}
const [CITY, SALES] = [2, 4];

test('the total row is not a customer on any strip of the last band', async () => {
  const { customers, strips, sums, declaredCount } = await readDrawn(portalLayout(), RECORDS);
  expect(strips.length).toBeGreaterThan(5);
  expect(customers).toHaveLength(RECORDS.length);
  expect(declaredCount).toBe(RECORDS.length);
  expect(sums).toEqual({ printed: 6, verified: 6 });
});

test.each([
  ['the count under another column', { count: CITY }],
  ['the count under a column of numbers', { count: SALES, sums: [3] }],
  ['the count below the table', { count: 'below' }],
  ['sums and no count', { count: 'nowhere' }],
  ['a count and no sums', { sums: [] }],
  ['a sum under one column, the highest value under another', { sums: [SALES], highest: [3] }],
  [
    'Italian words, the count under a column of numbers',
    { count: SALES, sums: [3], words: { count: 'Conteggio', sum: 'Somma' } },
  ],
  ['Italian words', { words: { count: 'Conteggio', sum: 'Somma' } }],
  ['German words', { words: { count: 'Anzahl', sum: 'Summe' } }],
  ['unknown words', { words: { count: 'Zeilen hier', sum: 'Alles' } }],
] as const)('totals with %s are understood', async (_name, totals) => {
  const { declaredCount, sums, warnings } = await readDrawn(layoutWith(totals));
  const isCounted = !('count' in totals && totals.count === 'nowhere');
  expect(declaredCount).toBe(isCounted ? FEW_RECORDS.length : null);
  expect(sums.verified).toBe(sums.printed);
  expect(warnings.some(({ code }) => code === 'NO_DECLARED_COUNT')).toBe(!isCounted);
});

test('an export without totals is read with a warning', async () => {
  const { warnings } = await readDrawn(layoutWith(NO_TOTALS), shortRecords(60));
  expect(warnings).toContainEqual({ code: 'NO_DECLARED_COUNT' });
});

test('the total row is found on separate pages', async () => {
  const layout = layoutWith();
  const records = shortRecords(47);
  const { pages, strips } = await draw(layout, records);
  expect(pages).toBe(2 * strips.length);
  expect(await readDrawn(layout, records)).toMatchObject({
    declaredCount: 47,
    sums: { printed: 2, verified: 2 },
  });
});

test('an export without customers and with zero totals is read', async () => {
  const { pdf } = await draw(layoutWith(), []);
  expect(await readExport(pdf)).toMatchObject({
    ok: true,
    value: { customers: [], declaredCount: 0, sums: { printed: 2, verified: 2 } },
  });
});

test('a count that differs from the rows is refused, wherever it is printed', async () => {
  for (const count of [0, CITY, SALES, 'below'] as const) {
    const { pdf } = await draw(layoutWith({ count, countOff: 1, sums: [] }));
    expect(await readExport(pdf)).toMatchObject({
      ok: false,
      error: { code: 'COUNT_MISMATCH', details: { declared: RECORDS.length + 1, read: RECORDS.length } },
    });
  }
});

test('a sum that is off by half a cent per row counts as rounding: five cents in 999 rows', async () => {
  const layout = layoutWith({ off: new Map([[SALES, 5]]) });
  const { pdf } = await draw(layout, shortRecords(999));
  expect(await readExport(pdf)).toMatchObject({ ok: true, value: { sums: { printed: 2, verified: 2 } } });
});

const WRONG = { off: new Map([[SALES, 5_000]]) };

test('a wrong sum is accepted if the other way of reading agrees, and its column is named', async () => {
  const { sums, warnings } = await readDrawn(layoutWith(WRONG));
  expect(sums).toEqual({ printed: 2, verified: 1 });
  expect(warnings).toContainEqual({ code: 'SUM_MISMATCH', field: 'salesCents', column: 'TIPO DI CLIENTE' });
});

/** Returns a replacement for the PDF engine that reads these customers from every file. */
function engineReturning(reading: ExportReading, customers: readonly ExportedCustomer[]) {
  return async (sink: CustomerSink): Promise<Result<ExportSummary, AppError>> => {
    await sink.begin();
    await sink.take(customers);
    return ok(reading);
  };
}

test('a wrong sum is refused if the other way of reading differs', async () => {
  const { pdf } = await draw(layoutWith(WRONG));
  const first = await readExport(pdf);
  if (!first.ok) {
    throw new Error(JSON.stringify(first.error));
  }
  const { customers } = first.value;
  const [customer, ...others] = customers;
  const changed = customer === undefined ? [] : [{ ...customer, salesCents: 7 }, ...others];
  for (const different of [changed, others, []]) {
    expect(await readExport(pdf, { engine: engineReturning(first.value, different) })).toMatchObject({
      ok: false,
      error: { code: 'SUM_MISMATCH', details: { column: 'TIPO DI CLIENTE', printed: 2, verified: 1 } },
    });
  }
  const otherOrder = customers.map(
    (one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as ExportedCustomer,
  );
  expect(await readExport(pdf, { engine: engineReturning(first.value, otherOrder) })).toEqual(first);
});

test('no second way of reading is used if all sums agree', async () => {
  const { pdf } = await draw(layoutWith());
  const engine = (): never => {
    throw new Error('No second reading is needed');
  };
  expect(await readExport(pdf, { engine })).toMatchObject({ ok: true });
});
