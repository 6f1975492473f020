import type { CustomerChange, CustomerField } from '../../../../preload/contract';
import type { Strings } from '../../../strings/it';
import { kindName } from '../tools/kind-name';
import { displayValue } from './display-value';

/** Returns a change in words: the name of the field, or the column's caption, and both values. */
export function changeSentence(change: CustomerChange, strings: Strings): string {
  const { field, column, oldValue, newValue } = change;
  const { detail } = strings;
  const name = field === null ? (column ?? detail.history) : detail.fields[field];
  const shown = (value: string | number | null): string => shownValue(field, value, strings) ?? detail.empty;
  return detail.historyChange(name, shown(oldValue), shown(newValue));
}

/** Returns a changed value as displayed; values of unknown columns stay as printed. */
export function shownValue(
  field: CustomerField | null,
  value: string | number | null,
  strings: Strings,
): string | null {
  if (field === null) {
    return value === null ? null : String(value);
  }
  return field === 'type' && typeof value === 'string'
    ? kindName({ type: value, description: null }, strings, 'one')
    : displayValue(field, value, strings);
}
