import { useVirtualizer } from '@tanstack/react-virtual';
import type { VirtualItem } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, ReactNode, RefObject } from 'react';
import type { ShownColumn } from '../../../../preload/contract';
import { parseSearch } from '../../../../preload/contract/search-text';
import {
  useOpenCustomer,
  useOpenCustomerParts,
  useQuestion,
  useQuestionParts,
  useRows,
  useRowsNow,
  useRowsParts,
  useSettings,
  useStrings,
  useToday,
} from '../../../stores/stores';
import classes from './customer-list.module.css';
import { CustomerRow, ROW_HEIGHTS } from './customer-row';
import { HEAD_HEIGHT, useHeldPlace } from './held-place';
import { listedScope } from './kind-scopes';
import { columnsIn, gridOf } from './list-cells';
import { useListMenu } from './list-context-menu';
import { ListHead } from './list-head';
import { NobodyFound } from './nobody-found';

/** At either side of a row. */
const SIDE_PX = 16;

interface Props {
  /** The element that has the focus and the keys. */
  readonly listRef: RefObject<HTMLDivElement | null>;
  /** Enter: opens the customer at the cursor and goes into it. */
  readonly onEnter: () => void;
  /** Escape when no customer is open. */
  readonly onLeave: () => void;
}

/** The list: only rows in sight are in the page and have been fetched, of however many there are. */
export function CustomerList({ listRef, onEnter, onLeave }: Props): ReactNode {
  const strings = useStrings();
  const { total, items, shownList, show, scrolledTo } = useRowsParts(
    'total',
    'items',
    'shownList',
    'show',
    'scrolledTo',
  );
  const { columns: chosen, sort, listNumber } = useQuestionParts('columns', 'sort', 'listNumber');
  const cursor = useOpenCustomer((state) => state.cursor);
  const rowPx = ROW_HEIGHTS[useSettings((state) => state.snapshot?.preferences.density ?? 'compact')];
  const now = useRowsNow();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller,
    estimateSize: () => rowPx,
    overscan: 12,
    // The names of the columns stay above the rows.
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  const rows = virtualizer.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last, items]);
  const held = useHeldPlace(scroller, { items, shownList, cursor, rowPx });
  const atCursor = useRef<string | undefined>(undefined);
  useEffect(() => {
    const id = now().items.get(cursor)?.id;
    // Where the list has changed, and not the agent moved, the place is held.
    if (cursor >= 0 && (id === undefined || id !== atCursor.current)) {
      virtualizer.scrollToIndex(cursor);
    }
    atCursor.current = id;
  }, [now, cursor, virtualizer]);
  const isThere = items.size > 0;
  // A new list begins at its top, one that is shown again where it was left.
  useEffect(() => {
    scroller?.scrollTo({ top: now().topRow * rowPx });
  }, [now, scroller, listNumber, isThere, rowPx]);
  useEffect(() => {
    if (isThere) {
      // The start is measured up to here (npm run lab -- bench).
      requestAnimationFrame(() => performance.mark('customers-shown'));
    }
  }, [isThere]);
  const onMenu = useListMenu();
  const onKeyDown = useListKeys(scroller, rowPx, onEnter, onLeave);
  const roomPx = useRoom(scroller);
  const columns = useMemo(() => columnsIn(chosen, sort, roomPx), [chosen, sort, roomPx]);
  const grid = useMemo(() => gridOf(columns), [columns]);

  if (total === 0) {
    return <NobodyFound />;
  }
  return (
    <div
      ref={(element) => {
        setScroller(element);
        listRef.current = element;
      }}
      className={classes['scroller']}
      style={{ '--columns': grid.template, '--least': `${grid.leastPx}px` } as CSSProperties}
      role="grid"
      aria-label={strings.customers.list}
      aria-rowcount={(total ?? 0) + 1}
      aria-activedescendant={cursor < 0 ? undefined : `customer-${cursor}`}
      tabIndex={0}
      data-wide={grid.leastPx > roomPx || undefined}
      onKeyDown={onKeyDown}
      onContextMenu={onMenu}
      onScroll={(event) => scrolledTo(Math.floor(event.currentTarget.scrollTop / rowPx))}
      data-testid="customer-list"
      {...held}
    >
      <ListHead columns={columns} />
      <div className={classes['all']} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        <Rows rows={rows} rowPx={rowPx} columns={columns} />
      </div>
    </div>
  );
}

/** Returns the width there is for columns and the gaps between them. */
function useRoom(scroller: HTMLDivElement | null): number {
  const [roomPx, setRoomPx] = useState(0);
  useLayoutEffect(() => {
    if (scroller === null) {
      return;
    }
    const measure = (): void => setRoomPx(scroller.clientWidth - 2 * SIDE_PX);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);
  return roomPx;
}

interface RowsProps {
  readonly rows: readonly VirtualItem[];
  readonly rowPx: number;
  readonly columns: readonly ShownColumn[];
}

/** The rows that are drawn, each at its place in the list. */
function Rows({ rows, rowPx, columns }: RowsProps): ReactNode {
  const strings = useStrings();
  const today = useToday();
  const { items, shownSearch, similarFrom } = useRowsParts('items', 'shownSearch', 'similarFrom');
  const { cursor, selectedId, select } = useOpenCustomerParts('cursor', 'selectedId', 'select');
  const scope = useQuestion(listedScope);
  const words = useMemo(() => parseSearch(shownSearch), [shownSearch]);
  return rows.map((row) => (
    <CustomerRow
      // A customer who stands elsewhere after a sync keeps the row, and what the pointer does with it.
      key={items.get(row.index)?.id ?? `row ${row.index}`}
      index={row.index}
      top={row.index * rowPx}
      height={rowPx}
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

/** Returns what the keys do in the list: they move the cursor, open the customer there, and leave the list. */
function useListKeys(
  scroller: HTMLDivElement | null,
  rowPx: number,
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
    // What stands in the list has keys of its own.
    if (event.target !== event.currentTarget) {
      return;
    }
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
    const heightPx = (scroller?.clientHeight ?? 0) - HEAD_HEIGHT;
    const target = targetOf(event.key, cursor, count, Math.max(1, Math.floor(heightPx / rowPx) - 1));
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
