import type { CustomerListItem, ShownColumn } from '../../../../preload/contract';
import type { Strings } from '../../../strings/it';
import { columnName } from './list-cells';

/** The columns whose values need no caption. */
const PLAIN = ['name', 'city', 'street'];

/** Returns the text that screen readers read for a row: "Studio Rossi, Roma, vendite 120,00 €". */
export function rowLabel(
  item: CustomerListItem,
  columns: readonly ShownColumn[],
  texts: readonly string[],
  strings: Strings,
  isProspectMarked = false,
): string {
  const parts = columns.map(({ column }, index) => {
    const text = texts[index] ?? '';
    return text === '' || PLAIN.includes(column)
      ? text
      : `${columnName(column, strings).toLowerCase()} ${text}`;
  });
  const { note } = item;
  const marks = [
    isProspectMarked ? strings.customers.prospect : '',
    item.isStarred === true ? strings.notes.star : '',
    note === null || note.excerpt === '' ? '' : strings.notes.mark,
  ];
  return [...parts, ...marks].filter((part) => part !== '').join(', ');
}
