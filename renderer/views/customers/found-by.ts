import type { CustomerListItem, ShownColumn } from '../../../preload/contract';
import { DEFAULT_COLUMNS } from '../../../preload/contract/list-columns';
import type { Strings } from '../../strings/it';
import { valueIn } from './list-cells';
import type { Range, SearchWords } from './match-ranges';
import { matchRanges } from './match-ranges';

/** Fields that a customer may have been found by although the row may not show them. */
const HIDDEN_FIELDS = [
  'city',
  'phone',
  'vatNumber',
  'street',
  'postalCode',
  'mobile',
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

/** What explains that the customer was found; `null` when the row does, or nothing was typed. */
export function foundBy(
  item: CustomerListItem,
  words: SearchWords,
  strings: Strings,
  columns: readonly ShownColumn[] = DEFAULT_COLUMNS,
): FoundBy | null {
  const shown = columns.map(({ column }) => valueIn(item, column) ?? '').join('\n');
  // What the row shows needs no explaining: an address that begins like the name is not why a street was found.
  const unexplained = words.words.filter(
    (word) => matchRanges(shown, { words: [word], number: null }).length === 0,
  );
  const isNumberShown =
    words.number !== null && matchRanges(shown, { words: [], number: words.number }).length > 0;
  if (unexplained.length === 0 || isNumberShown) {
    return null;
  }
  const sought = { words: unexplained, number: words.number };
  const hidden = HIDDEN_FIELDS.map((field) => [strings.detail.fields[field], item[field]] as const);
  for (const [name, text] of [...hidden, ...Object.entries(item.other)]) {
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
