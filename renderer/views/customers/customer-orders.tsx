import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../preload/contract';
import { TrendChart } from '../../components/trend-chart';
import { formatCents, formatDate, formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './customers.module.css';

/** Orders and sales of the three periods the export carries: the sales as bars, both as figures. */
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
  ].map((period, index) => ({ ...period, name: detail.periods[index] ?? '' }));
  const amount = (cents: number | null): string =>
    cents === null ? detail.empty : formatCents(cents, strings);
  const hasSales = periods.some(({ cents }) => (cents ?? 0) !== 0);
  return (
    <section className={classes['group']}>
      <Text component="h3" className={classes['groupTitle']}>
        {detail.groups.orders}
      </Text>
      {hasSales ? (
        <TrendChart
          label={detail.trend}
          bars={periods.toReversed().map(({ name, cents }) => ({
            label: name,
            text: amount(cents),
            value: cents,
          }))}
        />
      ) : null}
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
          {periods.map(({ name, orders, cents }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{orders === null ? detail.empty : formatNumber(orders, strings)}</td>
              <td>{amount(cents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
