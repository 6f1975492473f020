import type { CustomerField } from './customers';

/**
 * The kinds of events of a customer.
 * `new`: seen for the first time. `changed`: a field changed. `missing`: absent from one export.
 * `removed`: absent from two exports in a row. `back`: in an export again.
 */
export type ChangeKind = 'new' | 'changed' | 'missing' | 'removed' | 'back';

/** One entry of the history, which goes back 12 months. */
export interface CustomerChange {
  /** A number that grows with each change. The history is ordered by it, not by time. */
  readonly number: number;
  readonly customerId: string;
  /** The current name of the customer. */
  readonly customerName: string;
  readonly kind: ChangeKind;
  /** The field that changed; `null` unless `kind` is `changed` and the column is a known field. */
  readonly field: CustomerField | null;
  /** The caption of a changed column that is not a known field, otherwise `null`. */
  readonly column: string | null;
  readonly oldValue: string | number | null;
  readonly newValue: string | number | null;
  /** UTC ISO 8601. */
  readonly at: string;
  /** The number of the sync run that found the change. */
  readonly run: number;
}

/** A page of the history, newest first. */
export interface ChangePage {
  readonly items: readonly CustomerChange[];
  /** The number of matching changes on all pages. */
  readonly total: number;
  /** The number of different customers among the matching changes. */
  readonly customers: number;
  /** The number of the last change that the agent has seen in "Novità"; 0 for none. */
  readonly seenUpTo: number;
}

/** The categories of news. `won`: a prospect became a customer. `absence`: missing or returned. */
export const NEWS_KINDS = ['won', 'orders', 'new', 'contacts', 'absence', 'other'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** The scope of the news shown: only the agent's own customers, or prospects too. */
export const NEWS_SCOPES = ['own', 'all'] as const;
export type NewsScope = (typeof NEWS_SCOPES)[number];

/** The changes of one customer on one day in the computer's time zone. */
export interface NewsStory {
  readonly customerId: string;
  /** The current name of the customer. */
  readonly customerName: string;
  /** Whether the customer is a prospect at present. */
  readonly isProspect: boolean;
  readonly isSeen: boolean;
  /** `yyyy-mm-dd`. */
  readonly day: string;
  /** The time at which the last change of the story was found, UTC ISO 8601. */
  readonly at: string;
  /** The number of the last change of the story; identifies the story. */
  readonly number: number;
  readonly kinds: readonly NewsKind[];
  /** In the order in which the changes were found. */
  readonly changes: readonly CustomerChange[];
}

/**
 * A page of news. Unseen stories precede seen ones, newer days precede older ones. Within a day,
 * won customers and customers with orders come first.
 */
export interface NewsPage {
  readonly stories: readonly NewsStory[];
  /** The number of stories of the requested kind and scope on all pages. */
  readonly total: number;
  /** The number of customers with unseen news of any kind and scope. */
  readonly customers: number;
  /** The number of the agent's own customers with unseen news of any kind. */
  readonly own: number;
  /** The number of customers with unseen news by kind, in this scope. Kinds may share customers. */
  readonly counts: Readonly<Record<NewsKind, number>>;
  /** The number of the last change that was seen; 0 for none. */
  readonly seenUpTo: number;
  /** The number of the last change included. Later pages and "mark as seen" use the same limit. */
  readonly upTo: number;
}
