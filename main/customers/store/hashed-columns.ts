import { hash } from 'node:crypto';

/** A published form is never changed, only followed by another: stores and backups of its schema are verified by it. */
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

/** The columns that a row's own hash covers in a store of this schema, in their fixed order. */
export function hashedColumns(schemaVersion: number): readonly string[] {
  return schemaVersion < 4 ? UP_TO_SCHEMA_3 : SINCE_SCHEMA_4;
}

/** A row's own hash: over the values of its columns in their fixed order; null and empty text differ. */
export function rowHash(values: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(values), 'base64url');
}
