import type { CustomerField } from '../../preload/contract';

/** How many years ago the figures of an earlier year are of. */
export const YEARS_AGO: Readonly<Partial<Record<CustomerField, number>>> = {
  previousOrderCount2: 2,
  previousSales2Cents: 2,
  previousOrderCount1: 1,
  previousSales1Cents: 1,
};
