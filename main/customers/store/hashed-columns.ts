import { hash } from 'node:crypto';

/** The columns hashed up to schema 3. They never change, as they verify old stores and backups. */
const UP_TO_SCHEMA_3 = [
  'id',
  'accountNumber',
  'name',
  'vatNumber',
  'pec',
  'sdi',
  'fiscalCode',
  'deliveryTerms',
  'street',
  'postalCode',
  'city',
  'phone',
  'mobile',
  'url',
  'attentionTo',
  'lastOrderDate',
  'orderCount',
  'salesCents',
  'previousOrderCount1',
  'previousSales1Cents',
  'previousOrderCount2',
  'previousSales2Cents',
  'description',
  'type',
  'externalAccountNumber',
  'ourAccountNumber',
] as const;

const SINCE_SCHEMA_4 = [...UP_TO_SCHEMA_3, 'email', 'other'] as const;

/** Returns the columns in a row hash of this schema, in their fixed order. */
export function hashedColumns(schemaVersion: number): readonly string[] {
  return schemaVersion < 4 ? UP_TO_SCHEMA_3 : SINCE_SCHEMA_4;
}

/** Returns the hash of a row's values in their fixed order; null and empty text differ. */
export function rowHash(values: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(values), 'base64url');
}
