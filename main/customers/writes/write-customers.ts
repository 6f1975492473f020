import type { CustomerRecord } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import type { CustomerColumns } from '../store/customer-columns';
import { formatOther, parseRecord } from '../store/customer-columns';
import { nameKey, sortKey } from '../store/fold-text';
import type { Store } from '../store/store';

export type KnownRow = CustomerColumns & {
  readonly row: number;
  readonly content_hash: string;
  readonly missing_since: string | null;
  readonly removed_since: string | null;
};

export interface CustomerWrites {
  readonly insert: (record: CustomerRecord, hash: string, at: string) => void;
  /** `changedAt` is null if the update only removes the mark of absence. */
  readonly update: (known: KnownRow, record: CustomerRecord, hash: string, changedAt: string | null) => void;
}

/** Computes the sort keys of all rows again, in the caller's transaction. */
export function computeSortKeys(store: Store): void {
  const rows = store
    .prepare<[], CustomerColumns & Record<'row' | 'sort_name' | 'sort_city', unknown>>(
      'SELECT * FROM customers',
    )
    .all();
  const order = store.prepare('UPDATE customers SET sort_name = ?, sort_city = ? WHERE row = ?');
  for (const columns of rows) {
    const record = parseRecord(columns);
    const [name, city] = [nameKey(record.name), sortKey(record.city ?? '')];
    if (name !== columns.sort_name || city !== columns.sort_city) {
      order.run(name, city, columns.row);
    }
  }
}

/** The columns written for a customer, in the order of {@link writtenValues}. */
const WRITTEN = [...CUSTOMER_FIELDS, 'other', 'content_hash', 'sort_name', 'sort_city'] as const;

/** Returns the values by position: looking up thirty by name for each customer is slower. */
function writtenValues(record: CustomerRecord, hash: string): (string | number | null)[] {
  const values: (string | number | null)[] = CUSTOMER_FIELDS.map((field) => record[field]);
  values.push(formatOther(record.other), hash, nameKey(record.name), sortKey(record.city ?? ''));
  return values;
}

export function prepareWrites(store: Store): CustomerWrites {
  const insert = store.prepare(
    `INSERT INTO customers (${WRITTEN.join(', ')}, first_seen_at, changed_at)
     VALUES (${WRITTEN.map(() => '?').join(', ')}, ?, ?)`,
  );
  const update = store.prepare(
    `UPDATE customers SET ${WRITTEN.map((name) => `${name} = ?`).join(', ')},
       changed_at = coalesce(?, changed_at),
       missing_since = NULL, missing_run = NULL, removed_since = NULL, removed_run = NULL
     WHERE row = ?`,
  );
  return {
    insert(record, hash, at) {
      insert.run(...writtenValues(record, hash), at, at);
    },
    update(known, record, hash, changedAt) {
      update.run(...writtenValues(record, hash), changedAt, known.row);
    },
  };
}
