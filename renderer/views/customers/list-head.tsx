import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CustomerSort, SortDirection } from '../../../preload/contract';
import { naturalDirection } from '../../stores/customers-store';
import { useCustomers, useStrings } from '../../stores/stores';
import classes from './customers.module.css';

/** The names of the columns; all but the phone order the list, a second click the other way round. */
export function ListHead(): ReactNode {
  const { customers } = useStrings();
  return (
    <div className={classes['head']}>
      <SortButton sort="name" />
      <SortButton sort="city" />
      <span>{customers.contact}</span>
      <SortButton sort="lastOrderDate" />
      <SortButton sort="salesCents" />
    </div>
  );
}

function SortButton({ sort }: { readonly sort: CustomerSort }): ReactNode {
  const { customers } = useStrings();
  const { sort: current, direction, sortBy } = useCustomers((state) => state);
  const isCurrent = sort === current;
  const turned: SortDirection = direction === 'ascending' ? 'descending' : 'ascending';
  const next = isCurrent ? turned : naturalDirection(sort);
  const Arrow = direction === 'ascending' ? IconChevronUp : IconChevronDown;
  const name = customers.sorts[sort];
  return (
    <UnstyledButton
      className={classes['sortButton']}
      data-current={isCurrent || undefined}
      data-testid={`sort-${sort}`}
      aria-label={customers.sortColumn(name, customers.directions[next])}
      onClick={() => sortBy(sort)}
    >
      {name}
      {isCurrent ? <Arrow size={14} aria-hidden="true" /> : null}
    </UnstyledButton>
  );
}
