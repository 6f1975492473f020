import { expect, test } from 'vitest';
import type { AppError, ExportReading, ExportedCustomer } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Band } from '../tables/join-strips';
import type { Settlement } from './customer-records';
import { ExportCollector } from './export-collector';

function band(rows: readonly (readonly string[])[], overrides: Partial<Band> = {}): Band {
  return { headers: ['ID', 'NOME', 'TYPE'], rows, declaredCount: null, end: 100, ...overrides };
}

/** Collects the bands, and once more if the collector requests it. Holds at most `maxHeld` rows. */
function finished(
  bands: readonly Band[],
  maxHeld?: number,
  settlement?: Settlement,
): Result<ExportReading, AppError> {
  const lastBand = bands.at(-1) ?? band([]);
  const collector = new ExportCollector({ lastBand, maxHeld, settlement });
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
    return finished(bands, maxHeld, collected.value.settlement);
  }
  customers.push(...collected.value.customers);
  return ok({ customers, ...collected.value.summary });
}

function collect(bands: readonly Band[]): unknown {
  const result = finished(bands);
  return result.ok ? result.value.customers.map(({ id }) => id) : result.error.code;
}

function reading(bands: readonly Band[], maxHeld?: number): ExportReading {
  const result = finished(bands, maxHeld);
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
])('the result does not depend on the number of held rows: %s', (_name, maxHeld) => {
  const bands = LATE.bands.map((rows) => band(rows, { headers: LATE.headers }));
  const read = reading(bands, maxHeld);
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
  const collector = new ExportCollector({ lastBand, maxHeld: 0 });
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
