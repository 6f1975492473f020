import { useLayoutEffect, useRef } from 'react';
import type { PointerEvent } from 'react';
import type { RowsState } from '../../../stores/rows-store';
import { findPosition } from '../../../stores/rows-store';

/** The height of the column headings, in pixels. */
export const HEAD_HEIGHT = 30;

type Items = RowsState['items'];

/** Returns the number of rows to scroll so that the customer at a position stays in place. */
export function countMovedRows(before: Items, now: Items, position: number): number {
  const id = before.get(position)?.id;
  if (id === undefined || now.get(position)?.id === id) {
    return 0;
  }
  return (findPosition(now, id) ?? position) - position;
}

interface AnchoredRow extends Pick<RowsState, 'items' | 'shownList'> {
  readonly cursor: number;
  readonly rowPx: number;
}

/**
 * Keeps the list in place during a sync run. The fixed customer is the one under the pointer, else
 * the one at the cursor, else the first visible one. A list scrolled to its top stays there.
 * Returns pointer handlers for the list.
 */
export function useScrollAnchor(
  scroller: HTMLElement | null,
  { items, shownList, cursor, rowPx }: AnchoredRow,
): {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
} {
  const pointer = useRef<number | null>(null);
  const before = useRef({ items, shownList, cursor });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { items, shownList, cursor };
    if (scroller === null || last.items === items || last.shownList !== shownList) {
      return;
    }
    const { scrollTop, clientHeight } = scroller;
    const isInSight = (row: number): boolean =>
      row * rowPx >= scrollTop && (row + 1) * rowPx <= scrollTop + clientHeight - HEAD_HEIGHT;
    const y =
      pointer.current === null ? -1 : pointer.current - scroller.getBoundingClientRect().top - HEAD_HEIGHT;
    const top = scrollTop === 0 ? null : Math.ceil(scrollTop / rowPx);
    const anchorRow =
      y >= 0 ? Math.floor((y + scrollTop) / rowPx) : isInSight(last.cursor) ? last.cursor : top;
    if (anchorRow !== null) {
      scroller.scrollBy({ top: countMovedRows(last.items, items, anchorRow) * rowPx });
    }
  }, [scroller, items, shownList, cursor, rowPx]);
  return {
    onPointerMove: ({ clientY }) => {
      pointer.current = clientY;
    },
    onPointerLeave: () => {
      pointer.current = null;
    },
  };
}
