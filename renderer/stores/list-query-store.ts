import { createStore } from 'zustand/vanilla';
import type {
  Bridge,
  CustomerCity,
  CustomerFilter,
  CustomerKind,
  CustomerSort,
  ListColumn,
  ListQuery,
  ListState,
  SavedView,
  ShownColumn,
  SortDirection,
  WindowPlace,
} from '../../preload/contract';
import { DEFAULT_COLUMNS, LIST_QUERY_KEYS, formatOfColumn } from '../../preload/contract/list-columns';
import { SEARCH_LENGTH } from '../../preload/contract/values';
import { areSameKinds, includeProspects, findScope, defaultKinds } from './customer-kinds';
import { onOtherCustomers } from './other-account';

/** The parts of the state that change the list when set. */
type QueryPart =
  keyof Filters | 'search' | 'kinds' | 'hasChosenKinds' | 'isWidened' | 'sort' | 'direction' | 'columns';

/** The filters apart from the search text and the kinds. */
export interface Filters {
  readonly filter: CustomerFilter;
  /** `null` for all cities. */
  readonly cities: readonly string[] | null;
  /** A prefix of the postal code. */
  readonly postalCode: string | null;
  readonly withPhone: boolean;
  /** The bounds of this year's sales, in cents. */
  readonly salesFrom: number | null;
  readonly salesTo: number | null;
}

export interface ListQueryState extends Filters {
  readonly search: string;
  /** The listed kinds; `null` for all. */
  readonly kinds: readonly string[] | null;
  /** Whether the agent has chosen the kinds; otherwise {@link defaultKinds} applies. */
  readonly hasChosenKinds: boolean;
  /** Whether the current search covers all kinds. */
  readonly isWidened: boolean;
  readonly sort: CustomerSort;
  readonly direction: SortDirection;
  /** The visible columns, the name first. */
  readonly columns: readonly ShownColumn[];
  readonly cityChoices: readonly CustomerCity[];
  readonly kindChoices: readonly CustomerKind[];
  /** Whether the stored query is loaded; the list is fetched only afterwards. */
  readonly isKnown: boolean;
  /** Grows when the agent requests a different list, which then starts at its top. */
  readonly listNumber: number;
  readonly setSearch: (search: string) => void;
  readonly setFilter: (filter: CustomerFilter) => void;
  /** Sets these filters and keeps the others. */
  readonly setFilters: (filters: Partial<Filters>) => void;
  readonly setColumns: (columns: readonly ShownColumn[]) => void;
  /** Applies a whole view; keys absent from its query get their default values. */
  readonly apply: (view: Omit<SavedView, 'name'>) => void;
  /** Lists only these kinds, or all for `null`, from now on. */
  readonly setKinds: (kinds: readonly string[] | null) => void;
  /** Extends the current search to all kinds. */
  readonly widen: () => void;
  /** Clears all filters and individually chosen kinds; keeps the search text. */
  readonly clearFilters: () => void;
  /** Clears the filters and the search text. */
  readonly showAll: () => void;
  /** Sorts by this column; a second call for the same column reverses the direction. */
  readonly sortBy: (sort: CustomerSort) => void;
  readonly orderBy: (sort: CustomerSort, direction: SortDirection) => void;
}

export type ListQueryStore = ReturnType<typeof createListQueryStore>;

/** Returns the direction of a new order: ascending for texts and codes, otherwise descending. */
export function naturalDirection(sort: CustomerSort): SortDirection {
  const kind = formatOfColumn(sort);
  // The longest overdue call comes first.
  if (sort === 'dueOn') {
    return 'ascending';
  }
  return kind === 'text' || kind === 'code' ? 'ascending' : 'descending';
}

export const NO_FILTERS: Filters = {
  filter: 'current',
  cities: null,
  postalCode: null,
  withPhone: false,
  salesFrom: null,
  salesTo: null,
};

export const FIRST_QUERY = {
  ...NO_FILTERS,
  sort: 'name',
  direction: 'ascending',
} as const satisfies Partial<ListQueryState>;

type Order = Pick<ListQueryState, 'sort' | 'direction'>;

const BY_DAY = { sort: 'dueOn', direction: 'ascending' } as const satisfies Order;

/** The filters with an order of their own: calls by date, lost customers by lost sales. */
const ORDERS: { readonly [Filter in CustomerFilter]?: Order } = {
  due: BY_DAY,
  'due-week': BY_DAY,
  dated: BY_DAY,
  lost: { sort: 'previousSales1Cents', direction: 'descending' },
};

