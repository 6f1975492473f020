import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import { OTHER_REPORTS, otherReport } from '../../main/demo/pdf/other-reports';
import { drawReport } from '../../main/demo/pdf/pdf';
import { printedRows } from '../../main/demo/pdf/printed-rows';
import { readDirectly, readExport } from '../../main/pdf/read-export';
import { readWithEngine } from '../../main/pdf/read-with-engine';
import { collectCustomers } from '../../main/pdf/records/customer-sink';
import type { CustomerField } from '../../preload/contract';
import { FIELD_NAMES } from './generator/fields';
import { portalColumn, portalLayout } from './generator/layout';
import { NO_TOTALS } from './generator/totals';
import { RECORDS, draw, unknownColumn } from './read-drawn';

test('an export without the columns ID or NOME is refused', async () => {
  for (const missing of ['id', 'name'] as const) {
    const fields = FIELD_NAMES.filter((field) => field !== missing);
    const { pdf } = await draw(
      portalLayout(fields.map((field) => portalColumn(field))),
      RECORDS.slice(0, 20),
    );
    expect(await readExport(pdf)).toMatchObject({ ok: false, error: { code: 'MISSING_COLUMN' } });
  }
});

test.each(OTHER_REPORTS)('the portal’s own %s is another report in any reading', async (name) => {
  const rows = printedRows({ ...DEMO_DEFAULTS, count: 120 }, 1);
  const pdf = await drawReport(otherReport(name, rows));
  const readings = [
    readExport(pdf),
    readDirectly(pdf, {}, 'texts'),
    collectCustomers((sink) => readWithEngine(pdf, sink, {}, 'drawing')),
    collectCustomers((sink) => readWithEngine(pdf, sink, {}, 'texts')),
  ];
  for (const result of await Promise.all(readings)) {
    expect(result).toMatchObject({ ok: false, error: { code: 'WRONG_REPORT' } });
  }
});

test.each<[string, readonly CustomerField[], string]>([
  ['ID and CITTÀ among columns of other names', ['id', 'city'], 'NOME'],
  ['ID and PROFILO CLIENTE', ['id', 'accountNumber'], 'NOME'],
  ['NOME and TELEFONO', ['name', 'phone'], 'ID'],
])('a customers list that shows only %s lacks a column', async (_name, fields, column) => {
  const unknown = fields.includes('city')
    ? ['FINE ESCLUSIVA', 'PREVISIONI ESCLUSIVE', 'VENDITE IN ESCLUSIVA']
    : [];
  const columns = [...fields.map((field) => portalColumn(field)), ...unknown.map(unknownColumn)];
  const { pdf } = await draw(portalLayout(columns), RECORDS.slice(0, 20));
  expect(await readExport(pdf)).toMatchObject({
    ok: false,
    error: { code: 'MISSING_COLUMN', details: { column } },
  });
});

test('a grouped list is refused with a hint in any reading', async () => {
  const pdf = readFileSync(join(import.meta.dirname, '../fixtures/cases/group-row.pdf'));
  for (const read of [
    readExport(pdf),
    readDirectly(pdf, {}, 'texts'),
    collectCustomers((sink) => readWithEngine(pdf, sink, {}, 'drawing')),
  ]) {
    expect(await read).toMatchObject({ ok: false, error: { code: 'GROUPED_LIST' } });
  }
});

test('another report is recognised by its columns, whatever its number of pages', async () => {
  const columns = ['ORDINE', 'DATA', 'IMPORTO', 'STATO', 'DOCUMENTO DI TRASPORTO'].map(unknownColumn);
  const layout = { ...portalLayout(columns), totals: { ...NO_TOTALS, count: 'below' as const } };
  const { pdf, pages } = await draw(layout, RECORDS, ({ id }) => `O-${id ?? ''}`);
  expect(pages).toBeGreaterThan(1);
  expect(await readExport(pdf)).toMatchObject({ ok: false, error: { code: 'WRONG_REPORT' } });
});

test.each([
  ['an empty file', Buffer.alloc(0), 'NOT_A_PDF'],
  ['a web page', Buffer.from('<!doctype html><html><body>Errore</body></html>'), 'NOT_A_PDF'],
  ['nothing but a PDF header', Buffer.from('%PDF-1.4\r\n%%EOF\r\n'), 'UNREADABLE_PDF'],
])('the reader refuses %s', async (_name, bytes, code) => {
  expect(await readExport(bytes)).toMatchObject({ ok: false, error: { code } });
});

test('a file cut off anywhere is refused', async () => {
  const { pdf } = await draw(portalLayout());
  for (const share of [0.1, 0.5, 0.9, 0.999]) {
    const cut = pdf.subarray(0, Math.floor(pdf.length * share));
    expect(await readExport(cut)).toMatchObject({ ok: false, error: { code: 'INCOMPLETE_EXPORT' } });
  }
});

test.each([
  ['in its total row', 0],
  ['below its table', 'below'],
] as const)(
  'the reader reports its progress with the total %s from the start, and a stop ends it',
  async (_name, count) => {
    const layout = portalLayout();
    const { pdf } = await draw({ ...layout, totals: { ...layout.totals, count } });
    const reported: (readonly [number, number | null])[] = [];
    const stop = new AbortController();
    const result = await readExport(pdf, {
      signal: stop.signal,
      onProgress(read, expected) {
        reported.push([read, expected]);
        stop.abort();
      },
    });
    expect(reported).toHaveLength(1);
    expect(reported[0]?.[1]).toBe(RECORDS.length);
    expect(reported[0]?.[0]).toBeGreaterThan(30);
    expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  },
);
