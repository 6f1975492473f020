import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../preload/contract';
import { TrendChart } from '../../../components/trend-chart';
import { formatCents, formatDate, formatNumber } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import shared from '../shared.module.css';

/** Orders and sales of the three periods the export carries, the oldest first, so that one sees where it goes. */
export function CustomerOrders({
  record,
  strings,
}: {
  readonly record: CustomerRecord;
  readonly strings: Strings;
}): ReactNode {
  const { detail } = strings;
  const periods = [
    { orders: record.previousOrderCount2, cents: record.previousSales2Cents },
    { orders: record.previousOrderCount1, cents: record.previousSales1Cents },
    { orders: record.orderCount, cents: record.salesCents },
  ];
  return (
    <section className={shared['group']}>
      <Text component="h3" className={shared['groupTitle']}>
        {detail.groups.orders}
      </Text>
      <TrendChart
        label={detail.trend}
        bars={periods.map(({ orders, cents }, index) => ({
          label: detail.periods[index] ?? '',
          text: cents === null ? detail.empty : formatCents(cents, strings),
          note: orders === null ? detail.empty : detail.orders(orders, formatNumber(orders, strings)),
          value: cents,
        }))}
      />
      <dl className={shared['fields']}>
        <div className={shared['field']}>
          <dt>{detail.fields.lastOrderDate}</dt>
          <dd>{record.lastOrderDate === null ? detail.empty : formatDate(record.lastOrderDate, strings)}</dd>
        </div>
      </dl>
    </section>
  );
}
