import Database from 'better-sqlite3';
import type { CustomerField, CustomerRecord } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';

/** A customer's record as stored in its row; the unknown columns are one JSON text. */
export type CustomerColumns = Readonly<Record<CustomerField, string | number | null>> & {
  readonly other: string;
};

export function parseRecord(row: CustomerColumns): CustomerRecord {
  const entries = CUSTOMER_FIELDS.map((field) => [field, row[field]]);
  return { ...Object.fromEntries(entries), other: parseOther(row.other) } as CustomerRecord;
}

/** Returns the stored form of the unknown columns; equal columns give equal JSON. */
export function formatOther(other: CustomerRecord['other']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(other).sort(byCaption)));
}

/** Parses text from {@link formatOther}. Throws SQLite's error for damage if it is not JSON. */
export function parseOther(text: string): CustomerRecord['other'] {
  try {
    return JSON.parse(text) as CustomerRecord['other'];
  } catch {
    throw new Database.SqliteError('The unknown columns of a customer are not JSON', 'SQLITE_CORRUPT');
  }
}

function byCaption([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : Number(one > other);
}
