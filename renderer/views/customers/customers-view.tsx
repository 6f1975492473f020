import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { InHeader } from '../../components/header-place';
import { useIsBeforeFirst, useOpenCustomerParts, useUi } from '../../stores/stores';
import classes from './customers-view.module.css';
import { CustomerDetail } from './detail/customer-detail';
import { OutsideFailure } from './detail/outside-failure';
import { CustomerKeys } from './keys/customer-keys';
import { CustomerList } from './list/customer-list';
import { ListFoot } from './list/list-foot';
import { FilterLine } from './tools/filters/filter-line';
import { SearchBox } from './tools/search-box';
import { TakeAlongDialog, TakenAlongNote } from './tools/take-along';

/**
 * The customers: search, list and, beside it, the one that is open. By keyboard: from the search, arrow down goes into
 * the list and Enter opens the first; in the list, Enter goes into the customer, Escape comes back, and once more to
 * the search.
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
          <TakenAlongNote />
          {selectedId === null ? <OutsideFailure /> : null}
          <CustomerList listRef={list} onEnter={enterDetail} onLeave={() => input.current?.select()} />
          {isFirst ? null : <ListFoot onLeave={() => list.current?.focus()} />}
        </div>
        {selectedId === null ? null : <CustomerDetail takesFocus={isInDetail} onClose={closeDetail} />}
      </div>
      <TakeAlongDialog />
      <CustomerKeys />
    </div>
  );
}
