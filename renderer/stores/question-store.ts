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
import { DEFAULT_COLUMNS, LIST_QUERY_KEYS, kindOf } from '../../preload/contract/list-columns';
import { SEARCH_LENGTH } from '../../preload/contract/values';
import { areSameKinds, holdProspects, scopeOf, usualKinds } from './customer-kinds';
import { onOtherCustomers } from './other-account';

/** The parts that say which customers are listed, and in which order. */
type Asked =
  keyof Filters | 'search' | 'kinds' | 'areKindsChosen' | 'isWidened' | 'sort' | 'direction' | 'columns';

/** The parts that leave customers out, beside what is typed and their kinds. */
export interface Filters {
  readonly filter: CustomerFilter;
  /** `null` for all cities. */
  readonly cities: readonly string[] | null;
  /** The first digits of the postal code. */
  readonly postalCode: string | null;
  readonly withPhone: boolean;
  /** The bounds of this year's sales, in cents. */
  readonly salesFrom: number | null;
  readonly salesTo: number | null;
}

export interface QuestionState extends Filters {
  readonly search: string;
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
  /** The cities to choose from. */
  readonly cityChoices: readonly CustomerCity[];
  /** The kinds to choose from, with how many customers are of each. */
  readonly kindChoices: readonly CustomerKind[];
  /** The question is as it was left: until then the list is not asked for. */
  readonly isKnown: boolean;
  /** Grows when the agent asks for another list, which then begins at its top. */
  readonly listNumber: number;
  readonly setSearch: (search: string) => void;
  readonly setFilter: (filter: CustomerFilter) => void;
  /** Sets these filters; the others stay. */
  readonly narrow: (filters: Partial<Filters>) => void;
  readonly setColumns: (columns: readonly ShownColumn[]) => void;
  /** Sets the whole list at once; what the query leaves out is as at the first start. */
  readonly apply: (view: Omit<SavedView, 'name'>) => void;
  /** Lists these kinds, all when `null`; it stays so. */
  readonly setKinds: (kinds: readonly string[] | null) => void;
  /** Lists what is typed from all kinds. */
  readonly widen: () => void;
  /** Takes all filters away, and kinds that were chosen one by one; what is typed stays. */
  readonly clearFilters: () => void;
  /** Takes the filters and what is typed away. */
  readonly showAll: () => void;
  /** Orders by this column; the other way round if it is the order already. */
  readonly sortBy: (sort: CustomerSort) => void;
  readonly orderBy: (sort: CustomerSort, direction: SortDirection) => void;
}

export type QuestionStore = ReturnType<typeof createQuestionStore>;

/** Returns the direction a column is first ordered in: texts and codes from the first, dates and figures from the greatest. */
export function naturalDirection(sort: CustomerSort): SortDirection {
  const kind = kindOf(sort);
  // The call that waits longest comes first.
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

/** How the list is asked for at the first start. */
export const FIRST_QUERY = {
  ...NO_FILTERS,
  sort: 'name',
  direction: 'ascending',
} as const satisfies Partial<QuestionState>;

type Order = Pick<QuestionState, 'sort' | 'direction'>;

/** The filters that list calls. */
const CALLS: readonly CustomerFilter[] = ['due', 'due-week', 'dated'];

/** Calls are listed by their day. */
const BY_DAY = { sort: 'dueOn', direction: 'ascending' } as const satisfies Order;

/** Those to come back to, and nothing else: whatever their kind, as the tray has counted them all. */
const DUE = { ...NO_FILTERS, filter: 'due', isWidened: true } as const satisfies Partial<QuestionState>;

/** Returns how the list is set in a kept state: nothing is typed yet. */
export function settingAt({ query, columns }: ListState): Omit<SavedView, 'name'> {
  return { search: '', query, columns: [...(columns ?? DEFAULT_COLUMNS)] };
}

/** Returns the part of the question that is kept over restarts and in views. */
export function queryOf(state: QuestionState): ListQuery {
  // Kinds that the agent has not chosen follow what is usual, which differs as customers come and go.
  return pick(
    state,
    LIST_QUERY_KEYS.filter((key) => key !== 'kinds' || state.areKindsChosen),
  );
}

/** Returns the kinds that are listed, `null` for all: also while what is typed is looked for among all of them. */
export function listedKinds(
  state: Pick<QuestionState, 'filter' | 'kinds' | 'kindChoices' | 'isWidened'>,
): readonly string[] | null {
  const { filter, kinds, kindChoices, isWidened } = state;
  // Among the agent's own customers there is no prospect, and the list would always be empty.
  const isBesidePoint = filter === 'new-prospects' && kinds !== null && !holdProspects(kindChoices, kinds);
  return isWidened || isBesidePoint ? null : kinds;
}

/** Returns which customers are listed, in their order. */
export function listedQuery(state: QuestionState): ListQuery {
  const kinds = listedKinds(state);
  return { ...pick(state, LIST_QUERY_KEYS), kinds: kinds === null ? null : [...kinds] };
}

/** Returns which customers are listed, whatever their order. */
export function narrowingOf(
  state: QuestionState,
): { readonly search: string } & Omit<ListQuery, 'sort' | 'direction'> {
  return { search: state.search, ...unordered(listedQuery(state)) };
}

/** Returns a query without its order. */
export function unordered(query: ListQuery): Omit<ListQuery, 'sort' | 'direction'> {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== 'sort' && key !== 'direction'));
}

