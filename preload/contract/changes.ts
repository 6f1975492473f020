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
