import { phoneNumbersIn } from '../../preload/contract/phone-numbers';
import type { FileColumn, Values } from './cells';

/** A row's value in a column, with telephones as the window writes them. Cells that hold no telephone are empty. */
export function fileValue({ column }: FileColumn, value: Values[number]): Values[number] {
  if ((column !== 'phone' && column !== 'mobile') || typeof value !== 'string') {
    return value;
  }
  const numbers = phoneNumbersIn(value).map(({ text, note }) => (note === null ? text : `${text} (${note})`));
  return numbers.length === 0 ? null : numbers.join(' / ');
}