/** The filters for due calls. They cover all kinds, because the number in the tray does too. */
const DUE = { ...NO_FILTERS, filter: 'due', isWidened: true } as const satisfies Partial<ListQueryState>;

/** Returns the stored query and columns as a view with an empty search text. */
export function viewFromState({ query, columns }: ListState): Omit<SavedView, 'name'> {
  return { search: '', query, columns: [...(columns ?? DEFAULT_COLUMNS)] };
}

/** Returns the part of the query that is stored and saved in views. */
export function pickStoredQuery(state: ListQueryState): ListQuery {
  // Default kinds are not stored, because they change as customers come and go.
  return pick(
    state,
    LIST_QUERY_KEYS.filter((key) => key !== 'kinds' || state.hasChosenKinds),
  );
}

/** Returns the kinds to list, `null` for all, taking a widened search into account. */
export function listedKinds(
  state: Pick<ListQueryState, 'filter' | 'kinds' | 'kindChoices' | 'isWidened'>,
): readonly string[] | null {
  const { filter, kinds, kindChoices, isWidened } = state;
  // Without kinds of prospects, a list of new prospects would always be empty.
  const isFilterPointless =
    filter === 'new-prospects' && kinds !== null && !includeProspects(kindChoices, kinds);
  return isWidened || isFilterPointless ? null : kinds;
}

/** Returns the query for the listed customers, with its order. */
export function buildListQuery(state: ListQueryState): ListQuery {
  const kinds = listedKinds(state);
  return { ...pick(state, LIST_QUERY_KEYS), kinds: kinds === null ? null : [...kinds] };
}

/** Returns the query for the listed customers, without their order. */
export function buildSelection(
  state: ListQueryState,
): { readonly search: string } & Omit<ListQuery, 'sort' | 'direction'> {
  return { search: state.search, ...unordered(buildListQuery(state)) };
}

export function unordered(query: ListQuery): Omit<ListQuery, 'sort' | 'direction'> {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== 'sort' && key !== 'direction'));
}

/** Whether any filter is set or kinds were chosen individually. */
export function isFiltered(state: ListQueryState): boolean {
  const { kindChoices, kinds } = state;
  const isAnySet = (Object.keys(NO_FILTERS) as (keyof Filters)[]).some(
    (key) => state[key] !== NO_FILTERS[key],
  );
  return isAnySet || findScope(kindChoices, kinds) === 'some';
}

function pickOrder({ sort, direction }: Order): Order {
  return { sort, direction };
}

function pick(state: ListQueryState, keys: readonly string[]): ListQuery {
  return Object.fromEntries(Object.entries(state).filter(([key]) => keys.includes(key)));
}

/** Returns the columns to fetch: the visible ones, the sort column, `changeShare` for `change`. */
export function wantedColumns({ columns, sort }: Pick<ListQueryState, 'columns' | 'sort'>): ListColumn[] {
  const shown = new Set([...columns.map(({ column }) => column), sort]);
  return [...shown].flatMap((column) => (column === 'change' ? [column, 'changeShare'] : [column]));
}

/** Whether the selection of customers has changed, even if only by new default kinds. */
export function selectsOtherCustomers(now: ListQueryState, before: ListQueryState): boolean {
  return now.listNumber !== before.listNumber || (now.isKnown && now.kinds !== before.kinds);
}

/** Returns the state for a stored query, with defaults for absent keys. */
function storedState(
  query: ListQuery,
  choices: readonly CustomerKind[],
): Filters & Pick<ListQueryState, 'sort' | 'direction' | 'kinds' | 'hasChosenKinds'> {
  const { kinds, ...rest } = query;
  const areKindsChosen = kinds !== undefined;
  return {
    ...FIRST_QUERY,
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<
      typeof FIRST_QUERY
    >),
    kinds: areKindsChosen ? kinds : defaultKinds(choices),
    hasChosenKinds: areKindsChosen,
  };
}

/** Returns a function that finds the order for a filter: the filter's own, or else the agent's. */
function orderOfFilters(): (state: ListQueryState, change: Partial<Filters>) => Partial<Order> {
  let chosen = pickOrder(FIRST_QUERY);
  return (state, { filter = state.filter }) => {
    const [before, next] = [ORDERS[state.filter], ORDERS[filter]];
    if (before === next) {
      return {};
    }
    if (state.sort !== before?.sort) {
      chosen = pickOrder(state);
    }
    return next ?? chosen;
  };
}

