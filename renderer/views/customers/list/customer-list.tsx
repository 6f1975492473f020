import { useVirtualizer } from '@tanstack/react-virtual';
import type { VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, MouseEvent, ReactNode, RefObject } from 'react';
import type { ShownColumn } from '../../../../preload/contract';
import { parseSearch } from '../../../../preload/contract/search-text';
import {
  useChosen,
  useChosenNow,
  useOpenCustomer,
  useOpenCustomerParts,
  useListQuery,
  useListQueryParts,
  useRowsNow,
  useRowsParts,
  useSettings,
  useStrings,
  useToday,
} from '../../../stores/stores';
import classes from './customer-list.module.css';
import { CustomerRow, ROW_HEIGHTS } from './customer-row';
import { EmptyList } from './empty-list';
import { listedScope } from './kind-scopes';
import { fitColumns, computeGrid } from './list-cells';
import { useListMenu } from './list-context-menu';
import { ListHead } from './list-head';
import { useListKeys } from './list-keys';
import { HEAD_HEIGHT, useScrollAnchor } from './scroll-anchor';

/** The horizontal padding of a row, in pixels. */
const SIDE_PX = 16;

interface Props {
  /** The element with the focus and the key handlers. */
  readonly listRef: RefObject<HTMLDivElement | null>;
  /** Called on Enter, after which the open customer takes the focus. */
  readonly onEnter: () => void;
  /** Called on Escape if no customer is chosen or open. */
  readonly onLeave: () => void;
}

/** The list of customers, which fetches and draws only the visible rows. */
export function CustomerList({ listRef, onEnter, onLeave }: Props): ReactNode {
  const strings = useStrings();
  const { total, items, shownList, show, scrolledTo } = useRowsParts(
    'total',
    'items',
    'shownList',
    'show',
    'scrolledTo',
  );
  const { columns: chosen, sort, listNumber } = useListQueryParts('columns', 'sort', 'listNumber');
  const cursor = useOpenCustomer((state) => state.cursor);
  const rowPx = ROW_HEIGHTS[useSettings((state) => state.snapshot?.preferences.density ?? 'compact')];
  const now = useRowsNow();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller,
    estimateSize: () => rowPx,
    overscan: 12,
    // The column headings stay above the rows.
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  const rows = virtualizer.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last, items]);
  const anchorHandlers = useScrollAnchor(scroller, { items, shownList, cursor, rowPx });
  const atCursor = useRef<string | undefined>(undefined);
  useEffect(() => {
    const id = now().items.get(cursor)?.id;
    // The list scrolls if the agent moves the cursor, but not if a sync moves the customer at it.
    if (cursor >= 0 && (id === undefined || id !== atCursor.current)) {
      virtualizer.scrollToIndex(cursor);
    }
    atCursor.current = id;
  }, [now, cursor, virtualizer]);
  const isThere = items.size > 0;
  // A new list starts at its top; in a reopened window it starts at its last place.
  useEffect(() => {
    scroller?.scrollTo({ top: now().topRow * rowPx });
  }, [now, scroller, listNumber, isThere, rowPx]);
  useEffect(() => {
    if (isThere) {
      // The benchmark measures the start up to this mark (npm run bench).
      requestAnimationFrame(() => performance.mark('customers-shown'));
    }
  }, [isThere]);
  const onMenu = useListMenu();
  const onKeyDown = useListKeys({ scroller, rowPx, onEnter, onLeave });
  const roomPx = useRoom(scroller);
  const columns = useMemo(() => fitColumns(chosen, sort, roomPx), [chosen, sort, roomPx]);
  const grid = useMemo(() => computeGrid(columns), [columns]);

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      setScroller(element);
      listRef.current = element;
    },
    [listRef],
  );
  if (total === 0) {
    // React reuses the list's element, so the focus stays when the last customer disappears.
    return (
      <div
        ref={attach}
        className={classes['scroller']}
        role="group"
        aria-label={strings.customers.list}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        data-testid="customers-none"
      >
        <EmptyList onLeave={() => listRef.current?.focus()} />
      </div>
    );
  }
  return (
    <div
      ref={attach}
      className={classes['scroller']}
      style={{ '--columns': grid.template, '--least': `${grid.minPx}px` } as CSSProperties}
      role="grid"
      aria-label={strings.customers.list}
      aria-multiselectable="true"
      aria-rowcount={(total ?? 0) + 1}
      aria-activedescendant={cursor < 0 ? undefined : `customer-${cursor}`}
      tabIndex={0}
      data-wide={grid.minPx > roomPx || undefined}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onContextMenu={onMenu}
      onScroll={(event) => scrolledTo(Math.floor(event.currentTarget.scrollTop / rowPx))}
      data-testid="customer-list"
      {...anchorHandlers}
    >
      <ListHead columns={columns} />
      <div className={classes['all']} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        <Rows rows={rows} rowPx={rowPx} columns={columns} />
      </div>
    </div>
  );
}

/** Focuses the list on a click with Shift, but prevents the click from selecting text. */
function onMouseDown(event: MouseEvent<HTMLElement>): void {
  if (event.shiftKey) {
    event.preventDefault();
    event.currentTarget.focus();
  }
}

/** Returns the width available for columns and their gaps, in pixels. */
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

/** The drawn rows, each at its position in the list. */
function Rows({ rows, rowPx, columns }: RowsProps): ReactNode {
  const strings = useStrings();
  const today = useToday();
  const { items, shownSearch, similarFrom } = useRowsParts('items', 'shownSearch', 'similarFrom');
  const { cursor, selectedId, select } = useOpenCustomerParts('cursor', 'selectedId', 'select');
  const chosen = useChosen((state) => state.ids);
  const chosenNow = useChosenNow();
  const onClick = useCallback(
    (event: MouseEvent, index: number, id: string): void => {
      if (event.shiftKey) {
        void chosenNow().extendTo(index);
      } else if (event.ctrlKey || event.metaKey) {
        chosenNow().toggle(index);
      } else {
        select(id);
      }
    },
    [chosenNow, select],
  );
  const scope = useListQuery(listedScope);
  const words = useMemo(() => parseSearch(shownSearch), [shownSearch]);
  return rows.map((row) => (
    <CustomerRow
      // A customer that a sync moves keeps its row and the row's pointer state.
      key={items.get(row.index)?.id ?? `row ${row.index}`}
      index={row.index}
      top={row.index * rowPx}
      height={rowPx}
      item={items.get(row.index)}
      isAtCursor={row.index === cursor}
      isSimilar={similarFrom !== null && row.index >= similarFrom}
      isOpen={items.get(row.index)?.id === selectedId}
      isChosen={chosen.size === 0 ? null : chosen.has(items.get(row.index)?.id ?? '')}
      columns={columns}
      words={words}
      isMixed={scope === 'all' || scope === 'some'}
      strings={strings}
      today={today}
      onClick={onClick}
    />
  ));
}
