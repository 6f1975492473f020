/** What the list can show, be ordered by and be taken along with. Without zod: the window takes values from here. */
import type { CustomerField } from './customers';
import { CUSTOMER_FIELDS, NUMBER_FIELDS } from './customers';

/** What is worked out: the sales against those of last year, in cents and as a fraction of last year's. */
const COMPUTED_COLUMNS = ['change', 'changeShare'] as const;
type ComputedColumn = (typeof COMPUTED_COLUMNS)[number];

const OTHER_PREFIX = 'other:';
/** The longest caption that is kept as a column of its own. */
const CAPTION_MAX = 500;

/** The agent's own columns: the day to call back, `yyyy-mm-dd`, and the text of the note. */
const NOTE_COLUMNS = ['dueOn', 'note'] as const;
export type NoteColumn = (typeof NOTE_COLUMNS)[number];

/** A field, what is worked out of fields, the agent's own, or a column of the portal that is no field, by its caption. */
export type ListColumn = StoredColumn | NoteColumn | `other:${string}`;

/** A column that the customers' own file has for all agents. */
export type StoredColumn = CustomerField | ComputedColumn;

/** A column that is the same for all agents. */
export type FixedColumn = Exclude<ListColumn, `other:${string}`>;

export const FIXED_COLUMNS: readonly FixedColumn[] = [
  ...CUSTOMER_FIELDS,
  ...COMPUTED_COLUMNS,
  ...NOTE_COLUMNS,
];

/** The portal's own column with this caption. */
export function otherColumn(caption: string): ListColumn {
  return `${OTHER_PREFIX}${caption}`;
}

/** The caption of a column that is no field; `null` for all others. */
export function captionOf(column: ListColumn): string | null {
  return column.startsWith(OTHER_PREFIX) ? column.slice(OTHER_PREFIX.length) : null;
}

/** Whether a column is the agent's own. */
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

/** How a column's values are written: a `code` is digits or letters of which none may be lost. */
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

/** Amounts are integer cents, shares fractions, dates `yyyy-mm-dd`. */
export function kindOf(column: ListColumn): ColumnKind {
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

/** The bounds of a column's width in the list, in pixels at the usual text size. */
export const COLUMN_WIDTH_MIN = 56;
export const COLUMN_WIDTH_MAX = 900;

/** A column that is shown, with the width the agent has given it; `null` leaves it to the list. */
export interface ShownColumn {
  readonly column: ListColumn;
  readonly width: number | null;
}

/** What the list shows until the agent chooses otherwise. The name always comes first. */
export const DEFAULT_COLUMNS: readonly ShownColumn[] = (
  ['name', 'city', 'phone', 'lastOrderDate', 'salesCents', 'change'] as const
).map((column) => ({ column, width: null }));

/** What of the list's state is kept over restarts, apart from its columns. */
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
