import { createStore } from 'zustand/vanilla';
import type { Bridge, CachedCustomer, CustomerListItem, CustomerSort } from '../../preload/contract';

/** Customers are fetched in pages of this many, as the list is scrolled. */
export const PAGE_SIZE = 100;
/** Typing is followed when it pauses for so long. */
const TYPING_PAUSE_MS = 80;

export interface CustomersState {
  readonly search: string;
  readonly sort: CustomerSort;
  /** `null` until the first answer. */
  readonly total: number | null;
  /** What has been fetched of the list, by position. */
  readonly items: ReadonlyMap<number, CustomerListItem>;
  readonly selectedId: string | null;
  readonly selected: CachedCustomer | null;
  readonly setSearch: (search: string) => void;
  readonly setSort: (sort: CustomerSort) => void;
  /** Sees to it that these positions are fetched. */
  readonly show: (first: number, last: number) => void;
  readonly select: (id: string | null) => void;
}

export type CustomersStore = ReturnType<typeof createCustomersStore>;

export type After = (callback: () => void, ms: number) => () => void;

/** The list of customers as it is searched and scrolled. Answers to what is no longer asked are dropped. */
export function createCustomersStore(bridge: Bridge, after: After) {
  let question = 0;
  let cancelTyping: (() => void) | null = null;
  const asked = new Set<number>();

  const store = createStore<CustomersState>()((set, get) => ({
    search: '',
    sort: 'name',
    total: null,
    items: new Map(),
    selectedId: null,
    selected: null,
    setSearch(search) {
      set({ search });
      cancelTyping?.();
      cancelTyping = after(() => reload(), TYPING_PAUSE_MS);
    },
    setSort(sort) {
      set({ sort });
      reload();
    },
    show(first, last) {
      for (let page = Math.floor(first / PAGE_SIZE); page <= Math.floor(last / PAGE_SIZE); page += 1) {
        void fetchPage(page);
      }
    },
    select(id) {
      set({ selectedId: id, selected: id === get().selectedId ? get().selected : null });
      void fetchSelected();
    },
  }));

  const fetchPage = async (page: number, replacing = false): Promise<void> => {
    if (asked.has(page)) {
      return;
    }
    asked.add(page);
    const forQuestion = question;
    const { search, sort } = store.getState();
    const answer = await bridge.invoke('customers:search', {
      search,
      sort,
      offset: page * PAGE_SIZE,
      limit: PAGE_SIZE,
    });
    if (forQuestion !== question) {
      return;
    }
    if (!answer.ok) {
      asked.delete(page);
      return;
    }
    const items = new Map(replacing ? [] : store.getState().items);
    answer.value.items.forEach((item, index) => items.set(page * PAGE_SIZE + index, item));
    store.setState({ items, total: answer.value.total });
  };

  /** Asks anew; what is shown stays until the answer is there, so that nothing flickers. */
  const reload = (pages: readonly number[] = [0]): void => {
    question += 1;
    asked.clear();
    const [first = 0, ...others] = pages;
    void fetchPage(first, true).then(() => {
      for (const page of others) {
        void fetchPage(page);
      }
    });
  };

  const fetchSelected = async (): Promise<void> => {
    const { selectedId } = store.getState();
    if (selectedId === null) {
      return;
    }
    const answer = await bridge.invoke('customers:get', selectedId);
    if (store.getState().selectedId === selectedId) {
      store.setState({ selected: answer.ok ? answer.value : null });
    }
  };

  bridge.on('sync:finished', (run) => {
    if (run.outcome === 'success') {
      const shown = [
        ...new Set([...store.getState().items.keys()].map((index) => Math.floor(index / PAGE_SIZE))),
      ];
      reload(shown.length === 0 ? [0] : shown);
      void fetchSelected();
    }
  });
  // Another account's customers may be there from now on.
  bridge.on('settings:changed', () => reload());
  reload();
  return store;
}
