import type { Store } from '../connection';
import { hashedColumns, rowHash } from '../hashed-columns';

/**
 * `other` holds the columns of an export that are none of the fields, as JSON from caption to text, captions in order;
 * `caption` names such a column in the history, in the place of `field`.
 */
export const EMAIL_AND_OTHER_COLUMNS = `
  ALTER TABLE customers ADD COLUMN email TEXT;
  ALTER TABLE customers ADD COLUMN other TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE changes ADD COLUMN caption TEXT;
`;

/** Each row's own hash covers the new columns too; without this the next sync would take every customer for changed. */
export function hashAllRows(store: Store): void {
  const columns = hashedColumns(4);
  const rows = store
    .prepare<[], [number, ...unknown[]]>(`SELECT row, ${columns.join(', ')} FROM customers`)
    .raw()
    .all();
  const write = store.prepare('UPDATE customers SET content_hash = ? WHERE row = ?');
  for (const [row, ...values] of rows) {
    write.run(rowHash(values), row);
  }
}
