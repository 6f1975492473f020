import type { ReactNode } from 'react';
import { useRows, useStrings } from '../../../stores/stores';
import { formatCents } from '../../../strings/format';
import classes from './list-sums.module.css';

const YEARS = ['salesCents', 'previousSales1Cents', 'previousSales2Cents'] as const;

/** What those listed have sold together, this year and the two before. */
export function ListSums(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const sums = useRows((state) => state.sums);
  return (
    <dl className={classes['sums']} aria-label={customers.sums} data-testid="customers-sums">
      {YEARS.map((year) => (
        <div key={year}>
          <dt>{customers.sumOf[year]}</dt>
          <dd data-testid={`sum-${year}`}>{sums === null ? '' : formatCents(sums[year], strings)}</dd>
        </div>
      ))}
    </dl>
  );
}