export function createListQueryStore(bridge: Bridge, place?: WindowPlace) {
  const orderFor = orderOfFilters();
  const store = createStore<ListQueryState>()((set, get) => {
    const ask = (change: Partial<Pick<ListQueryState, QueryPart>>): void =>
      set((state) => ({ ...orderFor(state, change), ...change, listNumber: state.listNumber + 1 }));
    return {
      search: place?.search ?? '',
      ...FIRST_QUERY,
      kinds: null,
      hasChosenKinds: false,
      isWidened: false,
      columns: DEFAULT_COLUMNS,
      cityChoices: [],
      kindChoices: [],
      isKnown: false,
      listNumber: 0,
      setSearch(typed) {
        const search = typed.slice(0, SEARCH_LENGTH);
        ask(search === '' ? { search, isWidened: false } : { search });
      },
      setFilter: (filter) => ask({ filter }),
      setFilters: (filters) => ask(filters),
      setColumns: (columns) => set({ columns }),
      apply: ({ search, query, columns }) =>
        ask({ ...storedState(query, get().kindChoices), isWidened: false, search, columns }),
      setKinds(kinds) {
        const isUsual = areSameKinds(kinds, defaultKinds(get().kindChoices));
        const { filter, kindChoices } = get();
        const isLeft = filter === 'new-prospects' && kinds !== null && !includeProspects(kindChoices, kinds);
        ask({
          kinds,
          hasChosenKinds: !isUsual,
          isWidened: false,
          ...(isLeft ? { filter: 'current' } : {}),
        });
      },
      widen: () => ask({ isWidened: true }),
      clearFilters() {
        const { kindChoices, kinds, hasChosenKinds } = get();
        const isScope = findScope(kindChoices, kinds) !== 'some';
        ask({
          ...NO_FILTERS,
          isWidened: false,
          ...(isScope
            ? { kinds, hasChosenKinds }
            : { kinds: defaultKinds(kindChoices), hasChosenKinds: false }),
        });
      },
      showAll() {
        set({ search: '' });
        get().clearFilters();
      },
      sortBy(sort) {
        const { sort: before, direction } = get();
        const turned = direction === 'ascending' ? 'descending' : 'ascending';
        ask({ sort, direction: sort === before ? turned : naturalDirection(sort) });
      },
      orderBy: (sort, direction) => ask({ sort, direction }),
    };
  });

  const loadCities = async (): Promise<void> => {
    const answer = await bridge.invoke('customers:cities');
    if (answer.ok) {
      const { cities } = store.getState();
      // The offered spelling of a city replaces a stored one and selects the same customers.
      const shown = cities?.map(
        (city) => answer.value.find((one) => one.otherSpellings?.includes(city))?.city ?? city,
      );
      store.setState({
        cityChoices: answer.value,
        ...(shown === undefined ? {} : { cities: [...new Set(shown)] }),
      });
    }
  };

  /** Updates the kinds to their default until the agent has chosen kinds. */
  const adoptKinds = (kindChoices: readonly CustomerKind[]): void => {
    const usual = defaultKinds(kindChoices);
    const { kinds, hasChosenKinds } = store.getState();
    const isOther = !hasChosenKinds && !areSameKinds(kinds, usual);
    store.setState(isOther ? { kindChoices, kinds: usual } : { kindChoices });
  };

  const refresh = async (): Promise<void> => {
    // The kinds are fetched before the list, so that the first list has the right kinds.
    const kinds = await bridge.invoke('customers:kinds');
    if (kinds.ok) {
      adoptKinds(kinds.value);
    }
    await loadCities();
  };

  onOtherCustomers(bridge, () => void refresh());
  bridge.on('window:view-requested', (view) => {
    if (view === 'due') {
      const listNumber = store.getState().listNumber + 1;
      store.setState((state) => ({ ...orderFor(state, DUE), ...DUE, search: '', listNumber }));
    }
  });
  const start = async (): Promise<void> => {
    const choices = bridge.invoke('customers:kinds');
    const answer = await bridge.invoke('list:get');
    if (answer.ok) {
      const { query, columns } = viewFromState(answer.value);
      store.setState({ ...storedState(query, []), columns });
    }
    if (place?.view === 'due') {
      store.setState((state) => ({ ...orderFor(state, DUE), ...DUE }));
    }
    const kinds = await choices;
    if (kinds.ok) {
      adoptKinds(kinds.value);
    }
    store.setState({ isKnown: true });
    await loadCities();
  };
  void start();
  return store;
}
