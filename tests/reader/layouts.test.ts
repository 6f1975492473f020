import { expect, test } from 'vitest';
import type { DemoLanguage, DemoStrips } from '../../main/demo/columns';
import { EIGHT_PAGES, NINE_PAGES, stripsOf } from '../../main/demo/columns';
import { demoCustomers } from '../../main/demo/customers';
import { exportPdf } from '../../main/demo/export';
import type { DemoOptions } from '../../main/demo/options';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import { drawReport } from '../../main/demo/pdf';
import { printedRows } from '../../main/demo/printed-rows';
import { ordersReport } from '../../main/demo/reports';
import { readDirectly, readExport, readWithEngine } from '../../main/pdf/read-export';
import type { ExportReading } from '../../preload/contract';

const COUNT = 100;

async function readDrawn(
  options: Partial<DemoOptions>,
  language: DemoLanguage = 'it',
): Promise<{ reading: ExportReading; truth: ReturnType<typeof demoCustomers> }> {
  const whole = { ...DEMO_DEFAULTS, count: COUNT, ...options };
  const pdf = await exportPdf(whole, language, 1);
  const result = await readDirectly(pdf);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  // The general way, through a PDF engine by the texts' positions, must say the same.
  expect(await readWithEngine(pdf, {}, 'texts')).toEqual(result);
  expect(await readWithEngine(pdf, {}, 'drawing')).toEqual(result);
  return {
    reading: result.value,
    truth: demoCustomers({ seed: whole.seed, count: whole.count, exportNumber: 1 }),
  };
}

const ALL_FIELDS = EIGHT_PAGES.flat();

const LAYOUTS: readonly (readonly [string, DemoStrips])[] = [
  ['eight pages a cycle', EIGHT_PAGES],
  ['nine pages a cycle', NINE_PAGES],
  ['the columns the other way round', stripsOf([...ALL_FIELDS].reverse())],
  ['the ID in the middle', stripsOf([...ALL_FIELDS.slice(5), ...ALL_FIELDS.slice(0, 5)])],
];

for (const language of ['it', 'en'] as const) {
  test.each(LAYOUTS)(`reads every field exactly with %s, in ${language}`, async (_name, strips) => {
    const { reading, truth } = await readDrawn({ strips, seed: 7, numberSecondSales: true }, language);
    expect(reading.customers).toEqual(truth);
    expect(reading.warnings).toEqual([]);
    expect(reading.declaredCount).toBe(COUNT);
  });
}

test('leaves out the keys of columns that are hidden, and says which', async () => {
  const hidden = ['pec', 'salesCents'] as const;
  const strips = stripsOf(ALL_FIELDS.filter((field) => !hidden.some((name) => name === field)));
  const { reading, truth } = await readDrawn({ strips });
  const expected = truth.map((customer) => {
    const entries = Object.entries(customer).filter(([field]) => !hidden.some((name) => name === field));
    return Object.fromEntries(entries);
  });
  expect(reading.customers).toEqual(expected);
  expect(reading.warnings).toEqual(hidden.map((field) => ({ code: 'MISSING_OPTIONAL_COLUMN', field })));
});

test('drops later rows with a known ID, though Count= counts them', async () => {
  const { reading, truth } = await readDrawn({ duplicateRows: 2 });
  expect(reading.customers).toEqual(truth);
  expect(reading.declaredCount).toBe(COUNT + 2);
  const codes = reading.warnings.map(({ code }) => code);
  expect(codes.filter((code) => code === 'DUPLICATE_ID')).toHaveLength(2);
});

test('refuses an export whose total differs from its rows', async () => {
  const pdf = await exportPdf({ ...DEMO_DEFAULTS, count: COUNT }, 'it', 1, 3);
  expect(await readExport(pdf)).toMatchObject({
    ok: false,
    error: { code: 'COUNT_MISMATCH', details: { declared: COUNT + 3, read: COUNT } },
  });
});

test('refuses an export without the columns ID or NOME', async () => {
  for (const field of ['id', 'name'] as const) {
    const strips = stripsOf(ALL_FIELDS.filter((name) => name !== field));
    const pdf = await exportPdf({ ...DEMO_DEFAULTS, count: 20, strips }, 'it', 1);
    expect(await readExport(pdf)).toMatchObject({ ok: false, error: { code: 'MISSING_COLUMN' } });
  }
});

test('knows another report by its columns, however many pages it has', async () => {
  const rows = printedRows({ ...DEMO_DEFAULTS, count: 120 }, 1);
  expect(await readExport(await drawReport(ordersReport(rows, 'it')))).toMatchObject({
    ok: false,
    error: { code: 'WRONG_REPORT' },
  });
});

test.each([
  ['an empty file', Buffer.alloc(0), 'NOT_A_PDF'],
  ['a web page', Buffer.from('<!doctype html><html><body>Errore</body></html>'), 'NOT_A_PDF'],
  ['nothing but a PDF header', Buffer.from('%PDF-1.4\n%%EOF\n'), 'UNREADABLE_PDF'],
])('refuses %s', async (_name, bytes, code) => {
  expect(await readExport(bytes)).toMatchObject({ ok: false, error: { code } });
});

test('refuses a file that is cut off, wherever', async () => {
  const pdf = await exportPdf({ ...DEMO_DEFAULTS, count: 60 }, 'it', 1);
  for (const share of [0.1, 0.5, 0.9, 0.999]) {
    const cut = pdf.subarray(0, Math.floor(pdf.length * share));
    expect(await readExport(cut)).toMatchObject({ ok: false, error: { code: 'INCOMPLETE_EXPORT' } });
  }
});

test('tells how many customers it has read, with the total from the start, and stops when told to', async () => {
  const pdf = await exportPdf({ ...DEMO_DEFAULTS, count: COUNT }, 'it', 1);
  const told: (readonly [number, number | null])[] = [];
  const stop = new AbortController();
  const result = await readExport(pdf, {
    signal: stop.signal,
    onProgress(read, expected) {
      told.push([read, expected]);
      stop.abort();
    },
  });
  expect(told).toHaveLength(1);
  expect(told[0]?.[1]).toBe(COUNT);
  expect(told[0]?.[0]).toBeGreaterThan(30);
  expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
});
