import { phoneNumbersIn } from '../../preload/contract/phone-numbers';
import type { FileColumn, Values } from './cells';

/**
 * Returns a value for a file. Formats phone numbers as the window does; a phone cell without a
 * number becomes empty.
 */
export function fileValue({ column }: FileColumn, value: Values[number]): Values[number] {
  if ((column !== 'phone' && column !== 'mobile') || typeof value !== 'string') {
    return value;
  }
  const numbers = phoneNumbersIn(value).map(({ text, note }) => (note === null ? text : `${text} (${note})`));
  return numbers.length === 0 ? null : numbers.join(' / ');
}
