import { Select } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CustomerFilter } from '../../../../../preload/contract';
import { CUSTOMER_FILTERS } from '../../../../../preload/contract/customer-list';
import { useCount, useListQueryParts, useStrings } from '../../../../stores/stores';
import { formatNumber } from '../../../../strings/format';
import classes from './orders-filter.module.css';

/** The filter by orders, notes and presence in the portal's list. */
export function OrdersFilter(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const { filter, setFilter } = useListQueryParts('filter', 'setFilter');
  const counts: Partial<Record<CustomerFilter, number | undefined>> = {
    due: useCount('filter:due'),
    'due-week': useCount('filter:due-week'),
    dated: useCount('filter:dated'),
    noted: useCount('filter:noted'),
    starred: useCount('filter:starred'),
  };
  const labelOf = (value: CustomerFilter): string => {
    const count = counts[value];
    const label = customers.filters[value];
    return count === undefined ? label : customers.filterCount(label, formatNumber(count, strings));
  };
  const isActive = filter !== 'current';
  return (
    <Select
      size="xs"
      className={`${classes['filter'] ?? ''} ${isActive ? (classes['active'] ?? '') : ''}`}
      classNames={{ input: classes['input'] ?? '' }}
      aria-label={customers.filter}
      title={isActive ? labelOf(filter) : undefined}
      data-testid="customers-filter"
      data={CUSTOMER_FILTERS.map((value) => ({ value, label: labelOf(value) }))}
      value={filter}
      allowDeselect={false}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      maxDropdownHeight={420}
      rightSection={<IconChevronDown size={14} aria-hidden="true" />}
      rightSectionWidth={26}
      rightSectionPointerEvents={isActive ? 'all' : 'none'}
      clearable={isActive}
      clearSectionMode={isActive ? 'clear' : 'rightSection'}
      clearButtonProps={{
        className: classes['away'] ?? '',
        size: 'sm',
        'aria-hidden': undefined,
        'aria-label': customers.takeAway(customers.filters[filter]),
        tabIndex: 0,
      }}
      onChange={(value) => setFilter(value ?? 'current')}
    />
  );
}
