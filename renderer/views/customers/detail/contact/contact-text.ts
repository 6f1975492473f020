import type { CustomerRecord } from '../../../../../preload/contract';
import { collectPhoneNumbers } from '../../../../../preload/contract/phone-numbers';
import type { Strings } from '../../../../strings/it';
import { stripQuotationMarks } from '../../../../strings/plain-name';

/** Returns the address on one line: "Via Roma, 12 · 00184 Roma"; `null` for none. */
export function addressLine({
  street,
  postalCode,
  city,
}: Pick<CustomerRecord, 'street' | 'postalCode' | 'city'>): string | null {
  const town = [postalCode, city].filter((part) => part !== null).join(' ');
  return [street, town].filter((part) => part !== null && part !== '').join(' · ') || null;
}

/** Returns the contact and invoice details as text for the clipboard. */
export function contactText(record: CustomerRecord, { detail }: Strings): string {
  const named = (['attentionTo', 'email', 'pec', 'url', 'vatNumber', 'fiscalCode', 'sdi'] as const).map(
    (field) => (record[field] == null ? null : `${detail.fields[field]}: ${record[field]}`),
  );
  const numbers = collectPhoneNumbers(record.phone, record.mobile).map(
    ({ text, note }) => `${detail.fields.phone}: ${text}${note === null ? '' : ` (${note})`}`,
  );
  const lines = [stripQuotationMarks(record.name), addressLine(record), ...numbers, ...named];
  return lines.filter((line) => line !== null).join('\n');
}
