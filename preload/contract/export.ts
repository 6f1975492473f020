import type { CustomerField, ExportedCustomer } from './customers';

/** What a reader notices in an export that is whole all the same. */
export const EXPORT_WARNING_CODES = [
  /** A column whose caption is not known, kept with the customers under it; `column` holds the caption. */
  'UNKNOWN_COLUMN',
  /** A column was taken for a field because its caption is nearly `expected`, the field's; `column` is as printed. */
  'SIMILAR_COLUMN',
  /** An optional column is not in this export; `field` names it. What is known of it stays. */
  'MISSING_OPTIONAL_COLUMN',
  /** A column is printed without the values it had. They stay until the next export says the same. */
  'EMPTIED_COLUMN',
  /** The same ID again; the first stands. `row` is the later one. */
  'DUPLICATE_ID',
  /** A cell that does not fit its column; what is known of it stays. */
  'BAD_VALUE',
  /** Of a column's filled cells too many do not fit it, such as `example`. What is known of its `field` stays. */
  'UNREADABLE_COLUMN',
  /** A column of past sales whose year nothing shows; what is known of those years stays. */
  'AMBIGUOUS_COLUMN',
  /** A character of a text cannot be read; what is known of it stays. `id` is the customer's. */
  'UNREADABLE_TEXT',
  /** No `Count=`: the export could not be checked against its own total. */
  'NO_DECLARED_COUNT',
  /** The sum under `column` is not what its rows add up to, though two ways of reading agree on every field. */
  'SUM_MISMATCH',
  /** A text cut to the length the cache keeps. */
  'TEXT_TOO_LONG',
] as const;
export type ExportWarningCode = (typeof EXPORT_WARNING_CODES)[number];

/** A note on an export; names columns, row numbers (from 1, in printed order) and IDs, never values. */
export interface ExportWarning {
  readonly code: ExportWarningCode;
  readonly field?: CustomerField;
  readonly column?: string;
  readonly expected?: string;
  /** A cell's form: its digits and letters are masked. */
  readonly example?: string;
  readonly row?: number;
  readonly id?: string;
}

/** The sums that an export prints under its number columns: how many, and how many of them its rows add up to. */
export interface ExportSums {
  readonly printed: number;
  readonly verified: number;
}

/** A whole export, read. */
export interface ExportReading {
  readonly customers: readonly ExportedCustomer[];
  readonly warnings: readonly ExportWarning[];
  readonly pages: number;
  /** The number of rows the export says it printed; `null` when it does not say. */
  readonly declaredCount: number | null;
  readonly sums: ExportSums;
}
