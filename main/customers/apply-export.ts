import { createHash } from 'node:crypto';
import type {
  AppError,
  CustomerField,
  CustomerRecord,
  ExportedCustomer,
  SyncCounts,
} from '../../preload/contract';
import { CUSTOMER_FIELDS } from '../../preload/contract/customers';
import type { Result } from '../base/result';
import { foldDigits, foldText, sortKey } from './fold-text';
import type { Store } from './open-store';
import { guarded } from './store-error';

/**
 * When more than this share and more than this number of customers vanish at once, the export is taken for filtered
 * or partial: what it holds is applied, nothing is marked missing (portal.md: a filter makes the export smaller).
 */
export const VANISH_SHARE = 0.1;
export const VANISH_COUNT = 20;

interface KnownRow extends CustomerRecord {
  readonly row: number;
  readonly content_hash: string;
  readonly missing_since: string | null;
}

/**
 * Applies a whole export in one transaction: all of it is there afterwards, or nothing. A customer whose content is
 * unchanged is not written. Fields the export does not carry keep their known values. A customer it no longer holds
 * is marked missing and stays; one that reappears counts as updated. `at` is UTC ISO 8601.
 * Fails with DISK_FULL, STORE_UNAVAILABLE or STORE_FAILED; the old state then stands whole.
 */
export function applyExport(
  store: Store,
  customers: readonly ExportedCustomer[],
  runNumber: number,
  at: string,
): Result<SyncCounts, AppError> {
  return guarded(() => {
    const counts = store.transaction(() => applyAll(store, customers, runNumber, at)).immediate();
    store.pragma('wal_checkpoint(TRUNCATE)');
    return counts;
  });
}

function applyAll(
  store: Store,
  customers: readonly ExportedCustomer[],
  runNumber: number,
  at: string,
): SyncCounts {
  const find = store.prepare<[string], KnownRow>('SELECT * FROM customers WHERE id = ?');
  const write = prepareWrites(store);
  const exported = new Set<string>();
  let added = 0;
  let updated = 0;
  for (const customer of customers) {
    exported.add(customer.id);
    const known = find.get(customer.id);
    const record = completeRecord(customer, known);
    const hash = contentHash(record);
    if (known === undefined) {
      write.insert(record, hash, at);
      added += 1;
    } else if (known.content_hash !== hash || known.missing_since !== null) {
      write.update(known, record, hash, known.content_hash === hash ? null : at);
      updated += 1;
    }
  }
  const missing = markMissing(store, exported, runNumber, at);
  return {
    processed: customers.length,
    added,
    updated,
    unchanged: customers.length - added - updated,
    missing,
  };
}

/** The record as it is to be known: what the export says, and for columns it does not carry what was known before. */
function completeRecord(customer: ExportedCustomer, known: CustomerRecord | undefined): CustomerRecord {
  const entries = CUSTOMER_FIELDS.map((field): [CustomerField, string | number | null] => {
    const exported = customer[field];
    return [field, exported === undefined ? (known?.[field] ?? null) : exported];
  });
  return Object.fromEntries(entries) as unknown as CustomerRecord;
}

/** A digest over all fields in their fixed order; null and empty text differ. */
function contentHash(record: CustomerRecord): string {
  const canonical = JSON.stringify(CUSTOMER_FIELDS.map((field) => record[field]));
  return createHash('sha256').update(canonical).digest('base64url');
}

interface Writes {
  readonly insert: (record: CustomerRecord, hash: string, at: string) => void;
  /** `changedAt` is null when only the missing mark is taken away. */
  readonly update: (known: KnownRow, record: CustomerRecord, hash: string, changedAt: string | null) => void;
}

function prepareWrites(store: Store): Writes {
  const columns = [...CUSTOMER_FIELDS, 'content_hash', 'sort_name', 'sort_city'] as const;
  const insert = store.prepare(
    `INSERT INTO customers (${columns.join(', ')}, first_seen_at, changed_at)
     VALUES (${columns.map((name) => `@${name}`).join(', ')}, @at, @at)`,
  );
  const update = store.prepare(
    `UPDATE customers SET ${columns.map((name) => `${name} = @${name}`).join(', ')},
       changed_at = coalesce(@changedAt, changed_at), missing_since = NULL, missing_run = NULL
     WHERE row = @row`,
  );
  const index = store.prepare(
    'INSERT OR REPLACE INTO customers_search (rowid, words, digits) VALUES (?, ?, ?)',
  );
  const values = (record: CustomerRecord, hash: string): Record<string, unknown> => ({
    ...record,
    content_hash: hash,
    sort_name: sortKey(record.name),
    sort_city: sortKey(record.city ?? ''),
  });
  return {
    insert(record, hash, at) {
      const { lastInsertRowid } = insert.run({ ...values(record, hash), at });
      index.run(lastInsertRowid, ...searchTexts(record));
    },
    update(known, record, hash, changedAt) {
      update.run({ ...values(record, hash), row: known.row, changedAt });
      index.run(known.row, ...searchTexts(record));
    },
  };
}

/** What a customer is found by: words of name and address; numbers without blanks and signs. */
function searchTexts(record: CustomerRecord): [string, string] {
  const words = [record.name, record.city, record.street, record.postalCode, record.attentionTo];
  const numbers = [record.id, record.vatNumber, record.phone, record.mobile, record.externalAccountNumber];
  return [
    words
      .filter((text) => text !== null)
      .map(foldText)
      .join(' '),
    numbers
      .filter((text) => text !== null)
      .map(foldDigits)
      .join(' '),
  ];
}

function markMissing(store: Store, exported: ReadonlySet<string>, runNumber: number, at: string): number {
  const present = store
    .prepare<[], { row: number; id: string }>('SELECT row, id FROM customers WHERE missing_since IS NULL')
    .all();
  const gone = present.filter(({ id }) => !exported.has(id));
  if (gone.length > VANISH_COUNT && gone.length > VANISH_SHARE * present.length) {
    return 0;
  }
  const mark = store.prepare('UPDATE customers SET missing_since = ?, missing_run = ? WHERE row = ?');
  for (const { row } of gone) {
    mark.run(at, runNumber, row);
  }
  return gone.length;
}
