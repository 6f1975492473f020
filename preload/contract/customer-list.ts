/** The list of customers: its rows, and what it can be asked for. Without zod: the window takes values from here. */
import type { CachedCustomer, CustomerRecord } from './customers';
import type { FixedColumn, ListColumn } from './list-columns';

/** What a row of the list shows of a note. */
export interface NoteMark {
  /** The words around what was searched for, else how it begins; in one line. */
  readonly excerpt: string;
  readonly dueOn: string | null;
}

/** A row of the customers list: what the list shows, and what it may have been found by. */
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
    /** What the agent has written about the customer; `null` for nothing. */
    readonly note: NoteMark | null;
    /** The customer is a favourite; absent for all others. */
    readonly isStarred?: true;
    /** The columns that were asked for and are none of these. */
    readonly more?: Readonly<Partial<Record<FixedColumn, string | number | null>>>;
  };

/** The orders that the store keeps at hand; it works out those by other columns. */
export const CUSTOMER_SORTS = ['name', 'city', 'lastOrderDate', 'salesCents'] as const;
export type CustomerSort = ListColumn;

export const SORT_DIRECTIONS = ['ascending', 'descending'] as const;
export type SortDirection = (typeof SORT_DIRECTIONS)[number];

/**
 * Which customers to list. `current`: those that exports hold or lacked once; the next four part these by their last
 * order: `active` within 6 months, `dormant-6` and `dormant-12` none for 6 or 12 months, `potential` never one. `lost`:
 * those with sales or orders last year and none this year; `new-prospects`: those seen first within 30 days.
 * `due`: those to call back today or before; `due-week`: within 7 days or before; `dated`: those with a date to call back;
 * `noted`: those with a note or a date; `starred`: the agent's favourites; these five whether gone or not.
 * `missing`: current ones that the last export lacked; `removed`: those that are gone.
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

/** The filters that are answered by what the agent has written. */
export const NOTE_FILTERS = [
  'due',
  'due-week',
  'dated',
  'noted',
  'starred',
] as const satisfies readonly CustomerFilter[];
export type NoteFilter = (typeof NOTE_FILTERS)[number];

/** How many known customers each filter of notes lists. */
export type NoteCounts = Readonly<Record<NoteFilter, number>>;

export interface CustomerPage {
  readonly items: readonly CustomerListItem[];
  /** How many customers match in all, whatever the page. */
  readonly total: number;
  /** How many more would match if all kinds were asked for; 0 where nothing but kinds narrows the list. */
  readonly elsewhere: number;
  /** The position in the list from which on customers do not have what was typed, only something like it; `null` for none. */
  readonly similarFrom: number | null;
  /** Pages of one version fit each other: nothing was written between them. */
  readonly version: string;
}

/** A customer whom the agent has opened before. */
export type RecentCustomer = Pick<CustomerRecord, 'id' | 'name' | 'city'>;

/** A kind of customers, as the portal parts them by TYPE. */
export interface CustomerKind {
  /** TYPE in lower case without blanks around it, '' for customers without one: what a query asks for. */
  readonly kind: string;
  /** As one of its customers has it. */
  readonly type: string | null;
  readonly description: string | null;
  /** How many current customers are of it. */
  readonly customers: number;
}

/** A city that current customers have, as most of them write it. */
export interface CustomerCity {
  readonly city: string;
  /** Other spellings of the same city; absent when there is only one. */
  readonly alike?: readonly string[];
  /** How many current customers are there, however they write it. */
  readonly customers: number;
}
