import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { InHeader } from '../../components/header-place';
import { useIsBeforeFirst, useOpenCustomerParts, useUi } from '../../stores/stores';
import classes from './customers-view.module.css';
import { OutsideFailure } from './detail/contact/outside-failure';
import { CustomerDetail } from './detail/customer-detail';
import { CustomerKeys } from './keys/customer-keys';
import { CustomerList } from './list/customer-list';
import { ListFoot } from './list/list-foot';
import { CustomerFileDialog, CustomerFileNotice } from './tools/customer-file-dialog';
import { FilterLine } from './tools/filters/filter-line';
import { SearchBox } from './tools/search-box';

/**
 * The customers screen: search, list and, next to it, the open customer. In the search, arrow down
 * enters the list and Enter opens the first customer. In the list, Enter moves the focus to the
 * open customer. Escape returns to the list, then to the search.
 */
export function CustomersView(): ReactNode {
  const { selectedId, select, openAtCursor } = useOpenCustomerParts('selectedId', 'select', 'openAtCursor');
  const { isSearchWanted, searchShown } = useUi((state) => state);
  const isFirst = useIsBeforeFirst();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [isInDetail, setInDetail] = useState(false);
  const isReturning = useRef(false);
  useEffect(() => {
    // In a narrow window the customer hid the list, which could not take the focus until now.
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
  return (
    <div className={classes['view']}>
      <InHeader>
        <SearchBox
          inputRef={input}
          onDown={() => list.current?.focus()}
          onEnter={enterDetail}
          onOpen={(id) => {
            select(id);
            setInDetail(true);
          }}
        />
      </InHeader>
      {isFirst ? null : <FilterLine />}
      <div className={classes['body']}>
        <div className={classes['pane']}>
          <CustomerFileNotice />
          {selectedId === null ? <OutsideFailure /> : null}
          <CustomerList listRef={list} onEnter={enterDetail} onLeave={() => input.current?.select()} />
          {isFirst ? null : <ListFoot onLeave={() => list.current?.focus()} />}
        </div>
        {selectedId === null ? null : <CustomerDetail takesFocus={isInDetail} onClose={closeDetail} />}
      </div>
      <CustomerFileDialog />
      <CustomerKeys />
    </div>
  );
}
