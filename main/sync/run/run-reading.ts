import type { ExportWarningCode, RunReading } from '../../../preload/contract';
import type { ReadExport } from '../ports';

/** So many notes of columns are kept with a run: an export has some thirty columns, whatever it is. */
const MOST_COLUMNS = 100;

/** The notes that name a column or a customer; the others name a row, and are many when something is wrong. */
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

/** What a run keeps of the export it read, and of the filter its list had; `null` if it read none. */
export function runReading(reading: ReadExport | null, filter: string | null): RunReading | null {
  if (reading === null) {
    return null;
  }
  const columns = reading.warnings.filter(({ code }) => ABOUT_COLUMNS.includes(code));
  return { sums: reading.sums, columns: columns.slice(0, MOST_COLUMNS), filter };
}

/** How many notes the reader made of each kind. */
export function countWarnings(reading: ReadExport | null): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code } of reading?.warnings ?? []) {
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** How many rows an export printed: as many as it says, or as were read, those whose ID stands twice included. */
export function rowsOf({ declaredCount, count, warnings }: ReadExport): number {
  return declaredCount ?? count + warnings.filter(({ code }) => code === 'DUPLICATE_ID').length;
}
