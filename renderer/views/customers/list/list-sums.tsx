import type { ReactNode } from 'react';
import { useRows, useStrings, useSync } from '../../../stores/stores';
import { formatCents } from '../../../strings/format';
import classes from './list-foot.module.css';

const YEARS = ['salesCents', 'previousSales1Cents', 'previousSales2Cents'] as const;

/**
 * The total sales of the listed customers for three years. They end with the year of the last
 * successful run, because its figures are shown.
 */
export function ListSums(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const sums = useRows((state) => state.sums);
  const syncedAt = useSync((state) => state.status?.metrics.lastSuccessTime ?? null);
  if (sums === null || syncedAt === null) {
    return null;
  }
  const newest = new Date(syncedAt).getFullYear();
  return (
    <dl className={classes['sums']} aria-label={customers.sums} data-testid="customers-sums">
      {YEARS.map((year, index) => (
        <div key={year}>
          <dt>{customers.sumOf(String(newest - index), index === 0)}</dt>
          <dd data-testid={`sum-${year}`}>{formatCents(sums[year], strings)}</dd>
        </div>
      ))}
    </dl>
  );
}
