import type { CustomerField, ExportedCustomer } from './customers';

/** What a reader notices in an export that is whole all the same. */
export const EXPORT_WARNING_CODES = [
  /** A column whose header is not known; its cells are skipped. `column` holds the header. */
  'UNKNOWN_COLUMN',
  /** An optional column is not in this export; `field` names it. What is known of it stays. */
  'MISSING_OPTIONAL_COLUMN',
  /** The same ID again; the first stands. `row` is the later one. */
  'DUPLICATE_ID',
  /** Rows with ID 0, the ERP's own artefacts, dropped; `count` says how many. */
  'ZERO_ID_DROPPED',
  /** A cell that does not fit its column, read as `null`. */
  'BAD_VALUE',
  /** No `Count=` footer: the export could not be checked against its own total. */
  'NO_DECLARED_COUNT',
  /** A text cut to the length the cache keeps. */
  'TEXT_TOO_LONG',
] as const;
export type ExportWarningCode = (typeof EXPORT_WARNING_CODES)[number];

/** A note on an export; names columns and row numbers (from 1, in printed order), never values. */
export interface ExportWarning {
  readonly code: ExportWarningCode;
  readonly field?: CustomerField;
  readonly column?: string;
  readonly row?: number;
  readonly count?: number;
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
  /** The number of rows the export says it printed, ID 0 included; `null` without a footer. */
  readonly declaredCount: number | null;
}
