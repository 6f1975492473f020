/**
 * Exports customers as files and sheets: tables for Excel, contacts for the phone, a sheet to
 * print. Start at `file-writer.ts`, which writes a file in its own thread. Each of the other files
 * makes one format. This folder must import neither app nor the cache: it receives plain values.
 */
import type { ColumnKind, ListColumn } from '../../preload/contract';

/** One customer's values, in the order of the columns. */
export type RowValues = readonly (string | number | null)[];

export interface FileColumn {
  readonly column: ListColumn;
  readonly caption: string;
  readonly kind: ColumnKind;
}

export type FilePart = string | Uint8Array;

/** Converts batches of customers to the content of a file. */
export interface FileFormat {
  /** Adds a batch and returns the content that can already be written. */
  readonly add: (rows: readonly RowValues[]) => FilePart;
  /** Returns the rest of the content after the last batch. */
  readonly end: () => Promise<FilePart>;
}

/** The number of customers that fit on a sheet of Excel: its row limit less the row of captions. */
export const XLSX_ROWS_MAX = 1_048_575;

/** Formats a date `yyyy-mm-dd` as `dd/mm/yyyy`. */
export function italianDate(iso: string): string {
  return iso.split('-').reverse().join('/');
}

/** Formats integer cents with a decimal comma and no separators: "-1234,50". */
export function italianAmount(cents: number): string {
  return (cents / 100).toFixed(2).replace('.', ',');
}
