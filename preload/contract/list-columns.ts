/** The columns of the list and of customer files. No zod here: the window imports values. */
import type { CustomerField } from './customers';
import { CUSTOMER_FIELDS, NUMBER_FIELDS } from './customers';

/** The computed columns: the difference from last year's sales, in cents and as a fraction. */
const COMPUTED_COLUMNS = ['change', 'changeShare'] as const;
type ComputedColumn = (typeof COMPUTED_COLUMNS)[number];

const OTHER_PREFIX = 'other:';
/** The maximum length of a caption that becomes a column of its own, in UTF-16 code units. */
const CAPTION_MAX = 500;

/** The agent's own columns: the date to call back, `yyyy-mm-dd`, and the text of the note. */
const NOTE_COLUMNS = ['dueOn', 'note'] as const;
export type NoteColumn = (typeof NOTE_COLUMNS)[number];

/** Any column: a field, a computed column, a column of the agent's own, or an unknown caption. */
export type ListColumn = StoredColumn | NoteColumn | `other:${string}`;

/** A column with data from the portal, printed there or computed. */
export type StoredColumn = CustomerField | ComputedColumn;

/** Any column except those with an unknown caption. */
export type FixedColumn = Exclude<ListColumn, `other:${string}`>;

export const FIXED_COLUMNS: readonly FixedColumn[] = [
  ...CUSTOMER_FIELDS,
  ...COMPUTED_COLUMNS,
  ...NOTE_COLUMNS,
];

/** Returns the column for an unknown caption of the portal. */
export function columnWithCaption(caption: string): ListColumn {
  return `${OTHER_PREFIX}${caption}`;
}

/** Returns the caption of a column that is not a known field; `null` for other columns. */
export function columnCaption(column: ListColumn): string | null {
  return column.startsWith(OTHER_PREFIX) ? column.slice(OTHER_PREFIX.length) : null;
}

export function isNoteColumn(column: ListColumn): column is NoteColumn {
  return (NOTE_COLUMNS as readonly ListColumn[]).includes(column);
}

export function isListColumn(value: unknown): value is ListColumn {
  return (
    typeof value === 'string' &&
    ((FIXED_COLUMNS as readonly string[]).includes(value) ||
      (value.startsWith(OTHER_PREFIX) &&
        value.length > OTHER_PREFIX.length &&
        value.length <= OTHER_PREFIX.length + CAPTION_MAX))
  );
}

/** The format of a column's values. A `code` is an identifier that keeps its leading zeros. */
export type ColumnKind = 'text' | 'code' | 'date' | 'count' | 'amount' | 'share';

const CODES: readonly ListColumn[] = [
  'id',
  'accountNumber',
  'vatNumber',
  'sdi',
  'fiscalCode',
  'postalCode',
  'phone',
  'mobile',
  'externalAccountNumber',
  'ourAccountNumber',
];

/** Returns the format of a column: integer cents, fractions for shares, `yyyy-mm-dd` for dates. */
export function formatOfColumn(column: ListColumn): ColumnKind {
  if (CODES.includes(column)) {
    return 'code';
  }
  switch (column) {
    case 'lastOrderDate':
    case 'dueOn':
      return 'date';
    case 'change':
      return 'amount';
    case 'changeShare':
      return 'share';
    default:
      if ((NUMBER_FIELDS as readonly string[]).includes(column)) {
        return column.endsWith('Cents') ? 'amount' : 'count';
      }
      return 'text';
  }
}

/** The minimum and maximum width of a list column, in pixels at the default text size. */
export const COLUMN_WIDTH_MIN = 56;
export const COLUMN_WIDTH_MAX = 900;

/** A visible column with the width that the agent has set; `null` for the default width. */
export interface ShownColumn {
  readonly column: ListColumn;
  readonly width: number | null;
}

/** The columns shown until the agent chooses others. The name always comes first. */
export const DEFAULT_COLUMNS: readonly ShownColumn[] = (
  ['name', 'city', 'phone', 'lastOrderDate', 'salesCents', 'change'] as const
).map((column) => ({ column, width: null }));

/** The parts of the list query that are kept across restarts. */
export const LIST_QUERY_KEYS = [
  'filter',
  'cities',
  'postalCode',
  'withPhone',
  'salesFrom',
  'salesTo',
  'sort',
  'direction',
  'kinds',
] as const;
