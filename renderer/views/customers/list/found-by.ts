import type { CustomerListItem, ShownColumn } from '../../../../preload/contract';
import { DEFAULT_COLUMNS } from '../../../../preload/contract/list-columns';
import type { PhoneNumber } from '../../../../preload/contract/phone-numbers';
import { collectPhoneNumbers } from '../../../../preload/contract/phone-numbers';
import type { SearchWord } from '../../../../preload/contract/search-text';
import type { Strings } from '../../../strings/it';
import { valueIn } from './list-cells';
import type { Range } from './match-ranges';
import { matchesWord, matchRanges } from './match-ranges';

/** Fields that the search covers but the row may not show. */
const HIDDEN_FIELDS = [
  'city',
  'vatNumber',
  'street',
  'postalCode',
  'id',
  'externalAccountNumber',
  'attentionTo',
  'email',
  'pec',
  'sdi',
  'fiscalCode',
  'url',
  'deliveryTerms',
  'accountNumber',
  'ourAccountNumber',
  'type',
  'description',
] as const satisfies readonly (keyof CustomerListItem)[];

/** The maximum number of characters shown before a match; a longer beginning is cut. */
const LONGEST_LEAD = 16;
const ELLIPSIS = '… ';

/** A match in a field that the row does not show. */
export interface FoundBy {
  /** The name of the field, or the caption of an unknown column. */
  readonly name: string;
  /** The text, shortened at its beginning if the match would otherwise not fit. */
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** The parsed numbers of each row, kept because parsing takes longer than drawing the row. */
const knownPhones = new WeakMap<object, readonly PhoneNumber[]>();

/** Returns the numbers of a row: the number shown, followed by those that do not fit. */
export function phonesInRow(item: Pick<CustomerListItem, 'phone' | 'mobile'>): readonly PhoneNumber[] {
  const known = knownPhones.get(item) ?? collectPhoneNumbers(item.phone, item.mobile);
  knownPhones.set(item, known);
  return known;
}

/** Returns the match that explains why a customer is listed; `null` if the row shows it. */
export function explainMatch(
  item: CustomerListItem,
  words: readonly SearchWord[],
  strings: Strings,
  columns: readonly ShownColumn[] = DEFAULT_COLUMNS,
): FoundBy | null {
  if (words.length === 0) {
    return null;
  }
  const printed = phonesInRow(item).map(({ text }) => text);
  const isPhoneShown = columns.some(({ column }) => column === 'phone');
  const otherPhones = isPhoneShown ? printed.slice(1) : printed;
  const shown = columns
    .filter(({ column }) => column !== 'phone' && column !== 'mobile')
    .map(({ column }) => String(valueIn(item, column) ?? ''));
  const inRow = isPhoneShown ? [...shown, printed[0] ?? ''] : shown;
  // A word visible in the row needs no explanation, even if a hidden field contains it too.
  const unexplained = words.filter((word) => !inRow.some((text) => matchesWord(text, word)));
  if (unexplained.length === 0) {
    return null;
  }
  const { fields } = strings.detail;
  const phones = otherPhones.map((text) => [fields.phone, text] as const);
  const hidden = HIDDEN_FIELDS.map((field) => [fields[field], item[field] ?? null] as const);
  const note = [strings.notes.foundIn, item.note?.excerpt ?? null] as const;
  for (const [name, text] of [...phones, ...hidden, ...Object.entries(item.other), note]) {
    if (text !== null && unexplained.some((word) => matchesWord(text, word))) {
      return { name, ...excerpt(text, matchRanges(text, words)) };
    }
  }
  return null;
}

function excerpt(text: string, ranges: readonly Range[]): Pick<FoundBy, 'text' | 'ranges'> {
  const first = ranges[0]?.start ?? 0;
  const from = first > LONGEST_LEAD ? text.lastIndexOf(' ', first - 2) + 1 : 0;
  if (from === 0) {
    return { text, ranges };
  }
  const shift = ELLIPSIS.length - from;
  return {
    text: ELLIPSIS + text.slice(from),
    ranges: ranges.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}
