import { useVirtualizer } from '@tanstack/react-virtual';
import type { VirtualItem } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { CSSProperties, KeyboardEvent, ReactNode, RefObject } from 'react';
import { parseSearch } from '../../../../preload/contract/search-text';
import {
  useOpenCustomer,
  useOpenCustomerParts,
  useQuestion,
  useQuestionParts,
  useRows,
  useRowsNow,
  useRowsParts,
  useStrings,
  useToday,
} from '../../../stores/stores';
import classes from './customer-list.module.css';
import { CustomerRow, ROW_HEIGHT } from './customer-row';
import { listedScope } from './kind-scopes';
import { gridOf } from './list-cells';
import { useListMenu } from './list-context-menu';
import { ListHead } from './list-head';
import { NobodyFound } from './nobody-found';

type ElementRef = RefObject<HTMLDivElement | null>;

interface Props {
  /** The element that has the focus and the keys. */
  readonly listRef: ElementRef;
  /** Enter: opens the customer at the cursor and goes into it. */
  readonly onEnter: () => void;
  /** Escape when no customer is open. */
  readonly onLeave: () => void;
}

/** The list: only rows in sight are in the page and have been fetched, of however many there are. */
export function CustomerList({ listRef, onEnter, onLeave }: Props): ReactNode {
  const strings = useStrings();
  const { total, items, show, scrolledTo } = useRowsParts('total', 'items', 'show', 'scrolledTo');
  const { columns, listNumber } = useQuestionParts('columns', 'listNumber');
  const cursor = useOpenCustomer((state) => state.cursor);
  const now = useRowsNow();
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const rows = virtualizer.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last, items]);
  useEffect(() => {
    if (cursor >= 0) {
      virtualizer.scrollToIndex(cursor);
    }
  }, [cursor, virtualizer]);
  const isThere = items.size > 0;
  // A new list begins at its top, one that is shown again where it was left.
  useEffect(() => scroller.current?.scrollTo({ top: now().topRow * ROW_HEIGHT }), [now, listNumber, isThere]);
  useEffect(() => {
    if (isThere) {
      // The start is measured up to here (npm run lab -- bench).
      requestAnimationFrame(() => performance.mark('customers-shown'));
    }
  }, [isThere]);
  const isEmpty = total === 0;
  useRoomForBar(head, scroller, isEmpty);
  const onMenu = useListMenu();
  const onKeyDown = useListKeys(scroller, onEnter, onLeave);
  const grid = useMemo(() => gridOf(columns), [columns]);

  if (isEmpty) {
    return <NobodyFound />;
  }
  return (
    <div
      className={classes['table']}
      style={
        {
          '--columns': grid.template,
          '--least': `${grid.leastPx}px`,
          '--gaps': columns.length - 1,
        } as CSSProperties
      }
    >
      <ListHead headRef={head} onScroll={() => follow(head.current, scroller.current)} />
      <div
        ref={(element) => {
          scroller.current = element;
          listRef.current = element;
        }}
        className={classes['scroller']}
        role="listbox"
        aria-label={strings.customers.list}
        aria-activedescendant={cursor < 0 ? undefined : `customer-${cursor}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onMenu}
        onScroll={(event) => {
          scrolledTo(Math.floor(event.currentTarget.scrollTop / ROW_HEIGHT));
          follow(scroller.current, head.current);
        }}
        data-testid="customer-list"
      >
        <div className={classes['all']} style={{ height: virtualizer.getTotalSize() }}>
          <Rows rows={rows} />
        </div>
      </div>
    </div>
  );
}

/** The rows that are drawn, each at its place in the list. */
function Rows({ rows }: { readonly rows: readonly VirtualItem[] }): ReactNode {
  const strings = useStrings();
  const today = useToday();
  const { total, items, shownSearch, similarFrom } = useRowsParts(
    'total',
    'items',
    'shownSearch',
    'similarFrom',
  );
  const { cursor, selectedId, select } = useOpenCustomerParts('cursor', 'selectedId', 'select');
  const columns = useQuestion((state) => state.columns);
  const scope = useQuestion(listedScope);
  const words = useMemo(() => parseSearch(shownSearch), [shownSearch]);
  return rows.map((row) => (
    <CustomerRow
      key={row.key}
      index={row.index}
      top={row.start}
      total={total ?? 0}
      item={items.get(row.index)}
      isAtCursor={row.index === cursor}
      isSimilar={similarFrom !== null && row.index >= similarFrom}
      isOpen={items.get(row.index)?.id === selectedId}
      columns={columns}
      words={words}
      isMixed={scope === 'all' || scope === 'some'}
      strings={strings}
      today={today}
      onOpen={select}
    />
  ));
}

/** Scrolls one of head and rows sideways as the other is. */
function follow(leader: HTMLElement | null, follower: HTMLElement | null): void {
  if (leader !== null && follower !== null && leader.scrollLeft !== follower.scrollLeft) {
    follower.scrollLeft = leader.scrollLeft;
  }
}

/** Leaves the captions no more room than the rows have next to their own bar, which is always there. */
function useRoomForBar(head: ElementRef, scroller: ElementRef, isEmpty: boolean): void {
  useEffect(() => {
    // Measured seldom: it is slow.
    const leaveRoom = (): void => {
      const { offsetWidth = 0, clientWidth = 0 } = scroller.current ?? {};
      head.current?.style.setProperty('margin-right', `${offsetWidth - clientWidth}px`);
    };
    leaveRoom();
    // It says too that all is shown larger, which the bar is not.
    window.addEventListener('resize', leaveRoom);
    return () => window.removeEventListener('resize', leaveRoom);
  }, [head, scroller, isEmpty]);
}

/** Returns what the keys do in the list: they move the cursor, open the customer there, and leave the list. */
function useListKeys(
  scroller: ElementRef,
  onEnter: () => void,
  onLeave: () => void,
): (event: KeyboardEvent) => void {
  const count = useRows((state) => state.total) ?? 0;
  const { cursor, moveTo, selectedId, select } = useOpenCustomerParts(
    'cursor',
    'moveTo',
    'selectedId',
    'select',
  );
  return (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onEnter();
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      if (selectedId === null) {
        onLeave();
      } else {
        select(null);
      }
      return;
    }
    const rowsInSight = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const target = targetOf(event.key, cursor, count, rowsInSight);
    if (target !== null) {
      event.preventDefault();
      moveTo(target);
    }
  };
}

/** Returns where a key moves the cursor to, `null` for a key that does not; from nowhere the first goes to the first row. */
function targetOf(key: string, cursor: number, count: number, rowsInSight: number): number | null {
  if (count === 0) {
    return null;
  }
  const within = (index: number): number => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return within(cursor + 1);
    case 'ArrowUp':
      return within(cursor - 1);
    case 'PageDown':
      return within(cursor + rowsInSight);
    case 'PageUp':
      return within(cursor - rowsInSight);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
