import type { CustomerField } from './customers';

/**
 * What can happen to a customer: first seen, a field changed, absent from an export (`missing`), absent from the next
 * one too (`removed`), in an export again (`back`).
 */
export type ChangeKind = 'new' | 'changed' | 'missing' | 'removed' | 'back';

/** One entry of the history, which goes back 12 months. */
export interface CustomerChange {
  /** Counts up; the history is ordered by it, not by time. */
  readonly number: number;
  readonly customerId: string;
  /** The customer's present name. */
  readonly customerName: string;
  readonly kind: ChangeKind;
  /** The field that changed, with its values; `null` unless `kind` is `changed`. */
  readonly field: CustomerField | null;
  /** The caption of the column that changed when it is none of the fields, else `null`. */
  readonly column: string | null;
  readonly oldValue: string | number | null;
  readonly newValue: string | number | null;
  /** UTC ISO 8601. */
  readonly at: string;
  /** The number of the run that found it. */
  readonly run: number;
}

/** A page of the history, newest first. */
export interface ChangePage {
  readonly items: readonly CustomerChange[];
  /** How many changes match in all, whatever the page. */
  readonly total: number;
  /** How many customers these changes are of. */
  readonly customers: number;
  /** The last change that the agent has seen in "Novità"; 0 for none. */
  readonly seenUpTo: number;
}

/**
 * What news are sorted by: prospects that became customers, orders, customers that are new, ways to reach them, those
 * that come and go, all else.
 */
export const NEWS_KINDS = ['won', 'orders', 'new', 'contacts', 'absence', 'other'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** Whose news are shown: of the agent's own customers, or of prospects too. */
export const NEWS_SCOPES = ['own', 'all'] as const;
export type NewsScope = (typeof NEWS_SCOPES)[number];

/** What has happened to one customer on one of the computer's own days. */
export interface NewsStory {
  readonly customerId: string;
  /** The customer's present name. */
  readonly customerName: string;
  /** Whether the customer's present kind is one of prospects. */
  readonly isProspect: boolean;
  /** Whether the agent has said to have seen it. */
  readonly isSeen: boolean;
  /** `yyyy-mm-dd`. */
  readonly day: string;
  /** When the last of it was found, UTC ISO 8601. */
  readonly at: string;
  /** The number of its last change, by which it is told from others. */
  readonly number: number;
  readonly kinds: readonly NewsKind[];
  /** In the order in which they were found. */
  readonly changes: readonly CustomerChange[];
}

/**
 * A page of news: what the agent has not seen yet, then what was seen, each with the newest day first and in it those
 * who became customers and those with orders.
 */
export interface NewsPage {
  readonly stories: readonly NewsStory[];
  /** How many stories there are of the kind and scope that were asked for, whatever the page. */
  readonly total: number;
  /** How many customers there is unseen news of, whatever the kind and scope. */
  readonly customers: number;
  /** The same of the agent's own customers alone. */
  readonly own: number;
  /** The same by kind, in the scope that was asked for; a customer may be in several. */
  readonly counts: Readonly<Record<NewsKind, number>>;
  /** The last change that was seen; 0 for none. */
  readonly seenUpTo: number;
  /** The last change that was looked at: what later pages are asked up to, and what is marked as seen. */
  readonly upTo: number;
}
