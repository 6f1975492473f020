import { expect } from 'vitest';
import { seededRandom } from '../../main/demo/customers/random';
import { readDirectly, readExport } from '../../main/pdf/read-export';
import type { ExportReading } from '../../preload/contract';
import { engineReader } from '../helpers/engine-reader';
import type { DrawnExport } from './generator/draw';
import { drawExport } from './generator/draw';
import type { Layout, LayoutColumn } from './generator/layout';
import type { SourceRecord } from './generator/records';
import { randomRecords } from './generator/records';
import type { Sheet, UnknownText } from './generator/sheet';
import { createSheet } from './generator/sheet';

/** Customers for three bands of pages. */
export const RECORDS = randomRecords(seededRandom('drawn'), 100);
/** Customers for two bands of pages, which are enough for tests of columns. */
export const FEW_RECORDS = RECORDS.slice(0, 60);

/** Returns customers with one-line rows, with IDs from 1. */
export function shortRecords(count: number): readonly SourceRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const record = RECORDS[index % RECORDS.length];
    if (record === undefined) {
      throw new RangeError('There are no customers');
    }
    return { ...record, id: String(index + 1), name: `Studio ${index + 1}`, street: null };
  });
}

export function unknownColumn(header: string): LayoutColumn {
  return { field: null, kind: 'text', header, nearly: null, width: null, align: 'left', maxLines: 1 };
}

export async function draw(
  layout: Layout,
  records: readonly SourceRecord[] = RECORDS,
  unknown?: UnknownText,
): Promise<DrawnExport & { readonly sheet: Sheet }> {
  const sheet = createSheet(records, layout, unknown);
  return { ...(await drawExport(sheet, layout, seededRandom('drawn'))), sheet };
}

/** Draws an export, expects each way of reading to return it exactly, and returns the reading. */
export async function readDrawn(
  layout: Layout,
  records: readonly SourceRecord[] = FEW_RECORDS,
  unknown?: UnknownText,
): Promise<ExportReading & { readonly strips: readonly number[] }> {
  const { pdf, sheet, strips } = await draw(layout, records, unknown);
  const result = await readDirectly(pdf);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  expect(result.value.customers).toEqual(sheet.truth.customers);
  expect(result.value.declaredCount).toBe(sheet.totals.declaredCount);
  expect(result.value.sums).toEqual(sheet.totals.sums);
  expect(inOrder(result.value.warnings)).toEqual(inOrder(sheet.truth.warnings));
  expect(await readExport(pdf)).toEqual(result);
  // The PDF engine must lead to the same result.
  const withEngine = await engineReader(pdf);
  expect(await withEngine('texts')).toEqual(result);
  expect(await withEngine('drawing')).toEqual(result);
  return { ...result.value, strips };
}

/** Returns the items as sorted JSON lines, to compare them regardless of their order. */
export function inOrder(items: readonly object[]): readonly string[] {
  return items.map((item) => JSON.stringify(Object.entries(item).sort())).sort();
}
