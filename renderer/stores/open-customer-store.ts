import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, CachedCustomer, ChangePage } from '../../preload/contract';
import { selectsOtherCustomers } from './list-query-store';
import type { ListQueryStore } from './list-query-store';
import { onOtherCustomers } from './other-account';
import type { RowsState, RowsStore } from './rows-store';
import { findPosition } from './rows-store';

const CHANGES_SHOWN = 50;
const NOWHERE = -1;

export interface OpenCustomerState {
  /** The row that the arrow keys move; -1 for none. */
  readonly cursor: number;
  readonly selectedId: string | null;
  readonly selected: CachedCustomer | null;
  /** The last changes of the open customer. */
  readonly history: ChangePage | null;
  /** Moves the cursor; if a customer is open, the customer at the cursor replaces it. */
  readonly moveTo: (index: number) => void;
  /** Moves the cursor; the open customer stays open. */
  readonly moveCursorOnly: (index: number) => void;
  /** Moves the cursor to the next (1) or previous (-1) customer, if there is one. */
  readonly step: (by: 1 | -1) => void;
  /** Opens the customer at the cursor, or the first one, after any pending search is answered. */
  readonly openAtCursor: () => void;
  readonly select: (id: string | null) => void;
}

export type OpenCustomerStore = ReturnType<typeof createOpenCustomerStore>;

/**
 * Returns the position of the next (1) or previous (-1) customer; `null` at an end. After
 * a call the open customer may have left the list; the next one is then at the cursor.
 */
export function findNeighbour(
  { cursor, selectedId }: Pick<OpenCustomerState, 'cursor' | 'selectedId'>,
  { total, items }: Pick<RowsState, 'total' | 'items'>,
  by: 1 | -1,
): number | null {
  const atCursor = items.get(cursor);
  const hasLeft = selectedId !== null && atCursor !== undefined && atCursor.id !== selectedId;
  const at = by === 1 && hasLeft ? cursor : cursor + by;
  return at < 0 || at >= (total ?? 0) ? null : at;
}

async function fetchCustomer(
  bridge: Bridge,
  id: string,
): Promise<Pick<OpenCustomerState, 'selected' | 'history'>> {
  const [answer, history] = await Promise.all([
    bridge.invoke('customers:get', id),
    bridge.invoke('customers:changes', { customer: id, limit: CHANGES_SHOWN }),
  ]);
  return { selected: answer.ok ? answer.value : null, history: history.ok ? history.value : null };
}

/** Updates the star of the open customer, which can change without a sync run. */
function followStar(bridge: Bridge, store: StoreApi<OpenCustomerState>): void {
  bridge.on('notes:changed', () => {
    const { selected } = store.getState();
    void (selected === null ? null : fetchStar(selected.record.id));
  });
  const fetchStar = async (id: string): Promise<void> => {
    const answer = await bridge.invoke('customers:get', id);
    const { selected } = store.getState();
    if (answer.ok && selected?.record.id === id && selected.isStarred !== answer.value.isStarred) {
      store.setState({ selected: answer.value });
    }
  };
}

export function createOpenCustomerStore(
  bridge: Bridge,
  listQuery: ListQueryStore,
  rows: RowsStore,
  openId: string | null = null,
) {
  /** Whether to open the customer at the cursor once the pending list arrives. */
  let isOpeningWanted = false;
  /** Whether the cursor is on a row that is still being fetched. */
  let isCursorAhead = false;
  /** Whether the agent has moved the cursor off the open customer to choose other customers. */
  let isApart = false;

  const placeOf = (id: string | null): number | undefined => findPosition(rows.getState().items, id);

  const store = createStore<OpenCustomerState>()((set, get) => ({
    cursor: NOWHERE,
    selectedId: openId,
    selected: null,
    history: null,
    moveTo(index) {
      set({ cursor: index });
      isApart = false;
      isCursorAhead = !rows.getState().items.has(index);
      followCursor();
    },
    moveCursorOnly(index) {
      set({ cursor: index });
      isCursorAhead = false;
      isApart = true;
    },
    step(by) {
      const at = findNeighbour(get(), rows.getState(), by);
      if (at !== null) {
        get().moveTo(at);
      }
    },
    openAtCursor() {
      const { items, isFetching } = rows.getState();
      const item = items.get(Math.max(0, get().cursor));
      isOpeningWanted = isFetching;
      if (!isFetching && item !== undefined) {
        get().select(item.id);
      }
    },
    select(id) {
      const { selectedId, cursor } = get();
      const isSame = id === selectedId;
      isApart = false;
      set({
        selectedId: id,
        cursor: placeOf(id) ?? cursor,
        ...(isSame ? {} : { selected: null, history: null }),
      });
      void fetchSelected();
    },
  }));

  /** Opens the customer at the cursor if another one is open. */
  const followCursor = (): void => {
    const { selectedId, cursor, select } = store.getState();
    const item = rows.getState().items.get(cursor);
    if (selectedId !== null && item !== undefined && item.id !== selectedId) {
      select(item.id);
    }
  };

  /** Keeps the cursor on its customer, whose position may change with a sync. */
  const keepCursor = (now: RowsState, before: RowsState): void => {
    const { selectedId, cursor } = store.getState();
    const atCursor = now.shownList === before.shownList ? before.items.get(cursor)?.id : undefined;
    const at = placeOf((isApart ? atCursor : selectedId) ?? atCursor ?? null);
    if (at !== undefined) {
      store.setState({ cursor: at });
    }
  };

  const fetchSelected = async (): Promise<void> => {
    const { selectedId } = store.getState();
    const fetched = selectedId === null ? null : await fetchCustomer(bridge, selectedId);
    if (fetched !== null && store.getState().selectedId === selectedId) {
      store.setState(fetched);
    }
  };

  listQuery.subscribe((now, before) => {
    if (selectsOtherCustomers(now, before)) {
      isCursorAhead = false;
      store.setState({ cursor: NOWHERE });
    }
    // New default kinds alone do not cancel the opening, because the search is the same.
    if (now.listNumber !== before.listNumber) {
      isOpeningWanted = false;
    }
  });
  rows.subscribe((now, before) => {
    if (now.items !== before.items) {
      if (isCursorAhead) {
        isCursorAhead = !now.items.has(store.getState().cursor);
        followCursor();
      } else {
        keepCursor(now, before);
      }
    }
    if (before.isFetching && !now.isFetching && isOpeningWanted) {
      store.getState().openAtCursor();
    }
  });
  onOtherCustomers(bridge, () => void fetchSelected());
  followStar(bridge, store);
  bridge.on('window:customer-requested', (id) => store.getState().select(id));
  bridge.on('window:view-requested', (view) => {
    if (view === 'due') {
      store.getState().select(null);
    }
  });
  void fetchSelected();
  return store;
}
