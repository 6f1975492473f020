import { createHash } from 'node:crypto';
import type { CustomerField, CustomerRecord } from '../../preload/contract';

/** The fields of a customer in stores up to schema 3, as they were: never to follow what a record is today. */
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

/** A row's own hash in those stores. */
export function oldRowHash(record: CustomerRecord): string {
  const canonical = JSON.stringify(OLD_FIELDS.map((field) => record[field]));
  return createHash('sha256').update(canonical).digest('base64url');
}
