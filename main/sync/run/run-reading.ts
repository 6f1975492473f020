import type { ExportWarningCode, RunReading } from '../../../preload/contract';
import type { ReadExport } from '../ports';

/** The maximum number of column warnings stored with a run; an export has about thirty columns. */
const MAX_COLUMNS = 100;

/** The warnings stored in full. Warnings about rows are only counted, because they can be many. */
const ABOUT_COLUMNS: readonly ExportWarningCode[] = [
  'UNKNOWN_COLUMN',
  'SIMILAR_COLUMN',
  'MISSING_OPTIONAL_COLUMN',
  'EMPTIED_COLUMN',
  'SUM_MISMATCH',
  'UNREADABLE_COLUMN',
  'AMBIGUOUS_COLUMN',
  'UNREADABLE_TEXT',
];

/** Returns the facts stored with a run about its export and filter; `null` without an export. */
export function runReading(reading: ReadExport | null, filter: string | null): RunReading | null {
  if (reading === null) {
    return null;
  }
  const columns = reading.warnings.filter(({ code }) => ABOUT_COLUMNS.includes(code));
  return { sums: reading.sums, columns: columns.slice(0, MAX_COLUMNS), filter };
}

export function countWarnings(reading: ReadExport | null): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code } of reading?.warnings ?? []) {
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** Returns the declared number of rows, or else the number of rows read, with duplicate IDs. */
export function printedRowCount({ declaredCount, count, warnings }: ReadExport): number {
  return declaredCount ?? count + warnings.filter(({ code }) => code === 'DUPLICATE_ID').length;
}
