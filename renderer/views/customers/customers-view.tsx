import { CloseButton, Group, Kbd, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { CUSTOMER_SCOPES, CUSTOMER_SORTS } from '../../../preload/contract/customers';
import { useCustomers, useStrings } from '../../stores/stores';
import { formatNumber } from '../../strings/format';
import { CustomerDetail } from './customer-detail';
import { CustomerList } from './customer-list';
import classes from './customers.module.css';

/** The customers: search, list and, beside it, the one that is open. */
export function CustomersView(): ReactNode {
  const strings = useStrings();
  const { search, setSearch, sort, setSort, scope, setScope, total, selectedId, select } = useCustomers(
    (state) => state,
  );
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['mod+K', () => input.current?.select()]], []);
  return (
    <div className={classes['view']}>
      <div className={classes['pane']}>
        <Group className={classes['toolbar']} gap="md" wrap="nowrap">
          <TextInput
            ref={input}
            className={classes['search']}
            data-testid="customers-search"
            aria-label={strings.customers.search}
            placeholder={strings.customers.searchPlaceholder}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                setSearch('');
              }
            }}
            leftSection={<IconSearch size={17} aria-hidden="true" />}
            rightSectionWidth={search === '' ? 64 : 34}
            rightSection={
              search === '' ? (
                <Kbd size="xs">{strings.customers.searchHint}</Kbd>
              ) : (
                <CloseButton size="sm" aria-label={strings.customers.clear} onClick={() => setSearch('')} />
              )
            }
          />
          <SegmentedControl
            size="xs"
            aria-label={strings.customers.scope}
            data-testid="customers-scope"
            data={CUSTOMER_SCOPES.map((value) => ({ value, label: strings.customers.scopes[value] }))}
            value={scope}
            onChange={setScope}
          />
          <Select
            className={classes['sort']}
            aria-label={strings.customers.sortBy}
            data={CUSTOMER_SORTS.map((value) => ({ value, label: strings.customers.sorts[value] }))}
            value={sort}
            allowDeselect={false}
            onChange={(value) => value !== null && setSort(value)}
          />
          <Text size="sm" className={classes['total']} data-testid="customers-total">
            {total === null ? '' : strings.customers.total(total, formatNumber(total, strings))}
          </Text>
        </Group>
        <CustomerList />
      </div>
      {selectedId === null ? null : <CustomerDetail onClose={() => select(null)} />}
    </div>
  );
}
