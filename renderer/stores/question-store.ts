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
import { areSameKinds, usualKinds } from './customer-kinds';
import { onOtherCustomers } from './other-account';

/** The parts that say which customers are listed, and in which order. */
type Asked =
  'search' | 'filter' | 'city' | 'kinds' | 'areKindsChosen' | 'isWidened' | 'sort' | 'direction' | 'columns';

export interface QuestionState {
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
  /** The cities to choose from. */
  readonly cities: readonly CustomerCity[];
  /** The kinds to choose from, with how many customers are of each. */
  readonly kindChoices: readonly CustomerKind[];
  /** The question is as it was left: until then the list is not asked for. */
  readonly isKnown: boolean;
  /** Grows when the agent asks for another list, which then begins at its top. */
  readonly listNumber: number;
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
  /** Orders by this column; the other way round if it is the order already. */
  readonly sortBy: (sort: CustomerSort) => void;
}

export type QuestionStore = ReturnType<typeof createQuestionStore>;

/** Returns the direction a column is first ordered in: texts and codes from the first, dates and figures from the greatest. */
export function naturalDirection(sort: CustomerSort): SortDirection {
  const kind = kindOf(sort);
  return kind === 'text' || kind === 'code' ? 'ascending' : 'descending';
}

const FIRST_QUERY = {
  filter: 'current',
  city: null,
  sort: 'name',
  direction: 'ascending',
} as const satisfies Partial<QuestionState>;

/** Those to come back to, and nothing else: whatever their kind, as the tray has counted them all. */
const DUE = { filter: 'due', city: null, isWidened: true } as const satisfies Partial<QuestionState>;

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

/** Returns which customers are listed, in their order: also while what is typed is looked for among all kinds. */
export function listedQuery(state: QuestionState): ListQuery {
  const { kinds, isWidened } = state;
  return { ...pick(state, LIST_QUERY_KEYS), kinds: isWidened || kinds === null ? null : [...kinds] };
}

/** Returns which customers are listed, whatever their order. */
export function narrowingOf(
  state: QuestionState,
): { readonly search: string } & Omit<ListQuery, 'sort' | 'direction'> {
  const { filter, city, kinds } = listedQuery(state);
  return { search: state.search, filter, city, kinds };
}

function pick(state: QuestionState, keys: readonly string[]): ListQuery {
  return Object.fromEntries(Object.entries(state).filter(([key]) => keys.includes(key)));
}

/** Returns what must be asked for so that the columns can be shown: a change is shown with its share. */
export function wantedColumns({ columns }: Pick<QuestionState, 'columns'>): ListColumn[] {
  return columns.flatMap(({ column }) => (column === 'change' ? [column, 'changeShare'] : [column]));
}

/** Whether other customers are asked for than before, by the agent or since other kinds are usual now. */
export function isOtherList(now: QuestionState, before: QuestionState): boolean {
  return now.listNumber !== before.listNumber || (now.isKnown && now.kinds !== before.kinds);
}

/** Returns what a kept query says; what it leaves out is as at the first start, the kinds as is usual. */
function kept(
  query: ListQuery,
  choices: readonly CustomerKind[],
): Pick<QuestionState, 'filter' | 'city' | 'sort' | 'direction' | 'kinds' | 'areKindsChosen'> {
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

/** Creates the store of what is asked of the list of customers, and of what there is to choose from. */
export function createQuestionStore(bridge: Bridge, place?: WindowPlace) {
  const store = createStore<QuestionState>()((set, get) => {
    const ask = (change: Partial<Pick<QuestionState, Asked>>): void =>
      set(({ listNumber }) => ({ ...change, listNumber: listNumber + 1 }));
    return {
      search: place?.search ?? '',
      ...FIRST_QUERY,
      kinds: null,
      areKindsChosen: false,
      isWidened: false,
      columns: DEFAULT_COLUMNS,
      cities: [],
      kindChoices: [],
      isKnown: false,
      listNumber: 0,
      setSearch(typed) {
        const search = typed.slice(0, SEARCH_LENGTH);
        ask(search === '' ? { search, isWidened: false } : { search });
      },
      setFilter: (filter) => ask({ filter }),
      setCity: (city) => ask({ city }),
      setColumns: (columns) => set({ columns }),
      apply: ({ search, query, columns }) =>
        ask({ ...kept(query, get().kindChoices), isWidened: false, search, columns }),
      setKinds(kinds) {
        const isUsual = areSameKinds(kinds, usualKinds(get().kindChoices));
        ask({ kinds, areKindsChosen: !isUsual, isWidened: false });
      },
      widen: () => ask({ isWidened: true }),
      showAll: () => ask({ search: '', filter: 'current', city: null, isWidened: false }),
      sortBy(sort) {
        const { sort: before, direction } = get();
        const turned = direction === 'ascending' ? 'descending' : 'ascending';
        ask({ sort, direction: sort === before ? turned : naturalDirection(sort) });
      },
    };
  });

  const loadCities = async (): Promise<void> => {
    const cities = await bridge.invoke('customers:cities');
    if (cities.ok) {
      const { city } = store.getState();
      // A view, or the list from before, may have it in another spelling: the same customers are listed.
      const shown = cities.value.find((one) => city !== null && one.alike?.includes(city));
      store.setState({ cities: cities.value, ...(shown === undefined ? {} : { city: shown.city }) });
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
      store.setState(({ listNumber }) => ({ ...DUE, search: '', listNumber: listNumber + 1 }));
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
      store.setState(DUE);
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
