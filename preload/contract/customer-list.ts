/** The rows and filters of the customer list. No zod here: the window imports values. */
import type { CachedCustomer, CustomerRecord } from './customers';
import type { FixedColumn, ListColumn } from './list-columns';

/** The part of a note that a row of the list shows. */
export interface NoteMark {
  /** The words around the search match, or else the beginning of the note, on one line. */
  readonly excerpt: string;
  readonly dueOn: string | null;
}

/** A row of the customer list: the fields that the list shows or that a search may have matched. */
export type CustomerListItem = Pick<
  CustomerRecord,
  | 'id'
  | 'name'
  | 'city'
  | 'vatNumber'
  | 'phone'
  | 'mobile'
  | 'street'
  | 'postalCode'
  | 'attentionTo'
  | 'externalAccountNumber'
  | 'email'
  | 'other'
  | 'lastOrderDate'
  | 'salesCents'
  | 'type'
  | 'description'
> &
  Partial<
    Pick<
      CustomerRecord,
      'pec' | 'sdi' | 'fiscalCode' | 'url' | 'deliveryTerms' | 'accountNumber' | 'ourAccountNumber'
    >
  > &
  Pick<CachedCustomer, 'missingSince' | 'removedSince'> & {
    /** The agent's note about the customer; `null` for none. */
    readonly note: NoteMark | null;
    /** Present only for the agent's favourites. */
    readonly isStarred?: true;
    /** The requested columns that are not among the fields above. */
    readonly more?: Readonly<Partial<Record<FixedColumn, string | number | null>>>;
  };

/** The columns whose sort order has an index in the cache. */
export const CUSTOMER_SORTS = ['name', 'city', 'lastOrderDate', 'salesCents'] as const;
export type CustomerSort = ListColumn;

export const SORT_DIRECTIONS = ['ascending', 'descending'] as const;
export type SortDirection = (typeof SORT_DIRECTIONS)[number];

/**
 * The filters of the customer list.
 * `current`: customers in the last export or absent from it once. The next four split them by their
 * last order: `active` within 6 months, `dormant-6` and `dormant-12` no order for 6 or 12 months,
 * `potential` no order ever. `lost`: sales or orders last year and none this year. `new-prospects`:
 * prospects first seen within the last 30 days.
 * `due`: to call back today or earlier. `due-week`: to call back within 7 days or earlier. `dated`:
 * with a date to call back. `noted`: with a note or a date. `starred`: the agent's favourites.
 * These five also list missing and removed customers.
 * `missing`: current customers that the last export lacked. `removed`: customers absent from two
 * exports in a row.
 */
export const CUSTOMER_FILTERS = [
  'current',
  'active',
  'dormant-6',
  'dormant-12',
  'potential',
  'lost',
  'new-prospects',
  'due',
  'due-week',
  'dated',
  'noted',
  'starred',
  'missing',
  'removed',
] as const;
export type CustomerFilter = (typeof CUSTOMER_FILTERS)[number];

/** The filters that depend on the agent's notes and favourites. */
export const NOTE_FILTERS = [
  'due',
  'due-week',
  'dated',
  'noted',
  'starred',
] as const satisfies readonly CustomerFilter[];
export type NoteFilter = (typeof NOTE_FILTERS)[number];

/** The number of known customers per note filter. */
export type NoteCounts = Readonly<Record<NoteFilter, number>>;

export interface CustomerPage {
  readonly items: readonly CustomerListItem[];
  /** The number of matching customers on all pages. */
  readonly total: number;
  /** The number of matches of kinds not requested; 0 without a search or another filter. */
  readonly elsewhere: number;
  /** The position of the first customer that matches only approximately; `null` for none. */
  readonly similarFrom: number | null;
  /** Pages with the same version fit together, because nothing was written between them. */
  readonly version: string;
}

/** A customer that the agent has opened before. */
export type RecentCustomer = Pick<CustomerRecord, 'id' | 'name' | 'city'>;

/** A kind of customer according to the portal's TYPE column. */
export interface CustomerKind {
  /** The trimmed TYPE in lower case, '' for customers without one. Queries filter by this value. */
  readonly kind: string;
  /** The TYPE as the portal prints it for one of these customers. */
  readonly type: string | null;
  readonly description: string | null;
  /** The number of current customers of this kind. */
  readonly customers: number;
}

/** A city of current customers, in its most frequent spelling. */
export interface CustomerCity {
  readonly city: string;
  /** Other spellings of the same city; absent if there is only one spelling. */
  readonly otherSpellings?: readonly string[];
  /** The number of current customers in this city, in any spelling. */
  readonly customers: number;
}
