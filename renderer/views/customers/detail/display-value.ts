import type { CustomerField } from '../../../../preload/contract';
import { parsePhoneNumbers } from '../../../../preload/contract/phone-numbers';
import { formatCents, formatDate, formatNumber } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import { kindName } from '../tools/kind-name';

/** Returns the formatted value of a field; `null` for an empty one. */
export function displayValue(
  field: CustomerField,
  value: string | number | null,
  strings: Strings,
): string | null {
  if (value === null || value === '') {
    return null;
  }
  if (typeof value === 'number') {
    return field.endsWith('Cents') ? formatCents(value, strings) : formatNumber(value, strings);
  }
  switch (field) {
    case 'lastOrderDate':
      return formatDate(value, strings);
    case 'phone':
    case 'mobile':
      return parsePhoneNumbers(value)
        .map(({ text }) => text)
        .join(' · ');
    case 'type':
      return kindName({ type: value, description: null }, strings, 'one');
    default:
      return value;
  }
}
