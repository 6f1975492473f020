/**
 * Customers as files and sheets that leave the app: tables for Excel, contacts for the phone, a sheet to print. Start
 * at `file-writer.ts`, which writes a file in a thread of its own; the other files each make one form. It must never
 * import the cache, which hands over values by column, nor app.
 */
import type { ColumnKind, ListColumn } from '../../preload/contract';

/** One customer's values in the order of the columns, as the cache gives them. */
export type Values = readonly (string | number | null)[];

export interface FileColumn {
  readonly column: ListColumn;
  readonly caption: string;
  readonly kind: ColumnKind;
}

/** A part of a file's bytes. */
export type Part = string | Uint8Array;

/** Makes a file's content out of customers that come piece by piece. */
export interface FileForm {
  /** What can be written already. */
  readonly add: (rows: readonly Values[]) => Part;
  /** What is left to write when all have come. */
  readonly end: () => Promise<Part>;
}

/** So many customers fit on a sheet of Excel, whose first row holds the captions. */
export const XLSX_ROWS_MAX = 1_048_575;

/** A date `yyyy-mm-dd` as Italians write it. */
export function italianDate(iso: string): string {
  return iso.split('-').reverse().join('/');
}

/** Integer cents with a decimal comma and no separators: "-1234,50". */
export function italianAmount(cents: number): string {
  return (cents / 100).toFixed(2).replace('.', ',');
}
