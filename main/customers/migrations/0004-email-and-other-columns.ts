import { createHash } from 'node:crypto';
import type { Store } from '../store/store';

/**
 * Adds e-mail and the unknown columns. `other` holds the unknown columns as JSON from caption to
 * text, ordered by caption. In the history, `caption` names an unknown column instead of `field`.
 */
export const EMAIL_AND_OTHER_COLUMNS = `
  ALTER TABLE customers ADD COLUMN email TEXT;
  ALTER TABLE customers ADD COLUMN other TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE changes ADD COLUMN caption TEXT;
`;

/** The columns in a row's hash since this schema, in order. */
const HASHED = [
  ...['id', 'accountNumber', 'name', 'vatNumber', 'pec', 'sdi', 'fiscalCode', 'deliveryTerms', 'street'],
  ...[
    'postalCode',
    'city',
    'phone',
    'mobile',
    'url',
    'attentionTo',
    'lastOrderDate',
    'orderCount',
    'salesCents',
  ],
  ...['previousOrderCount1', 'previousSales1Cents', 'previousOrderCount2', 'previousSales2Cents'],
  ...['description', 'type', 'externalAccountNumber', 'ourAccountNumber', 'email', 'other'],
];

/** Hashes all rows again; otherwise the next sync would treat every customer as changed. */
export function hashAllRows(store: Store): void {
  const rows = store
    .prepare<[], [number, ...unknown[]]>(`SELECT row, ${HASHED.join(', ')} FROM customers`)
    .raw()
    .all();
  const write = store.prepare('UPDATE customers SET content_hash = ? WHERE row = ?');
  for (const [row, ...values] of rows) {
    write.run(createHash('sha256').update(JSON.stringify(values)).digest('base64url'), row);
  }
}
