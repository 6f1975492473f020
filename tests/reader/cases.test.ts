import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../../main/base/result';
import { readDirectly, readExport } from '../../main/pdf/read-export';
import type { AppError, ExportReading, ExportWarning } from '../../preload/contract';
import { engineReaderOf } from '../helpers/engine-reader';

const CASES = join(import.meta.dirname, '../fixtures/cases');

type Row = Readonly<Record<string, string | number | null>>;
type Change = (row: Row) => Readonly<Record<string, unknown>>;

interface Expected {
  /** Returns the expected reading of a row; without this function it equals the row. */
  readonly read?: Change;
  readonly warnings?: readonly ExportWarning[];
  readonly sums?: ExportReading['sums'];
}

const AMOUNTS = ['salesCents', 'previousSales1Cents', 'previousSales2Cents'] as const;
const NO_SUMS = { printed: 0, verified: 0 };

/** Expects rounded amounts, for exports that print fewer decimals. */
const printed =
  (round: (cents: number) => number): Change =>
  (row) => ({ ...row, ...Object.fromEntries(AMOUNTS.map((field) => [field, round(Number(row[field]))])) });

const EXPECTED: Readonly<Record<string, Expected>> = {
  // The export lacks last year's sales, and no other column must be read in their place.
  'hide-first-sales': {
    warnings: [{ code: 'MISSING_OPTIONAL_COLUMN', field: 'previousSales1Cents' }],
    sums: { printed: 5, verified: 5 },
  },
  'swap-sales': {},
  'pairs-moved': {},
  'no-decimals': { read: printed((cents) => Math.round(cents / 100) * 100) },
  'one-decimal': { read: printed((cents) => Math.trunc(cents / 10) * 10) },
  swiss: {},
  // This year's sales have a correct caption; their usual, wrong caption is above a text column.
  'caption-mended': {
    read: ({ kindText, ...row }) => ({ ...row, other: { 'TIPO DI CLIENTE': kindText } }),
    warnings: [{ code: 'UNKNOWN_COLUMN', column: 'TIPO DI CLIENTE' }],
  },
  'check-filled': {},
  'check-path': {},
  'count-no-caption': {},
  'sixty-empty-sums': { sums: NO_SUMS },
  'zero-empty-sums': { sums: NO_SUMS },
  'long-word': {},
};

type Read = (path: string) => Promise<Result<ExportReading, AppError>>;

const WAYS: Readonly<Record<string, Read>> = {
  'as the app does': (path) => readExport(readFileSync(path)),
  'from its content streams, by its texts': (path) => readDirectly(readFileSync(path), {}, 'texts'),
  'with the PDF engine, by its cells': async (path) => (await engineReaderOf(path))('drawing'),
  'with the PDF engine, by its texts': async (path) => (await engineReaderOf(path))('texts'),
};

function pathOf(name: string): string {
  return join(CASES, `${name}.pdf`);
}

function rowsOf(name: string): readonly Row[] {
  return JSON.parse(readFileSync(join(CASES, `${name}.json`), 'utf8')) as readonly Row[];
}

test.each(
  Object.entries(EXPECTED).flatMap(([name, expected]) =>
    Object.entries(WAYS).map(([way, read]) => ({ name, expected, way, read })),
  ),
)('an export is read exactly: $name, $way', async ({ name, expected, read }) => {
  const rows = rowsOf(name);
  const result = await read(pathOf(name));
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  expect(result.value.customers).toEqual(expected.read === undefined ? rows : rows.map(expected.read));
  expect(result.value.declaredCount).toBe(rows.length);
  expect(result.value.warnings).toEqual(expected.warnings ?? []);
  expect(result.value.sums).toEqual(expected.sums ?? { printed: 6, verified: 6 });
});

test.each(Object.entries(WAYS))('invisible text is not read, %s', async (_way, read) => {
  const result = await read(pathOf('hidden-text'));
  const streets = result.ok ? result.value.customers.map(({ street }) => street) : [];
  expect(streets).toHaveLength(60);
  expect(streets[0]).toMatch(/125$/);
  expect(streets.join()).not.toContain('NASCOSTO');
});
