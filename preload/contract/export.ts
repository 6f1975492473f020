import type { CustomerField, ExportedCustomer } from './customers';

/** The warnings about an export that is nevertheless complete. */
export const EXPORT_WARNING_CODES = [
  /** A column with an unknown caption (`column`). Its values are kept with the customers. */
  'UNKNOWN_COLUMN',
  /** The caption `column` was recognised although it differs slightly from `expected`. */
  'SIMILAR_COLUMN',
  /** The export lacks an optional column (`field`). The known values of the field stay. */
  'MISSING_OPTIONAL_COLUMN',
  /** A column lost its values. The known values stay until the next export confirms the loss. */
  'EMPTIED_COLUMN',
  /** The same ID in two rows. The first row is used; `row` is the number of the later one. */
  'DUPLICATE_ID',
  /** A cell whose value does not fit its column. The known value stays. */
  'BAD_VALUE',
  /** Too many cells, such as `example`, do not fit their column. The values of `field` stay. */
  'UNREADABLE_COLUMN',
  /** A column of past sales without any indication of its year. The known values stay. */
  'AMBIGUOUS_COLUMN',
  /** A text with an unreadable character. The known text stays. `id` is the ID of the customer. */
  'UNREADABLE_TEXT',
  /** The export has no `Count=`, so its number of rows could not be verified. */
  'NO_DECLARED_COUNT',
  /** The printed sum of `column` is wrong, although two readings agree on every field. */
  'SUM_MISMATCH',
  /** A text was cut to the maximum length in the cache. */
  'TEXT_TOO_LONG',
] as const;
export type ExportWarningCode = (typeof EXPORT_WARNING_CODES)[number];

/** A warning about an export, with columns, row numbers (from 1, as printed) and IDs, no values. */
export interface ExportWarning {
  readonly code: ExportWarningCode;
  readonly field?: CustomerField;
  readonly column?: string;
  readonly expected?: string;
  /** The shape of a cell: its digits and letters are masked. */
  readonly example?: string;
  readonly row?: number;
  readonly id?: string;
}

/** The number of sums printed under number columns, and the number of those that match the rows. */
export interface ExportSums {
  readonly printed: number;
  readonly verified: number;
}

/** A complete export, as read from the PDF. */
export interface ExportReading {
  readonly customers: readonly ExportedCustomer[];
  readonly warnings: readonly ExportWarning[];
  readonly pages: number;
  /** The number of rows according to the export itself; `null` if it prints none. */
  readonly declaredCount: number | null;
  readonly sums: ExportSums;
}
