import { Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../preload/contract';
import { useDataYear } from '../../../stores/stores';
import { formatCents, formatDate, formatNumber } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import shared from '../shared.module.css';
import classes from './customer-orders.module.css';

interface Year {
  readonly year: number;
  readonly orders: number | null;
  readonly cents: number | null;
}

/** The orders and sales of the three exported years, oldest first, so that the trend is visible. */
export function CustomerOrders({
  record,
  strings,
}: {
  readonly record: CustomerRecord;
  readonly strings: Strings;
}): ReactNode {
  const { detail } = strings;
  const year = useDataYear();
  const years: readonly Year[] = [
    { year: year - 2, orders: record.previousOrderCount2, cents: record.previousSales2Cents },
    { year: year - 1, orders: record.previousOrderCount1, cents: record.previousSales1Cents },
    { year, orders: record.orderCount, cents: record.salesCents },
  ];
  const most = Math.max(1, ...years.map(({ cents }) => Math.abs(cents ?? 0)));
  const { lastOrderDate } = record;
  return (
    <section className={shared['group']} data-testid="customer-orders">
      <div className={classes['head']}>
        <Text component="h3" className={shared['groupTitle']}>
          {detail.groups.orders}
        </Text>
        <span className={classes['last']}>
          {detail.fields.lastOrderDate}{' '}
          {lastOrderDate === null ? detail.empty : formatDate(lastOrderDate, strings)}
        </span>
      </div>
      <table className={classes['years']}>
        <thead>
          <tr>
            {[detail.year, detail.bar, detail.fields.orderCount, detail.fields.salesCents].map((caption) => (
              <th key={caption} scope="col">
                <VisuallyHidden>{caption}</VisuallyHidden>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((one) => (
            <YearRow key={one.year} of={one} most={most} strings={strings} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function YearRow(props: {
  readonly of: Year;
  /** The largest sales of these years in cents, shown as the longest bar. */
  readonly most: number;
  readonly strings: Strings;
}): ReactNode {
  const { of, most, strings } = props;
  const { year, orders, cents } = of;
  const { detail } = strings;
  return (
    <tr>
      <th scope="row">{year}</th>
      <td className={classes['room']}>
        {cents === null || cents === 0 ? null : (
          <span
            className={classes['bar']}
            data-negative={cents < 0 || undefined}
            style={{ width: `${(Math.abs(cents) / most) * 100}%` }}
          />
        )}
      </td>
      <td>{orders === null ? detail.empty : detail.orders(orders, formatNumber(orders, strings))}</td>
      <td>{cents === null ? detail.empty : formatCents(cents, strings)}</td>
    </tr>
  );
}
