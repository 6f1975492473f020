import { expect, test } from 'vitest';
import type { AppError, ExportReading, ExportedCustomer } from '../../preload/contract';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { recognise } from './columns/headers';
import type { PageDrawing, PlacedText, Rect } from './drawing/drawing';
import type { Settlement } from './records/customer-records';
import { ExportCollector } from './records/export-collector';
import { cellText } from './tables/cell-text';
import type { Band } from './tables/join-strips';
import { joinStrips } from './tables/join-strips';
import type { PageTable } from './tables/page-table';
import { tableFromFills, tableFromLines } from './tables/page-table';

function strip(headers: readonly string[], rowTops: readonly number[], height = 13.5): PageTable {
  const rows = rowTops.map((top) => ({
    top,
    bottom: top - height,
    cells: headers.map((name) => `${name} ${top}`),
  }));
  return { headers, rows, declaredCount: null };
}

test('the reader joins strips whose rows have the same heights', () => {
  const joined = joinStrips([strip(['ID'], [700, 686.5]), strip(['NOME', 'PEC'], [700.2, 686.4])], 0);
  expect(joined).toMatchObject({
    ok: true,
    value: { headers: ['ID', 'NOME', 'PEC'], rows: [{ length: 3 }, { length: 3 }] },
  });
});

test.each([
  ['another number of rows', strip(['NOME'], [700])],
  ['a row at another height', strip(['NOME'], [700, 675.25])],
  ['a row of another height', strip(['NOME'], [700, 686.5], 24.75)],
])('the reader never mixes customers and refuses strips with %s', (_name, other) => {
  expect(joinStrips([strip(['ID'], [700, 686.5]), other], 0)).toMatchObject({
    ok: false,
    error: { code: 'STRIP_MISMATCH', details: { page: 2 } },
  });
});

function band(rows: readonly (readonly string[])[], overrides: Partial<Band> = {}): Band {
  return { headers: ['ID', 'NOME', 'TYPE'], rows, declaredCount: null, end: 100, ...overrides };
}

/** Collects the bands, holding at most `mostHeld` rows, and again if the collector requests it. */
function finished(
  bands: readonly Band[],
  mostHeld?: number,
  settlement?: Settlement,
): Result<ExportReading, AppError> {
  const lastBand = bands.at(-1) ?? band([]);
  const collector = new ExportCollector({ lastBand, mostHeld, settlement });
  const customers: ExportedCustomer[] = [];
  for (const [index, one] of bands.entries()) {
    const added = collector.add(one, index === bands.length - 1);
    if (!added.ok) {
      return added;
    }
    customers.push(...added.value);
  }
  const collected = collector.finish(bands.length);
  if (!collected.ok) {
    return collected;
  }
  if (collected.value.kind === 'again') {
    expect(settlement, 'once at most').toBeUndefined();
    return finished(bands, mostHeld, collected.value.settlement);
  }
  customers.push(...collected.value.customers);
  return ok({ customers, ...collected.value.summary });
}

function collect(bands: readonly Band[]): unknown {
  const result = finished(bands);
  return result.ok ? result.value.customers.map(({ id }) => id) : result.error.code;
}

function reading(bands: readonly Band[], mostHeld?: number): ExportReading {
  const result = finished(bands, mostHeld);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.value;
}

test('the reader accepts an export whose rows match the total below its table', () => {
  expect(collect([band([['1', 'a', '']]), band([['2', 'b', '']], { declaredCount: 2 })])).toEqual(['1', '2']);
});

test('the reader accepts an export without customers', () => {
  expect(collect([band([], { declaredCount: 0 })])).toEqual([]);
  expect(collect([band([['Count=0', '', '']])])).toEqual([]);
});

test('the reader accepts an export without a total and warns', () => {
  expect(reading([band([['1', 'a', '']])]).warnings).toContainEqual({ code: 'NO_DECLARED_COUNT' });
});

test('the sums show the form of figures if the rows have none', () => {
  const english = (caption: string): Band =>
    band([['Count=0', '', 'Sum=$0.00']], { headers: ['ID', 'NOME', caption] });
  expect(reading([english('TIPO DI CLIENTE')]).sums).toEqual({ printed: 1, verified: 1 });
  expect(reading([english('FINE ESCLUSIVA')]).sums).toEqual({ printed: 1, verified: 1 });
});

test('a caption that resembles the one of dates shows the form of dates', () => {
  const rows = [
    ['1', 'a', '3/4/2025'],
    ['2', 'b', '12/31/2025'],
    ['Count=2', '', ''],
  ];
  const { customers } = reading([band(rows, { headers: ['ID', 'NOME', 'DATA ULTIMO ORDINE'] })]);
  expect(customers.map(({ lastOrderDate }) => lastOrderDate)).toEqual(['2025-03-04', '2025-12-31']);
});