/** Whether any filter leaves customers out, or kinds were chosen one by one. */
export function isFiltered(state: QuestionState): boolean {
  const { kindChoices, kinds } = state;
  const isAnySet = (Object.keys(NO_FILTERS) as (keyof Filters)[]).some(
    (key) => state[key] !== NO_FILTERS[key],
  );
  return isAnySet || scopeOf(kindChoices, kinds) === 'some';
}

function pickOrder({ sort, direction }: Order): Order {
  return { sort, direction };
}

function pick(state: QuestionState, keys: readonly string[]): ListQuery {
  return Object.fromEntries(Object.entries(state).filter(([key]) => keys.includes(key)));
}

/** Returns what must be asked for: the columns, a change with its share, and what orders the list, which is always shown. */
export function wantedColumns({ columns, sort }: Pick<QuestionState, 'columns' | 'sort'>): ListColumn[] {
  const shown = new Set([...columns.map(({ column }) => column), sort]);
  return [...shown].flatMap((column) => (column === 'change' ? [column, 'changeShare'] : [column]));
}

/** Whether other customers are asked for than before, by the agent or since other kinds are usual now. */
export function isOtherList(now: QuestionState, before: QuestionState): boolean {
  return now.listNumber !== before.listNumber || (now.isKnown && now.kinds !== before.kinds);
}

/** Returns what a kept query says; what it leaves out is as at the first start, the kinds as is usual. */
function kept(
  query: ListQuery,
  choices: readonly CustomerKind[],
): Filters & Pick<QuestionState, 'sort' | 'direction' | 'kinds' | 'areKindsChosen'> {
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

/** Returns the order that follows a change of the filter: calls by their day, and afterwards the order of before. */
function callsByDay(): (state: QuestionState, change: Partial<Filters>) => Partial<Order> {
  let before = pickOrder(FIRST_QUERY);
  return (state, { filter = state.filter }) => {
    const [wereCalls, areCalls] = [CALLS.includes(state.filter), CALLS.includes(filter)];
    if (areCalls && !wereCalls) {
      before = pickOrder(state);
      return BY_DAY;
    }
    return wereCalls && !areCalls && state.sort === BY_DAY.sort ? before : {};
  };
}

/** Creates the store of what is asked of the list of customers, and of what there is to choose from. */
export function createQuestionStore(bridge: Bridge, place?: WindowPlace) {
  const orderFor = callsByDay();
  const store = createStore<QuestionState>()((set, get) => {
    const ask = (change: Partial<Pick<QuestionState, Asked>>): void =>
      set((state) => ({ ...orderFor(state, change), ...change, listNumber: state.listNumber + 1 }));
    return {
      search: place?.search ?? '',
      ...FIRST_QUERY,
      kinds: null,
      areKindsChosen: false,
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
      narrow: (filters) => ask(filters),
      setColumns: (columns) => set({ columns }),
      apply: ({ search, query, columns }) =>
        ask({ ...kept(query, get().kindChoices), isWidened: false, search, columns }),
      setKinds(kinds) {
        const isUsual = areSameKinds(kinds, usualKinds(get().kindChoices));
        const { filter, kindChoices } = get();
        const isLeft = filter === 'new-prospects' && kinds !== null && !holdProspects(kindChoices, kinds);
        ask({
          kinds,
          areKindsChosen: !isUsual,
          isWidened: false,
          ...(isLeft ? { filter: 'current' } : {}),
        });
      },
      widen: () => ask({ isWidened: true }),
      clearFilters() {
        const { kindChoices, kinds, areKindsChosen } = get();
        const isScope = scopeOf(kindChoices, kinds) !== 'some';
        ask({
          ...NO_FILTERS,
          isWidened: false,
          ...(isScope
            ? { kinds, areKindsChosen }
            : { kinds: usualKinds(kindChoices), areKindsChosen: false }),
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
      // A view, or the list from before, may have one in another spelling: the same customers are listed.
      const shown = cities?.map(
        (city) => answer.value.find((one) => one.alike?.includes(city))?.city ?? city,
      );
      store.setState({
        cityChoices: answer.value,
        ...(shown === undefined ? {} : { cities: [...new Set(shown)] }),
      });
    }
  };

  /** Follows what is usual for the kinds there are, until the agent has chosen. */
  const adoptKinds = (kindChoices: readonly CustomerKind[]): void => {
    const usual = usualKinds(kindChoices);
    const { kinds, areKindsChosen } = store.getState();
    const isOther = !areKindsChosen && !areSameKinds(kinds, usual);
    store.setState(isOther ? { kindChoices, kinds: usual } : { kindChoices });
  };

  const refresh = async (): Promise<void> => {
    // Asked before the list, which follows: where it changes the list, the first answer shown is the right one.
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
      const { query, columns } = settingAt(answer.value);
      store.setState({ ...kept(query, []), columns });
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
