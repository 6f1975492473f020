import { expect, test } from 'vitest';
import type { ExportWarning } from '../../../preload/contract';
import { aReadExport } from '../../../tests/helpers/sync';
import type { ReadExport } from '../ports';
import { countWarnings, printedRowCount, runReading } from './run-reading';

function aReading(warnings: readonly ExportWarning[]): ReadExport {
  return aReadExport(0, { warnings, sums: { printed: 6, verified: 5 } });
}

const OF_COLUMNS: readonly ExportWarning[] = [
  { code: 'UNKNOWN_COLUMN', column: 'FINE ESCLUSIVA' },
  { code: 'SIMILAR_COLUMN', column: 'LOGISTICS ADDRESS ZIP', expected: 'LOGISTICS ADDRESS ZIP CODE' },
  { code: 'MISSING_OPTIONAL_COLUMN', field: 'pec' },
  { code: 'SUM_MISMATCH', column: 'VENDITE PRECEDENTE' },
];

test('sums and column warnings are kept, and row warnings are only counted', () => {
  const reading = aReading([
    { code: 'BAD_VALUE', field: 'phone', column: 'TELEFONO', row: 3 },
    ...OF_COLUMNS,
    { code: 'DUPLICATE_ID', row: 9 },
    { code: 'BAD_VALUE', field: 'phone', row: 4 },
  ]);
  expect(runReading(reading, 'Clienti esclusivi')).toEqual({
    sums: { printed: 6, verified: 5 },
    columns: OF_COLUMNS,
    filter: 'Clienti esclusivi',
  });
  expect(countWarnings(reading)).toMatchObject({ BAD_VALUE: 2, DUPLICATE_ID: 1, SUM_MISMATCH: 1 });
});

test('at most a hundred warnings are kept', () => {
  const many = Array.from({ length: 130 }, (_, index) => ({
    code: 'UNKNOWN_COLUMN' as const,
    column: `C${index}`,
  }));
  expect(runReading(aReading(many), null)?.columns).toEqual(many.slice(0, 100));
  expect(countWarnings(aReading(many))).toEqual({ UNKNOWN_COLUMN: 130 });
});

test('an unread export leaves nothing', () => {
  expect(runReading(null, null)).toBeNull();
  expect(countWarnings(null)).toEqual({});
});

test('the printed rows are the declared ones, or else those read plus the duplicates', () => {
  const reading = { ...aReading([]), count: 10, declaredCount: null };
  expect(printedRowCount({ ...reading, declaredCount: 13 })).toBe(13);
  expect(printedRowCount(reading)).toBe(10);
  const warnings = [
    { code: 'DUPLICATE_ID', row: 3 },
    { code: 'DUPLICATE_ID', row: 7 },
    { code: 'BAD_VALUE', row: 1 },
  ] as const;
  expect(printedRowCount({ ...reading, warnings })).toBe(12);
});
