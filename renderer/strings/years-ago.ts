import type { CustomerField } from '../../preload/contract';

/** The number of years between the current figures and those of an earlier year. */
export const YEARS_AGO: Readonly<Partial<Record<CustomerField, number>>> = {
  previousOrderCount2: 2,
  previousSales2Cents: 2,
  previousOrderCount1: 1,
  previousSales1Cents: 1,
};
