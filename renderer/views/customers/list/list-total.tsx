import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRows, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';

/** The number of listed customers; empty until known. */
export function ListTotal(): ReactNode {
  const strings = useStrings();
  const total = useRows((state) => state.total);
  return (
    <Text component="span" inherit data-testid="customers-total" role="status">
      {total === null ? '' : strings.customers.total(total, formatNumber(total, strings))}
    </Text>
  );
}
