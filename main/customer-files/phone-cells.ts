import { parsePhoneNumbers } from '../../preload/contract/phone-numbers';
import type { FileColumn, RowValues } from './cells';

/** Returns the value for a file: phone numbers as in the window, `null` for a cell without any. */
export function fileValue({ column }: FileColumn, value: RowValues[number]): RowValues[number] {
  if ((column !== 'phone' && column !== 'mobile') || typeof value !== 'string') {
    return value;
  }
  const numbers = parsePhoneNumbers(value).map(({ text, note }) =>
    note === null ? text : `${text} (${note})`,
  );
  return numbers.length === 0 ? null : numbers.join(' / ');
}
