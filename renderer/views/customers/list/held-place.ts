import { useLayoutEffect, useRef } from 'react';
import type { PointerEvent } from 'react';
import type { RowsState } from '../../../stores/rows-store';
import { positionOf } from '../../../stores/rows-store';

/** The names of the columns, in pixels. */
export const HEAD_HEIGHT = 30;

type Items = RowsState['items'];

/** Returns by how many rows a list must be scrolled so that the customer at a position stays in its place. */
export function rowsMoved(before: Items, now: Items, position: number): number {
  const id = before.get(position)?.id;
  if (id === undefined || now.get(position)?.id === id) {
    return 0;
  }
  return (positionOf(now, id) ?? position) - position;
}

interface Held extends Pick<RowsState, 'items' | 'shownList'> {
  readonly cursor: number;
  readonly rowPx: number;
}

/**
 * Holds the list in its place while a sync changes it: the customer under the pointer stays there, else the one at the
 * cursor, else the first in sight; the top stays the top. Returns what the list must say of the pointer.
 */
export function useHeldPlace(
  scroller: HTMLElement | null,
  { items, shownList, cursor, rowPx }: Held,
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
    const held = y >= 0 ? Math.floor((y + scrollTop) / rowPx) : isInSight(last.cursor) ? last.cursor : top;
    if (held !== null) {
      scroller.scrollBy({ top: rowsMoved(last.items, items, held) * rowPx });
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
