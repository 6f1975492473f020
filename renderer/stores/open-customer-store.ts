import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, CachedCustomer, ChangePage } from '../../preload/contract';
import { onOtherCustomers } from './other-account';
import { isOtherList } from './question-store';
import type { QuestionStore } from './question-store';
import type { RowsState, RowsStore } from './rows-store';
import { positionOf } from './rows-store';

/** So many changes of an open customer are shown. */
const CHANGES_SHOWN = 50;
/** No row has the cursor. */
const NOWHERE = -1;

export interface OpenCustomerState {
  /** The position that the arrow keys move, -1 for none. */
  readonly cursor: number;
  readonly selectedId: string | null;
  readonly selected: CachedCustomer | null;
  /** The open customer's last changes. */
  readonly history: ChangePage | null;
  /** Moves the cursor; an open customer gives way to the one there. */
  readonly moveTo: (index: number) => void;
  /** Moves the cursor alone; whoever is open stays open. */
  readonly pointAt: (index: number) => void;
  /** Moves the cursor to the customer after (1) or before (-1), if there is one. */
  readonly step: (by: 1 | -1) => void;
  /** Opens the customer at the cursor, else the first: of what was typed, not of what was there before. */
  readonly openAtCursor: () => void;
  readonly select: (id: string | null) => void;
}

export type OpenCustomerStore = ReturnType<typeof createOpenCustomerStore>;

/**
 * The position of the customer after (1) or before (-1) the one at the cursor; `null` at an end. Where the open customer
 * has left the list, as one that was just called, the one after it stands in its place already.
 */
export function neighbourOf(
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

/** Has the star of the open customer follow the notes: it is the one part that changes without a sync. */
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

/** Creates the store of who is open, and of the cursor in the list, by which another is opened. */
export function createOpenCustomerStore(
  bridge: Bridge,
  question: QuestionStore,
  rows: RowsStore,
  openId: string | null = null,
) {
  /** The customer at the cursor is to be opened as soon as the list that is being fetched is there. */
  let isOpeningWanted = false;
  /** The cursor was moved to a row that is still being fetched. */
  let isCursorAhead = false;
  /** The cursor is not at the open customer: others are being chosen. */
  let isApart = false;

  const placeOf = (id: string | null): number | undefined => positionOf(rows.getState().items, id);

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
    pointAt(index) {
      set({ cursor: index });
      isCursorAhead = false;
      isApart = true;
    },
    step(by) {
      const at = neighbourOf(get(), rows.getState(), by);
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

  /** While a customer is open it is the one at the cursor, as soon as it is known which that is. */
  const followCursor = (): void => {
    const { selectedId, cursor, select } = store.getState();
    const item = rows.getState().items.get(cursor);
    if (selectedId !== null && item !== undefined && item.id !== selectedId) {
      select(item.id);
    }
  };

  /** After a sync the open customer, or the one at the cursor, may stand elsewhere in the list. */
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

  question.subscribe((now, before) => {
    if (isOtherList(now, before)) {
      isCursorAhead = false;
      store.setState({ cursor: NOWHERE });
    }
    // Where only other kinds are usual now, what was typed is still what the agent wants opened.
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
