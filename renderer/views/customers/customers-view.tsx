import { CloseButton, Group, Kbd, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { shortcut } from '../../keys';
import { useCustomers, useStrings, useUi } from '../../stores/stores';
import { formatNumber } from '../../strings/format';
import { CustomerDetail } from './customer-detail';
import { CustomerList } from './customer-list';
import classes from './customers.module.css';
import { FoundElsewhere } from './found-elsewhere';
import { ListFilters } from './list-filters';
import { ListSums } from './list-sums';
import { TakeAlongDialog, TakenAlongNote } from './take-along';

/**
 * The customers: search, list and, beside it, the one that is open. By keyboard: from the search, arrow down goes into
 * the list and Enter opens the first; in the list, Enter goes into the customer, Escape comes back, and once more to
 * the search.
 */
export function CustomersView(): ReactNode {
  const strings = useStrings();
  const { search, setSearch, total, selectedId, select, moveTo, openAtCursor, cursor } = useCustomers(
    (state) => state,
  );
  const { isSearchWanted, searchShown } = useUi((state) => state);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [isInDetail, setInDetail] = useState(false);
  const isReturning = useRef(false);
  useEffect(() => {
    // Only now is the list there to take the focus: in a narrow window the customer was in its place.
    if (selectedId === null && isReturning.current) {
      isReturning.current = false;
      list.current?.focus();
    }
  }, [selectedId]);
  useEffect(() => {
    if (isSearchWanted) {
      input.current?.select();
      searchShown();
    }
  }, [isSearchWanted, searchShown]);

  const enterDetail = (): void => {
    openAtCursor();
    setInDetail(true);
  };
  const closeDetail = (): void => {
    select(null);
    setInDetail(false);
    isReturning.current = true;
  };
  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      moveTo(Math.max(cursor, 0));
      list.current?.focus();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      enterDetail();
    } else if (event.key === 'Escape' && search !== '') {
      event.preventDefault();
      setSearch('');
    }
  };
  return (
    <div className={classes['view']}>
      <div className={classes['pane']}>
        <div className={classes['toolbar']}>
          <Group gap="md" wrap="nowrap">
            <TextInput
              ref={input}
              className={classes['search']}
              data-testid="customers-search"
              aria-label={strings.customers.search}
              placeholder={strings.customers.searchPlaceholder}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
              onKeyDown={onSearchKey}
              leftSection={<IconSearch size={17} aria-hidden="true" />}
              rightSectionWidth={search === '' ? 64 : 34}
              rightSection={
                search === '' ? (
                  <Kbd size="xs">{shortcut('K')}</Kbd>
                ) : (
                  <CloseButton size="sm" aria-label={strings.customers.clear} onClick={() => setSearch('')} />
                )
              }
            />
            <div className={classes['total']}>
              <Text size="sm" data-testid="customers-total" role="status">
                {total === null ? '' : strings.customers.total(total, formatNumber(total, strings))}
              </Text>
              <FoundElsewhere />
            </div>
          </Group>
          <ListFilters />
          <ListSums />
        </div>
        <TakenAlongNote />
        <CustomerList listRef={list} onEnter={enterDetail} onLeave={() => input.current?.select()} />
      </div>
      {selectedId === null ? null : <CustomerDetail takesFocus={isInDetail} onClose={closeDetail} />}
      <TakeAlongDialog />
    </div>
  );
}