test('amounts with a currency in unknown columns show the form of figures', () => {
  const headers = ['ID', 'NOME', 'VENDITE IN ESCLUSIVA', 'PREVISIONI ESCLUSIVE'];
  const rows = [
    ['1', 'a', '€-0.99', '1,500'],
    ['Count=1', '', '', 'Sum=1,500'],
  ];
  expect(reading([band(rows, { headers })]).sums).toEqual({ printed: 1, verified: 1 });
});

/**
 * Rows that show no form of figures at first and an English one later. Only later values confirm
 * the last caption.
 */
const LATE = {
  headers: ['ID', 'NOME', 'TIPO DI CLIENTE', "DATA DELL'ULTIMO ORDINE", 'CODICE FISCAL'],
  bands: [
    [
      ['1', 'a', '', '1/2/2026', 'n.d.'],
      ['2', 'b', '', '', ''],
    ],
    [
      ['3', 'c', '$1,234.50', '12/31/2025', '01234567890'],
      ['4', 'd', '$2.00', '', '01234567891'],
    ],
    [
      ...Array.from({ length: 8 }, (_, index) => [String(5 + index), 'e', '', '', '01234567890']),
      ['1', 'again', '', '', ''],
      ['Count=13', '', 'Sum=$1,236.50', '', ''],
    ],
  ],
};

test.each([
  ['all held', 100],
  ['every band passed on at once', 0],
  ['the first bands held', 3],
])('the result does not depend on the number of held rows: %s', (_name, mostHeld) => {
  const bands = LATE.bands.map((rows) => band(rows, { headers: LATE.headers }));
  const read = reading(bands, mostHeld);
  expect(read).toEqual(reading(bands));
  expect(read.customers).toHaveLength(12);
  expect(read.customers[0]).toMatchObject({ id: '1', lastOrderDate: '2026-01-02', fiscalCode: 'n.d.' });
  expect(read.customers[2]).toMatchObject({ salesCents: 123_450, lastOrderDate: '2025-12-31' });
  expect(read.sums).toEqual({ printed: 1, verified: 1 });
  expect(read.warnings).toContainEqual({ code: 'DUPLICATE_ID', row: 13 });
});

test('the reader reads an export once if later rows do not contradict earlier ones', () => {
  const bands = [band([['1', 'a', '']]), band([['2', 'b', '']], { declaredCount: 2 })];
  const [lastBand = band([])] = bands.slice(-1);
  const collector = new ExportCollector({ lastBand, mostHeld: 0 });
  expect(bands.map((one, index) => collector.add(one, index === 1))).toMatchObject([
    { ok: true, value: [{ id: '1' }] },
    { ok: true, value: [{ id: '2' }] },
  ]);
  expect(collector.finish(2)).toMatchObject({ ok: true, value: { kind: 'whole', customers: [] } });
});

test('the reader keeps a customer whose ID is 0', () => {
  expect(
    collect([
      band([
        ['0', 'a', ''],
        ['Count=1', '', ''],
      ]),
    ]),
  ).toEqual(['0']);
});

test.each([
  ['a row without an ID', [band([['', 'a', '']])], 'INCOMPLETE_EXPORT'],
  ['a row whose ID is not a number', [band([['x1', 'a', '']])], 'INCOMPLETE_EXPORT'],
  ['fewer rows than it states', [band([['1', 'a', '']], { declaredCount: 2 })], 'COUNT_MISMATCH'],
  [
    'fewer rows than its total row states',
    [
      band([
        ['1', 'a', ''],
        ['Count=2', '', ''],
      ]),
    ],
    'COUNT_MISMATCH',
  ],
  [
    'a total before its end',
    [band([['1', 'a', '']], { declaredCount: 1 }), band([['2', 'b', '']])],
    'COUNT_MISMATCH',
  ],
  [
    'a total row before its end',
    [
      band([
        ['1', 'a', ''],
        ['Count=1', '', ''],
      ]),
      band([['2', 'b', '']]),
    ],
    'COUNT_MISMATCH',
  ],
  [
    'bands with different columns',
    [band([['1', 'a', '']]), band([['2', 'b', '']], { headers: ['ID', 'NOME', 'PEC'] })],
    'INCOMPLETE_EXPORT',
  ],
  ['another report', [band([], { headers: ['ORDINE', 'DATA', 'IMPORTO'] })], 'WRONG_REPORT'],
  ['no column NOME', [band([], { headers: ['ID', 'PEC', 'SDI'] })], 'MISSING_COLUMN'],
])('the reader refuses an export with %s', (_name, bands, code) => {
  expect(collect(bands)).toBe(code);
});

