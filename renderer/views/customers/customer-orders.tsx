import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../preload/contract';
import { formatCents, formatDate, formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './customers.module.css';

/** Orders and sales of the three periods the export carries, as figures and as bars to compare. */
export function CustomerOrders({
  record,
  strings,
}: {
  readonly record: CustomerRecord;
  readonly strings: Strings;
}): ReactNode {
  const { detail } = strings;
  const periods = [
    { orders: record.orderCount, cents: record.salesCents },
    { orders: record.previousOrderCount1, cents: record.previousSales1Cents },
    { orders: record.previousOrderCount2, cents: record.previousSales2Cents },
  ];
  const most = Math.max(1, ...periods.map(({ cents }) => cents ?? 0));
  return (
    <section className={classes['group']}>
      <Text component="h3" className={classes['groupTitle']}>
        {detail.groups.orders}
      </Text>
      <table className={classes['periods']}>
        <thead>
          <tr>
            <th scope="col">
              {detail.fields.lastOrderDate}:{' '}
              {record.lastOrderDate === null ? detail.empty : formatDate(record.lastOrderDate, strings)}
            </th>
            <th scope="col">{detail.orders}</th>
            <th scope="col">{detail.sales}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map(({ orders, cents }, index) => (
            <tr key={detail.periods[index]}>
              <th scope="row">
                {detail.periods[index]}
                <span className={classes['bar']} style={{ width: `${((cents ?? 0) / most) * 100}%` }} />
              </th>
              <td>{orders === null ? detail.empty : formatNumber(orders, strings)}</td>
              <td>{cents === null ? detail.empty : formatCents(cents, strings)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
