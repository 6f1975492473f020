import { isDamage } from '../store/damage';
import type { Store } from '../store/store';

/** Returns a damaged table's intact rows, read from both ends; those read twice occur twice. */
export function readIntactRows<Row>(
  store: Store,
  columns: string,
  table: string,
  isIntact: (row: Row) => boolean,
): readonly Row[] {
  const found: Row[] = [];
  for (const direction of ['ASC', 'DESC']) {
    try {
      const rows = store.prepare<[], Row>(
        `SELECT ${columns} FROM ${table} NOT INDEXED ORDER BY row ${direction}`,
      );
      for (const row of rows.iterate()) {
        if (isIntact(row)) {
          found.push(row);
        }
      }
    } catch (error) {
      // Rows beyond the damage are unreadable from this end; a system failure is thrown, for a
      // later try.
      if (!isDamage(error)) {
        throw error;
      }
    }
  }
  return found;
}
