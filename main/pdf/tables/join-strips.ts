import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { PageTable } from './page-table';

/** The rows of one band of customers, with all their strips next to each other. */
export interface Band {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly declaredCount: number | null;
  /** The lower end of the last row, in points from the page's bottom. Infinity without rows. */
  readonly end: number;
}

/** The rounding difference, in points, between the heights of one customer's row on two strips. */
const TOLERANCE = 0.5;

/**
 * Joins the strips of a band. Fails with STRIP_MISMATCH unless all have the same rows at the same
 * heights: fields of two customers must never be mixed. `firstPage` counts from 0.
 */
export function joinStrips(strips: readonly PageTable[], firstPage: number): Result<Band, AppError> {
  const [first] = strips;
  if (first === undefined) {
    return fail(appError('INCOMPLETE_EXPORT', 'A band of customers has no pages'));
  }
  for (const [index, strip] of strips.entries()) {
    const page = firstPage + index + 1;
    if (strip.rows.length !== first.rows.length) {
      const details = { page, rows: strip.rows.length, expected: first.rows.length };
      return fail(
        appError('STRIP_MISMATCH', 'Two pages of one band have different numbers of rows', details),
      );
    }
    const apart = strip.rows.findIndex((row, rowIndex) => {
      const other = first.rows[rowIndex];
      const same = (a: number, b: number | undefined): boolean =>
        b !== undefined && Math.abs(a - b) <= TOLERANCE;
      return !same(row.top, other?.top) || !same(row.bottom, other?.bottom);
    });
    if (apart !== -1) {
      const details = { page, row: apart + 1 };
      return fail(
        appError('STRIP_MISMATCH', 'Two pages of one band have rows at different heights', details),
      );
    }
  }
  return ok({
    headers: strips.flatMap((strip) => strip.headers),
    rows: first.rows.map((_, row) => rowOf(strips, row)),
    declaredCount: strips.find((strip) => strip.declaredCount !== null)?.declaredCount ?? null,
    end: first.rows.at(-1)?.bottom ?? Infinity,
  });
}

/** Loops instead of flatMap for speed: it runs once for each customer. */
function rowOf(strips: readonly PageTable[], row: number): readonly string[] {
  const cells: string[] = [];
  for (const strip of strips) {
    for (const cell of strip.rows[row]?.cells ?? []) {
      cells.push(cell);
    }
  }
  return cells;
}
