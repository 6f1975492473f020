import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { CustomerRecord } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import { schemaVersion } from './connection';
import { formatOther } from './customer-columns';
import { hashedColumns, rowHash } from './hashed-columns';
import type { Store } from './store';

const FILE_PIECE_BYTES = 1 << 20;

/** The columns that the digest covers, in this order. `content_hash` covers the record's fields. */
const ROW_COLUMNS = [
  'row',
  'content_hash',
  'sort_name',
  'sort_city',
  'first_seen_at',
  'changed_at',
  'missing_since',
  'missing_run',
  'removed_since',
  'removed_run',
] as const;

/** The number of customers in a store, and the SHA-256 of all their canonical rows. */
export interface ContentDigest {
  readonly rowCount: number;
  readonly digest: string;
}

/** Returns the row hash of a record, in the form of the newest schema. */
export function contentHash(record: CustomerRecord): string {
  return rowHash([...CUSTOMER_FIELDS.map((field) => record[field]), formatOther(record.other)]);
}

/** Returns the digest of all customers from their row hashes, which is fast. */
export function contentDigest(store: Store): ContentDigest {
  const rows = store
    .prepare<[], unknown[]>(`SELECT ${ROW_COLUMNS.join(', ')} FROM customers ORDER BY row`)
    .raw()
    .iterate();
  const hash = createHash('sha256');
  let rowCount = 0;
  for (const row of rows) {
    hash.update(`${JSON.stringify(row)}\n`);
    rowCount += 1;
  }
  return { rowCount, digest: hash.digest('base64url') };
}

/** Whether each row hash matches its fields; {@link contentDigest} verifies the hashes. */
export function areRowsIntact(store: Store): boolean {
  const columns = hashedColumns(schemaVersion(store)).join(', ');
  const rows = store
    .prepare<[], unknown[]>(`SELECT content_hash, ${columns} FROM customers ORDER BY row`)
    .raw()
    .iterate();
  for (const [hash, ...fields] of rows) {
    if (rowHash(fields) !== hash) {
      return false;
    }
  }
  return true;
}

/** Returns the SHA-256 of a file's bytes. Throws the file system's errors. */
export function fileDigest(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(FILE_PIECE_BYTES);
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('base64url');
}
