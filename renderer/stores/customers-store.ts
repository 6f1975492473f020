import { createStore } from 'zustand/vanilla';
import type {
  Bridge,
  CachedCustomer,
  ChangePage,
  CustomerCity,
  CustomerFilter,
  CustomerKind,
  CustomerListItem,
  CustomerSort,
  CustomerSums,
  ListColumn,
  ListQuery,
  ListState,
  SavedView,
  ShownColumn,
  SortDirection,
  WindowPlace,
} from '../../preload/contract';
import { DEFAULT_COLUMNS, LIST_QUERY_KEYS, kindOf } from '../../preload/contract/list-columns';
import { SEARCH_LENGTH } from '../../preload/contract/values';
import { areSameKinds, usualKinds } from './customer-kinds';
import { onOtherAccount } from './other-account';

/** Customers are fetched in pages of this many, as the list is scrolled. */
export const PAGE_SIZE = 100;
/** So many changes of an open customer are shown. */
const CHANGES_SHOWN = 50;
/** No row has the cursor. */
const NOWHERE = -1;

/** What says which customers are listed, and in which order. */
type Asked =
  'search' | 'filter' | 'city' | 'kinds' | 'areKindsChosen' | 'isWidened' | 'sort' | 'direction' | 'columns';

export interface CustomersState {
  readonly search: string;
  readonly filter: CustomerFilter;
  /** `null` for all cities. */
  readonly city: string | null;
  /** The kinds that are listed, `null` for all. */
  readonly kinds: readonly string[] | null;
  /** The agent has said which kinds; until then it is their own customers, where most are prospects. */
  readonly areKindsChosen: boolean;
  /** What is typed is looked for among all kinds, until it is taken away. */
  readonly isWidened: boolean;
  readonly sort: CustomerSort;
  readonly direction: SortDirection;
  /** What the list shows of each customer, the name first. */
  readonly columns: readonly ShownColumn[];
  /** What those listed have sold together; `null` until it is known. */
  readonly sums: CustomerSums | null;
  /** The cities to choose from. */
  readonly cities: readonly CustomerCity[];
  /** The kinds to choose from, with how many customers are of each. */
  readonly kindChoices: readonly CustomerKind[];
  /** `null` until the first answer. */
  readonly total: number | null;
  /** How many more match among the kinds that are not listed. */
  readonly elsewhere: number;
  /** What has been fetched of the list, by position. */
  readonly items: ReadonlyMap<number, CustomerListItem>;
  /** What was typed for the items that are shown; the newest may still be on its way. */
  readonly shownSearch: string;
  /** Grows when the agent asks for another list, which then begins at its top. */
  readonly listNumber: number;
  /** The position of the first row in sight: where a list that is shown again goes on. */
  readonly topRow: number;
  /** The position that the arrow keys move, -1 for none. */
  readonly cursor: number;
  readonly selectedId: string | null;
  readonly selected: CachedCustomer | null;
  /** The open customer's last changes. */
  readonly history: ChangePage | null;
  readonly setSearch: (search: string) => void;
  readonly setFilter: (filter: CustomerFilter) => void;
  readonly setCity: (city: string | null) => void;
  readonly setColumns: (columns: readonly ShownColumn[]) => void;
  /** Sets the whole list at once; what the query leaves out is as at the first start. */
  readonly apply: (view: Omit<SavedView, 'name'>) => void;
  /** Lists these kinds, all when `null`; it stays so. */
  readonly setKinds: (kinds: readonly string[] | null) => void;
  /** Lists what is typed from all kinds. */
  readonly widen: () => void;
  /** Takes search, filter and city away. */
  readonly showAll: () => void;
  /** Lists those to come back to, and nothing else. */
  readonly showDue: () => void;
  /** Orders by this column; the other way round if it is the order already. */
  readonly sortBy: (sort: CustomerSort) => void;
  /** Sees to it that these positions are fetched. */
  readonly show: (first: number, last: number) => void;
  /** The agent has scrolled to this row. */
  readonly scrolledTo: (topRow: number) => void;
  /** Moves the cursor; an open customer gives way to the one there. */
  readonly moveTo: (index: number) => void;
  /** Opens the customer at the cursor, else the first: of what was typed, not of what was there before. */
  readonly openAtCursor: () => void;
  readonly select: (id: string | null) => void;
}

