import { isDamage } from '../store/damage';
import type { Store } from '../store/store';

/** Returns the intact rows of a damaged table, read from both ends. A row may occur twice. */
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
      // Rows beyond the damage cannot be read from this end. A failure of the system is thrown, so
      // that the caller can try again later.
      if (!isDamage(error)) {
        throw error;
      }
    }
  }
  return found;
}
