import { isDamage } from '../store/damage';
import type { Store } from '../store/store';

/**
 * Returns the whole rows of a table that can still be read of a damaged file: from both ends, as a page in the middle may
 * be gone. A row that is read from both is there twice.
 */
export function readableRows<Row>(
  store: Store,
  columns: string,
  table: string,
  isWhole: (row: Row) => boolean,
): readonly Row[] {
  const found: Row[] = [];
  for (const direction of ['ASC', 'DESC']) {
    try {
      const rows = store.prepare<[], Row>(
        `SELECT ${columns} FROM ${table} NOT INDEXED ORDER BY row ${direction}`,
      );
      for (const row of rows.iterate()) {
        if (isWhole(row)) {
          found.push(row);
        }
      }
    } catch (error) {
      // What comes after cannot be read from here. A failure of the system is none of the file: it is tried again.
      if (!isDamage(error)) {
        throw error;
      }
    }
  }
  return found;
}
