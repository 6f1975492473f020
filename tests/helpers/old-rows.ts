import { createHash } from 'node:crypto';
import type { CustomerField, CustomerRecord } from '../../preload/contract';

/** The customer fields in stores up to schema 3; they never change with today's record. */
export const OLD_FIELDS: readonly CustomerField[] = [
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
];

/** Returns the hash of a row in a store up to schema 3. */
export function oldRowHash(record: CustomerRecord): string {
  const canonical = JSON.stringify(OLD_FIELDS.map((field) => record[field]));
  return createHash('sha256').update(canonical).digest('base64url');
}
