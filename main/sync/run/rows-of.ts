import type { ExportReading } from '../../../preload/contract';

/** How many rows an export printed: as many as it says, or as were read, those whose ID stands twice included. */
export function rowsOf({ declaredCount, customers, warnings }: ExportReading): number {
  return declaredCount ?? customers.length + warnings.filter(({ code }) => code === 'DUPLICATE_ID').length;
}
