import type { CustomerChange } from '../../../../preload/contract';
import type { Strings } from '../../../strings/it';
import { displayValue } from './display-value';

/** What changed, with its old and new value: a field by its name, another column of the portal by its caption. */
export function changeSentence(change: CustomerChange, strings: Strings): string {
  const { field, column, oldValue, newValue } = change;
  const { detail } = strings;
  const name = field === null ? (column ?? detail.history) : detail.fields[field];
  const shown = (value: string | number | null): string =>
    (field === null ? otherValue(value) : displayValue(field, value, strings)) ?? detail.empty;
  return detail.historyChange(name, shown(oldValue), shown(newValue));
}

/** The text of a column that is no field, as the portal prints it. */
function otherValue(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
