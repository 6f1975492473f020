import { createStore } from 'zustand/vanilla';
import type {
  Bridge,
  CachedCustomer,
  ChangePage,
  CustomerListItem,
  CustomerScope,
  CustomerSort,
} from '../../preload/contract';

/** Customers are fetched in pages of this many, as the list is scrolled. */
export const PAGE_SIZE = 100;
/** Typing is followed when it pauses for so long. */
const TYPING_PAUSE_MS = 80;
/** So many changes of an open customer are shown. */
const CHANGES_SHOWN = 50;

export interface CustomersState {
  readonly search: string;
  readonly sort: CustomerSort;
  readonly scope: CustomerScope;
  /** `null` until the first answer. */
  readonly total: number | null;
  /** What has been fetched of the list, by position. */
  readonly items: ReadonlyMap<number, CustomerListItem>;
  readonly selectedId: string | null;
  readonly selected: CachedCustomer | null;
  /** The open customer's last changes. */
  readonly history: ChangePage | null;
  readonly setSearch: (search: string) => void;
  readonly setScope: (scope: CustomerScope) => void;
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
    scope: 'current',
    total: null,
    items: new Map(),
    selectedId: null,
    selected: null,
    history: null,
    setSearch(search) {
      set({ search });
      cancelTyping?.();
      cancelTyping = after(() => reload(), TYPING_PAUSE_MS);
    },
    setScope(scope) {
      set({ scope, selectedId: null, selected: null, history: null });
      reload();
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
      const isSame = id === get().selectedId;
      set({ selectedId: id, ...(isSame ? {} : { selected: null, history: null }) });
      void fetchSelected();
    },
  }));

  const fetchPage = async (page: number, replacing = false): Promise<void> => {
    if (asked.has(page)) {
      return;
    }
    asked.add(page);
    const forQuestion = question;
    const { search, sort, scope } = store.getState();
    const answer = await bridge.invoke('customers:search', {
      search,
      sort,
      scope,
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
    const [answer, history] = await Promise.all([
      bridge.invoke('customers:get', selectedId),
      bridge.invoke('customers:changes', { customer: selectedId, limit: CHANGES_SHOWN }),
    ]);
    if (store.getState().selectedId === selectedId) {
      store.setState({
        selected: answer.ok ? answer.value : null,
        history: history.ok ? history.value : null,
      });
    }
  };

  const refresh = (): void => {
    const shown = [
      ...new Set([...store.getState().items.keys()].map((index) => Math.floor(index / PAGE_SIZE))),
    ];
    reload(shown.length === 0 ? [0] : shown);
    void fetchSelected();
  };

  bridge.on('sync:finished', (run) => {
    if (run.outcome === 'success') {
      refresh();
    }
  });
  // Another account's customers may be there from now on.
  bridge.on('settings:changed', () => reload());
  // A list accepted or a store repaired changes who is missing.
  bridge.on('store:changed', () => refresh());
  reload();
  return store;
}
