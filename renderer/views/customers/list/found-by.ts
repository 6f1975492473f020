import type { CustomerListItem, ShownColumn } from '../../../../preload/contract';
import { DEFAULT_COLUMNS } from '../../../../preload/contract/list-columns';
import type { PhoneNumber } from '../../../../preload/contract/phone-numbers';
import { phoneNumbersOf } from '../../../../preload/contract/phone-numbers';
import type { Strings } from '../../../strings/it';
import { valueIn } from './list-cells';
import type { Range, SearchWords } from './match-ranges';
import { matchRanges, phoneRanges } from './match-ranges';

/** Fields that a customer may have been found by although the row may not show them. */
const HIDDEN_FIELDS = [
  'city',
  'vatNumber',
  'street',
  'postalCode',
  'id',
  'externalAccountNumber',
  'attentionTo',
  'email',
] as const satisfies readonly (keyof CustomerListItem)[];

/** So many characters before what was found still leave it in sight. */
const LONGEST_LEAD = 16;
const ELLIPSIS = '… ';

/** What a customer was found by that its row does not show. */
export interface FoundBy {
  /** The field's name, or the caption of a column that is none. */
  readonly name: string;
  /** As it is, or from a little before what was found, which one line would not show otherwise. */
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** Telling numbers apart takes longer than drawing them, and rows come and go as the list is scrolled. */
const phones = new WeakMap<object, readonly PhoneNumber[]>();

/** The number that stands in the row, and those that have no room in it. */
export function phonesInRow(item: Pick<CustomerListItem, 'phone' | 'mobile'>): readonly PhoneNumber[] {
  const known = phones.get(item) ?? phoneNumbersOf(item.phone, item.mobile);
  phones.set(item, known);
  return known;
}

/** What explains that the customer was found; `null` when the row does, or nothing was typed. */
export function foundBy(
  item: CustomerListItem,
  words: SearchWords,
  strings: Strings,
  columns: readonly ShownColumn[] = DEFAULT_COLUMNS,
): FoundBy | null {
  if (words.words.length === 0) {
    return null;
  }
  const printed = phonesInRow(item).map(({ text }) => text);
  const isPhoneShown = columns.some(({ column }) => column === 'phone');
  const first = isPhoneShown ? printed[0] : undefined;
  const otherPhones = isPhoneShown ? printed.slice(1) : printed;
  const shown = columns
    .filter(({ column }) => column !== 'phone' && column !== 'mobile')
    .map(({ column }) => valueIn(item, column) ?? '')
    .join('\n');
  // What the row shows needs no explaining: an address that begins like the name is not why a street was found.
  const unexplained = words.words.filter((word) => {
    const sought = { words: [word], number: null };
    return matchRanges(shown, sought).length === 0 && phoneRanges(first ?? '', sought).length === 0;
  });
  const isNumberShown =
    words.number !== null &&
    (phoneRanges(first ?? '', { words: [], number: words.number }).length > 0 ||
      matchRanges(shown, { words: [], number: words.number }).length > 0);
  if (unexplained.length === 0 || isNumberShown) {
    return null;
  }
  const sought = { words: unexplained, number: words.number };
  const { fields } = strings.detail;
  for (const text of otherPhones) {
    if (phoneRanges(text, sought).length > 0) {
      return { name: fields.phone, ...excerpt(text, phoneRanges(text, words)) };
    }
  }
  const hidden = HIDDEN_FIELDS.map((field) => [fields[field], item[field]] as const);
  const note = [strings.notes.foundIn, item.note?.excerpt ?? null] as const;
  for (const [name, text] of [...hidden, ...Object.entries(item.other), note]) {
    if (text !== null && matchRanges(text, sought).length > 0) {
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