export type CustomersStore = ReturnType<typeof createCustomersStore>;

/** Of texts and codes the first comes first, of dates and figures the latest and greatest. */
export function naturalDirection(sort: CustomerSort): SortDirection {
  const kind = kindOf(sort);
  return kind === 'text' || kind === 'code' ? 'ascending' : 'descending';
}

const FIRST_QUERY = {
  filter: 'current',
  city: null,
  sort: 'name',
  direction: 'ascending',
} as const satisfies Partial<CustomersState>;

/** How the list is set in a kept state: nothing is typed yet. */
export function settingAt({ query, columns }: ListState): Omit<SavedView, 'name'> {
  return { search: '', query, columns: [...(columns ?? DEFAULT_COLUMNS)] };
}

/** What of the list is kept over restarts and in views. */
export function queryOf(state: CustomersState): ListQuery {
  // Kinds that nobody has chosen follow what is usual, which differs as customers come and go.
  return pick(
    state,
    LIST_QUERY_KEYS.filter((key) => key !== 'kinds' || state.areKindsChosen),
  );
}

/** Which customers are listed, in their order: also while what is typed is looked for among all kinds. */
export function listedQuery(state: CustomersState): ListQuery {
  const { kinds, isWidened } = state;
  return { ...pick(state, LIST_QUERY_KEYS), kinds: isWidened || kinds === null ? null : [...kinds] };
}

/** Which customers are listed, whatever their order. */
function narrowingOf(
  state: CustomersState,
): { readonly search: string } & Omit<ListQuery, 'sort' | 'direction'> {
  const { filter, city, kinds } = listedQuery(state);
  return { search: state.search, filter, city, kinds };
}

function pick(state: CustomersState, keys: readonly string[]): ListQuery {
  return Object.fromEntries(Object.entries(state).filter(([key]) => keys.includes(key)));
}

/** What must be asked for so that these columns can be shown: a change is shown with its share. */
function wantedFor(columns: readonly ShownColumn[]): ListColumn[] {
  return columns.flatMap(({ column }) => (column === 'change' ? [column, 'changeShare'] : [column]));
}

/** What a kept query says; what it leaves out is as at the first start, the kinds as is usual. */
function kept(
  query: ListQuery,
  choices: readonly CustomerKind[],
): Pick<CustomersState, 'filter' | 'city' | 'sort' | 'direction' | 'kinds' | 'areKindsChosen'> {
  const { kinds, ...said } = query;
  const areKindsChosen = kinds !== undefined;
  return {
    ...FIRST_QUERY,
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<
      typeof FIRST_QUERY
    >),
    kinds: areKindsChosen ? kinds : usualKinds(choices),
    areKindsChosen,
  };
}

