import type { ExportReading } from '../../preload/contract';

/** How many rows an export printed: as many as it says, or as were read, those with an ID twice or with ID 0 included. */
export function rowsOf({ declaredCount, customers, warnings }: ExportReading): number {
  if (declaredCount !== null) {
    return declaredCount;
  }
  return warnings.reduce((rows, { code, count = 0 }) => {
    return code === 'DUPLICATE_ID' ? rows + 1 : rows + (code === 'ZERO_ID_DROPPED' ? count : 0);
  }, customers.length);
}
