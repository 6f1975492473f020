import type { KeyboardEvent } from 'react';
import { useChosen, useOpenCustomerParts, useRows } from '../../../stores/stores';
import { HEAD_HEIGHT } from './scroll-anchor';

interface Options {
  readonly scroller: HTMLElement | null;
  readonly rowPx: number;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/** Returns the key handler of the list: cursor, opening, choosing and leaving. */
export function useListKeys({ scroller, rowPx, onEnter, onLeave }: Options): (event: KeyboardEvent) => void {
  const count = useRows((state) => state.total) ?? 0;
  const { cursor, moveTo, moveCursorOnly, selectedId, select } = useOpenCustomerParts(
    'cursor',
    'moveTo',
    'moveCursorOnly',
    'selectedId',
    'select',
  );
  const chosen = useChosen((state) => state);
  const leave = (): void => {
    if (chosen.ids.size > 0) {
      chosen.clear();
    } else if (selectedId === null) {
      onLeave();
    } else {
      select(null);
    }
  };
  /** Handles a key and returns whether it has a meaning here. */
  const handle = (event: KeyboardEvent): boolean => {
    const isMain = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case 'Enter':
        onEnter();
        return true;
      case 'Escape':
        leave();
        return true;
      case ' ':
        if (cursor >= 0 && event.shiftKey) {
          void chosen.extendTo(cursor);
        } else if (cursor >= 0) {
          chosen.toggle(cursor);
        }
        return true;
      case 'a':
        if (isMain) {
          void chosen.chooseAll();
        }
        return isMain;
    }
    const heightPx = (scroller?.clientHeight ?? 0) - HEAD_HEIGHT;
    const target = targetOf(event.key, cursor, count, Math.max(1, Math.floor(heightPx / rowPx) - 1));
    if (target === null) {
      return false;
    }
    if (event.shiftKey) {
      void chosen.extendTo(target);
    } else if (isMain) {
      moveCursorOnly(target);
    } else {
      moveTo(target);
    }
    return true;
  };
  return (event) => {
    // Elements within the list have their own keys.
    if (event.target === event.currentTarget && handle(event)) {
      event.preventDefault();
    }
  };
}

/**
 * Returns the row that a key moves the cursor to; `null` for other keys. Without a cursor, arrow
 * keys lead to the first row.
 */
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