/** The list of customers as it is searched and scrolled, from `place` on. Answers to what is no longer asked are dropped. */
export function createCustomersStore(bridge: Bridge, place?: WindowPlace) {
  let question = 0;
  let isReloading = false;
  /** The pages to ask for when the list that is being fetched is there: it is out of date already. */
  let nextReload: readonly number[] | null = null;
  /** The customer at the cursor is to be opened as soon as the list that is being fetched is there. */
  let isOpeningWanted = false;
  /** The cursor was moved to a row that is still being fetched. */
  let isCursorAhead = false;
  const asked = new Set<number>();
  /** Whom the sums that are shown are of, or that are being asked for. */
  let summed: string | null = null;

  const store = createStore<CustomersState>()((set, get) => {
    const ask = (change: Partial<Pick<CustomersState, Asked>>): void => {
      isCursorAhead = false;
      isOpeningWanted = false;
      set((state) => ({
        ...change,
        listNumber: state.listNumber + 1,
        topRow: 0,
        cursor: NOWHERE,
      }));
      reload();
    };
    return {
      search: place?.search ?? '',
      ...FIRST_QUERY,
      kinds: null,
      areKindsChosen: false,
      isWidened: false,
      columns: DEFAULT_COLUMNS,
      sums: null,
      cities: [],
      kindChoices: [],
      total: null,
      elsewhere: 0,
      items: new Map(),
      shownSearch: '',
      listNumber: 0,
      topRow: place?.topRow ?? 0,
      cursor: NOWHERE,
      selectedId: place?.customer ?? null,
      selected: null,
      history: null,
      setSearch(typed) {
        const search = typed.slice(0, SEARCH_LENGTH);
        ask(search === '' ? { search, isWidened: false } : { search });
      },
      setFilter: (filter) => ask({ filter }),
      setCity: (city) => ask({ city }),
      setColumns(columns) {
        const had = wantedFor(get().columns);
        set({ columns });
        if (wantedFor(columns).some((column) => !had.includes(column))) {
          reload(shownPages());
        }
      },
      apply: ({ search, query, columns }) =>
        ask({ ...kept(query, get().kindChoices), isWidened: false, search, columns }),
      setKinds(kinds) {
        const isUsual = areSameKinds(kinds, usualKinds(get().kindChoices));
        ask({ kinds, areKindsChosen: !isUsual, isWidened: false });
      },
      widen: () => ask({ isWidened: true }),
      showAll: () => ask({ search: '', filter: 'current', city: null, isWidened: false }),
      showDue() {
        get().select(null);
        // Whatever their kind: the tray has counted them all.
        ask({ search: '', filter: 'due', city: null, isWidened: true });
      },
      sortBy(sort) {
        const { sort: before, direction } = get();
        const turned = direction === 'ascending' ? 'descending' : 'ascending';
        ask({ sort, direction: sort === before ? turned : naturalDirection(sort) });
      },
      show(first, last) {
        for (let page = Math.floor(first / PAGE_SIZE); page <= Math.floor(last / PAGE_SIZE); page += 1) {
          void fetchPage(page);
        }
      },
      scrolledTo: (topRow) => set({ topRow }),
      moveTo(index) {
        set({ cursor: index });
        isCursorAhead = !get().items.has(index);
        followCursor();
      },
      openAtCursor() {
        const item = get().items.get(Math.max(0, get().cursor));
        isOpeningWanted = isReloading;
        if (!isReloading && item !== undefined) {
          get().select(item.id);
        }
      },
      select(id) {
        const isSame = id === get().selectedId;
        const cursor = [...get().items].find(([, item]) => item.id === id)?.[0] ?? get().cursor;
        set({ selectedId: id, cursor, ...(isSame ? {} : { selected: null, history: null }) });
        void fetchSelected();
      },
    };
  });

  /** While a customer is open it is the one at the cursor, as soon as it is known which that is. */
  const followCursor = (): void => {
    const { selectedId, items, cursor, select } = store.getState();
    const item = items.get(cursor);
    if (selectedId !== null && item !== undefined && item.id !== selectedId) {
      select(item.id);
    }
  };

  /** Fetches a page of the list. With `staying` it begins the list anew: of what was shown only these pages stay, for now. */
  const fetchPage = async (page: number, staying: readonly number[] | null = null): Promise<void> => {
    if (asked.has(page)) {
      return;
    }
    asked.add(page);
    const forQuestion = question;
    const { search, columns } = store.getState();
    const answer = await bridge.invoke('customers:search', {
      ...listedQuery(store.getState()),
      search,
      columns: wantedFor(columns),
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
    const { total, elsewhere } = answer.value;
    const shown = store.getState().items;
    const stays = (position: number): boolean =>
      position < total && (staying === null || staying.includes(Math.floor(position / PAGE_SIZE)));
    const items = new Map([...shown].filter(([position]) => stays(position)));
    answer.value.items.forEach((item, index) => {
      const position = page * PAGE_SIZE + index;
      const before = shown.get(position);
      // A row whose customer is the very same is not drawn again: a sync changes few.
      const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(item);
      items.set(position, isSame ? before : item);
    });
    store.setState({ items, total, elsewhere, shownSearch: search });
    if (isCursorAhead) {
      isCursorAhead = !items.has(store.getState().cursor);
      followCursor();
    } else {
      keepCursorAtSelected();
    }
  };

  /** After a sync the open customer may stand elsewhere in the list. */
  const keepCursorAtSelected = (): void => {
    const { items, selectedId } = store.getState();
    const at = [...items].find(([, item]) => item.id === selectedId)?.[0];
    if (at !== undefined) {
      store.setState({ cursor: at });
    }
  };

  /**
   * Asks anew; what is shown stays until the answer is there, so that nothing flickers. Quick typing asks as often as
   * answers come, and always for the newest.
   */
  const reload = (pages: readonly number[] = [0]): void => {
    question += 1;
    asked.clear();
    if (isReloading) {
      nextReload = pages;
      return;
    }
    isReloading = true;
    const [first = 0, ...others] = pages;
    void fetchPage(first, others).then(() => {
      isReloading = false;
      if (isOpeningWanted && nextReload === null) {
        isOpeningWanted = false;
        store.getState().openAtCursor();
      }
      if (nextReload !== null) {
        const next = nextReload;
        nextReload = null;
        reload(next);
        return;
      }
      // After the page, so that the list is never slower.
      void fetchSums();
      for (const page of others) {
        void fetchPage(page);
      }
    });
  };

  const fetchSums = async (): Promise<void> => {
    const narrowing = narrowingOf(store.getState());
    const whom = JSON.stringify(narrowing);
    if (whom === summed) {
      return;
    }
    summed = whom;
    const answer = await bridge.invoke('customers:sums', narrowing);
    if (summed !== whom) {
      return;
    }
    summed = answer.ok ? whom : null;
    store.setState({ sums: answer.ok ? answer.value : null });
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

  const loadCities = async (): Promise<void> => {
    const cities = await bridge.invoke('customers:cities');
    if (cities.ok) {
      const { city } = store.getState();
      // A view, or the list from before, may have it in another spelling: the same customers are listed.
      const shown = cities.value.find((one) => city !== null && one.alike?.includes(city));
      store.setState({ cities: cities.value, ...(shown === undefined ? {} : { city: shown.city }) });
    }
  };

  /** Until the agent has chosen, the list follows what is usual for the kinds there are; gives whether that is another. */
  const adoptKinds = (kindChoices: readonly CustomerKind[]): boolean => {
    const usual = usualKinds(kindChoices);
    const { kinds, areKindsChosen } = store.getState();
    const isOther = !areKindsChosen && !areSameKinds(kinds, usual);
    store.setState(isOther ? { kindChoices, kinds: usual } : { kindChoices });
    return isOther;
  };

  const loadKinds = async (): Promise<void> => {
    const answer = await bridge.invoke('customers:kinds');
    if (answer.ok && adoptKinds(answer.value)) {
      store.setState(({ listNumber }) => ({ listNumber: listNumber + 1, cursor: NOWHERE }));
      reload();
    }
  };

  const shownPages = (): number[] => {
    const shown = [
      ...new Set([...store.getState().items.keys()].map((index) => Math.floor(index / PAGE_SIZE))),
    ];
    return shown.length === 0 ? [0] : shown;
  };

  const refresh = (): void => {
    summed = null;
    // Asked before the list: where it changes the list, the first answer shown is the right one.
    void loadKinds();
    reload(shownPages());
    void loadCities();
    void fetchSelected();
  };

  bridge.on('sync:finished', (run) => {
    if (run.outcome === 'success') {
      refresh();
    }
  });
  onOtherAccount(bridge, refresh);
  bridge.on('window:customer-requested', (id) => store.getState().select(id));
  bridge.on('window:view-requested', (view) => {
    if (view === 'due') {
      store.getState().showDue();
    }
  });
  // Their marks in the list, and who is to be come back to.
  bridge.on('notes:changed', () => reload(shownPages()));
  // A list accepted or a store repaired changes who is missing.
  bridge.on('store:changed', () => refresh());
  const start = async (): Promise<void> => {
    const choices = bridge.invoke('customers:kinds');
    const answer = await bridge.invoke('list:get');
    if (answer.ok) {
      const { query, columns } = settingAt(answer.value);
      store.setState({ ...kept(query, []), columns });
    }
    if (place?.view === 'due') {
      store.setState({ filter: 'due', city: null, isWidened: true });
    }
    // The list is asked for once, when it is known which.
    const kinds = await choices;
    if (kinds.ok) {
      adoptKinds(kinds.value);
    }
    reload([Math.floor(store.getState().topRow / PAGE_SIZE)]);
    void loadCities();
  };
  void start();
  void fetchSelected();
  return store;
}
