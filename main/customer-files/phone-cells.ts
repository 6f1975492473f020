import { parsePhoneNumbers } from '../../preload/contract/phone-numbers';
import type { FileColumn, RowValues } from './cells';

/** Returns the value to write. Phone cells get their numbers as in the window, `null` if none. */
export function fileValue({ column }: FileColumn, value: RowValues[number]): RowValues[number] {
  if ((column !== 'phone' && column !== 'mobile') || typeof value !== 'string') {
    return value;
  }
  const numbers = parsePhoneNumbers(value).map(({ text, note }) =>
    note === null ? text : `${text} (${note})`,
  );
  return numbers.length === 0 ? null : numbers.join(' / ');
}
