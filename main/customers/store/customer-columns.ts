import Database from 'better-sqlite3';
import type { CustomerField, CustomerRecord } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';

/** A customer's record as its row holds it: columns of no field are one JSON text. */
export type CustomerColumns = Readonly<Record<CustomerField, string | number | null>> & {
  readonly other: string;
};

/** A row's columns as the record they hold. */
export function recordOf(row: CustomerColumns): CustomerRecord {
  const entries = CUSTOMER_FIELDS.map((field) => [field, row[field]]);
  return { ...Object.fromEntries(entries), other: parseOther(row.other) } as CustomerRecord;
}

/** Columns of no field as the row holds them: the same columns and texts always give the same JSON. */
export function otherText(other: CustomerRecord['other']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(other).sort(byCaption)));
}

/** What {@link otherText} gave. Anything else was not written by the app: throws as SQLite does for a damaged file. */
export function parseOther(text: string): CustomerRecord['other'] {
  try {
    return JSON.parse(text) as CustomerRecord['other'];
  } catch {
    throw new Database.SqliteError('The other columns of a customer are no JSON', 'SQLITE_CORRUPT');
  }
}

function byCaption([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : Number(one > other);
}