test('a warning names row and column of an unreadable value, never the value', () => {
  const { warnings } = reading([
    band([['1', 'a', '31/02/2025']], {
      headers: ['ID', 'NOME', "DATA DELL'ULTIMO ORDINE"],
      declaredCount: 1,
    }),
  ]);
  expect(warnings.filter(({ code }) => code === 'BAD_VALUE')).toEqual([
    { code: 'BAD_VALUE', field: 'lastOrderDate', row: 1 },
  ]);
});

test('the reader recognises headers with or without colons, accents, apostrophes and capitals', () => {
  const headers = [
    'id',
    'Nome',
    'Città',
    'CITTA’X',
    'All’attenzione di:',
    "DATA DELL'ULTIMO ORDINE",
    'PARTITA IVA :',
  ];
  const fields = recognise(headers).map((column) =>
    column.kind === 'field' ? column.field : column.caption,
  );
  expect(fields).toEqual(['id', 'name', 'city', 'CITTA’X', 'attentionTo', 'lastOrderDate', 'vatNumber']);
});

function text(content: string, x: number, y: number, width = content.length * 5): PlacedText {
  return { text: content, x, y, width, fontSize: 9.75, clip: null };
}

test('the reader joins lines of a cell with blanks and pieces by their gaps', () => {
  expect(cellText([text('Rossi S.r.l.', 0, 10), text('Studio ', 0, 21)])).toBe('Studio Rossi S.r.l.');
  expect(cellText([text('12', 0, 10, 10), text('34', 10, 10, 10)])).toBe('1234');
  expect(cellText([text('Via', 0, 10, 15), text('Roma', 18, 10, 20)])).toBe('Via Roma');
  expect(cellText([text('e\u0301\u202ex', 0, 10)])).toBe('éx');
  const clip = { left: 0, bottom: 0, right: 100, top: 30 };
  const lines = (width: number): PlacedText[] => [
    { ...text('mario.rossi@st', 2, 21, width), clip },
    { ...text('udio.it', 2, 10), clip },
  ];
  expect(cellText(lines(95))).toBe('mario.rossi@st\nudio.it');
  expect(cellText(lines(70))).toBe('mario.rossi@st udio.it');
});

const PAGE = { width: 612, height: 792 };

function drawing(
  fills: readonly Rect[],
  texts: readonly PlacedText[],
  lines: readonly Rect[] = [],
): PageDrawing {
  return { ...PAGE, fills, lines, texts };
}

const HEADER: Rect = { left: 72, right: 172, bottom: 706.5, top: 720 };
const ROW: Rect = { left: 72, right: 172, bottom: 693, top: 706.5 };

test('an empty cell stays empty, and the total is found outside the table', () => {
  const texts = [text('ID', 100, 710), text('Count=1.452', 74, 682)];
  expect(tableFromFills(drawing([HEADER, ROW], texts))).toMatchObject({
    headers: ['ID'],
    rows: [{ cells: [''] }],
    declaredCount: 1_452,
  });
});

test('the lines make the table if some cells have no fill', () => {
  const texts = [text('ID', 100, 710), text('12', 80, 697), text('34', 80, 683), text('Pagina 1', 80, 40)];
  const border = (bottom: number): Rect => ({ left: 72, right: 172, bottom, top: bottom + 0.75 });
  const lines = [border(692.6), border(679.1)];
  const page = drawing([HEADER], texts, lines);
  expect(tableFromFills(page)).toBeNull();
  expect(tableFromLines(page, 1)).toMatchObject({
    ok: true,
    value: { headers: ['ID'], rows: [{ cells: ['12'] }, { cells: ['34'] }] },
  });
  expect(tableFromLines({ ...page, lines: lines.slice(0, 1) }, 1)).toMatchObject({
    error: { code: 'STRIP_MISMATCH' },
  });
});

test('the reader refuses a page without a table', () => {
  expect(tableFromFills(drawing([], [text('Ordini', 72, 700)]))).toBeNull();
  expect(tableFromLines(drawing([], [text('Ordini', 72, 700)]), 1)).toMatchObject({
    error: { code: 'WRONG_REPORT' },
  });
});

test('fills whose rows have different columns make no table', () => {
  expect(tableFromFills(drawing([HEADER, { ...ROW, right: 150 }], []))).toBeNull();
});
