import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Answer, Bridge, CustomerListItem, CustomerPage, CustomerSums } from '../../preload/contract';
import { onOtherCustomers } from './other-account';
import { isOtherList, listedQuery, narrowingOf, wantedColumns } from './question-store';
import type { QuestionState, QuestionStore } from './question-store';

/** Customers are fetched in pages of this many, as the list is scrolled. */
const PAGE_SIZE = 100;
/** So many rows around those in sight are fetched with them: a change may move them by as many, and they are found there. */
const ROWS_AROUND = 50;

type Items = ReadonlyMap<number, CustomerListItem>;

export interface RowsState {
  /** `null` until the first answer. */
  readonly total: number | null;
  /** How many more match among the kinds that are not listed. */
  readonly elsewhere: number;
  /** The position from which on the list holds near misses; `null` where it does not. */
  readonly similarFrom: number | null;
  /** The list that is shown, by its number: that of another may be on its way. */
  readonly shownList: number;
  /** The version that what is shown is of. */
  readonly version: string;
  /** What has been fetched of the list, by position. */
  readonly items: Items;
  /** What was typed for the items that are shown; the newest may still be on its way. */
  readonly shownSearch: string;
  /** What those listed have sold together; `null` until it is known. */
  readonly sums: CustomerSums | null;
  /** The list that is asked for is still on its way. */
  readonly isFetching: boolean;
  /** The position of the first row in sight: where a list that is shown again goes on. */
  readonly topRow: number;
  /** Sees to it that these positions are fetched. */
  readonly show: (first: number, last: number) => void;
  /**
   * Returns who stands from one position of the list to another, also those that were not fetched; `null` where the list
   * has changed meanwhile.
   */
  readonly idsBetween: (first: number, last: number) => Promise<readonly string[] | null>;
  /** The agent has scrolled to this row. */
  readonly scrolledTo: (topRow: number) => void;
}

export type RowsStore = ReturnType<typeof createRowsStore>;

/** Returns where a customer stands among the rows that are fetched; `undefined` if it is not there. */
export function positionOf(items: RowsState['items'], id: string | null | undefined): number | undefined {
  for (const [position, item] of items) {
    if (item.id === id) {
      return position;
    }
  }
  return undefined;
}

function pageOf(position: number): number {
  return Math.floor(position / PAGE_SIZE);
}

/**
 * Returns the rows that stay, and those of pages that were fetched. A row whose customer is the very same is not drawn
 * again: a sync changes few.
 */
function withPages(
  staying: Items,
  shown: Items,
  fetched: readonly { readonly page: number; readonly items: readonly CustomerListItem[] }[],
): Items {
  const known = new Map([...shown.values()].map((item) => [item.id, item]));
  const items = new Map(staying);
  for (const { page, items: ofPage } of fetched) {
    ofPage.forEach((item, index) => {
      const before = known.get(item.id);
      const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(item);
      items.set(page * PAGE_SIZE + index, isSame ? before : item);
    });
  }
  return items;
}

const NOTHING_FETCHED = {
  total: null,
  elsewhere: 0,
  similarFrom: null,
  shownList: 0,
  version: '',
  items: new Map(),
  shownSearch: '',
  sums: null,
  isFetching: false,
} as const satisfies Partial<RowsState>;

function searchPage(bridge: Bridge, question: QuestionStore, page: number): Promise<Answer<CustomerPage>> {
  const state = question.getState();
  return bridge.invoke('customers:search', {
    ...listedQuery(state),
    search: state.search,
    columns: wantedColumns(state),
    offset: page * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
}

/** Returns the pages to fetch after a change of the question; `null` where those there are will do. */
function pagesAsked(
  now: QuestionState,
  before: QuestionState,
  topRow: number,
  pagesInSight: () => readonly number[],
): readonly number[] | null {
  if (isOtherList(now, before)) {
    return [0];
  }
  if (now.isKnown && !before.isKnown) {
    return [pageOf(topRow)];
  }
  const isMoreWanted = wantedColumns(now).some((column) => !wantedColumns(before).includes(column));
  return now.isKnown && isMoreWanted ? pagesInSight() : null;
}

/** Returns the list that the answers for these pages make up, if all succeeded and fit each other. */
function listOf(
  pages: readonly number[],
  answers: readonly Answer<CustomerPage>[],
  shown: Items,
): Pick<RowsState, 'items' | 'total' | 'elsewhere' | 'similarFrom' | 'version'> | 'failed' | 'misfit' {
  const fetched = answers.flatMap((answer, index) =>
    answer.ok ? [{ page: pages[index] ?? 0, ...answer.value }] : [],
  );
  const [first] = fetched;
  if (first === undefined || fetched.length < answers.length) {
    return 'failed';
  }
  if (fetched.some(({ version }) => version !== first.version)) {
    return 'misfit';
  }
  const { total, elsewhere, similarFrom, version } = first;
  return { items: withPages(new Map(), shown, fetched), total, elsewhere, similarFrom, version };
}

/** Returns the pages of the rows in sight, and of those around them. */
function pagesAround(
  { first, last }: { readonly first: number; readonly last: number },
  total: number | null,
): readonly number[] {
  const end = Math.max(0, (total ?? 0) - 1);
  const from = pageOf(Math.min(Math.max(0, first - ROWS_AROUND), end));
  const to = pageOf(Math.min(last + ROWS_AROUND, end));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** So many are asked for at once where only their IDs are wanted. */
const IDS_AT_ONCE = 500;

async function idsBetween(
  bridge: Bridge,
  question: QuestionStore,
  rows: StoreApi<RowsState>,
  first: number,
  last: number,
): Promise<readonly string[] | null> {
  const { items, version, shownList } = rows.getState();
  const asked = question.getState();
  const ids: string[] = [];
  for (let at = first; at <= last; at = first + ids.length) {
    const known = items.get(at);
    if (known !== undefined) {
      ids.push(known.id);
      continue;
    }
    if (asked.listNumber !== shownList) {
      return null;
    }
    const answer = await bridge.invoke('customers:search', {
      ...listedQuery(asked),
      search: asked.search,
      columns: [],
      offset: at,
      limit: Math.min(IDS_AT_ONCE, last - at + 1),
    });
    if (!answer.ok || answer.value.version !== version || answer.value.items.length === 0) {
      return null;
    }
    ids.push(...answer.value.items.map(({ id }) => id));
  }
  return ids;
}

/** Keeps the sums of those listed: asked for once for each list, whatever its order, until others may be there. */
function keepSums(bridge: Bridge, question: QuestionStore, rows: StoreApi<RowsState>) {
  /** The customers whose sums are shown or being asked for. */
  let summed: string | null = null;
  onOtherCustomers(bridge, () => {
    summed = null;
  });
  return {
    async fetch(): Promise<void> {
      const narrowing = narrowingOf(question.getState());
      const whom = JSON.stringify(narrowing);
      if (whom === summed) {
        return;
      }
      summed = whom;
      const answer = await bridge.invoke('customers:sums', narrowing);
      if (summed === whom) {
        summed = answer.ok ? whom : null;
        rows.setState({ sums: answer.ok ? answer.value : null });
      }
    },
  };
}

/**
 * Creates the store of what is fetched of the list, as the question says and the list is scrolled. Answers to what is no
 * longer asked are dropped.
 */
export function createRowsStore(bridge: Bridge, question: QuestionStore, topRow = 0) {
  /** Grows with each list that is asked for. */
  let turn = 0;
  /** The pages to ask for when the list that is being fetched is there: it is out of date already. */
  let nextReload: readonly number[] | null = null;
  const asked = new Set<number>();
  /** The first and the last row that are drawn. */
  let sight = { first: topRow, last: topRow };

  const store: StoreApi<RowsState> = createStore<RowsState>()((set) => ({
    ...NOTHING_FETCHED,
    topRow,
    show(first, last) {
      sight = { first, last };
      for (let page = pageOf(first); page <= pageOf(last); page += 1) {
        void fetchPage(page);
      }
    },
    idsBetween: (first, last) => idsBetween(bridge, question, store, first, last),
    scrolledTo: (row) => set({ topRow: row }),
  }));
  const sums = keepSums(bridge, question, store);

  /** Fetches one more page of the list that is shown. */
  const fetchPage = async (page: number): Promise<void> => {
    if (asked.has(page)) {
      return;
    }
    asked.add(page);
    const forTurn = turn;
    const answer = await searchPage(bridge, question, page);
    if (forTurn !== turn) {
      return;
    }
    if (!answer.ok) {
      asked.delete(page);
      return;
    }
    const { items: shown, version } = store.getState();
    if (answer.value.version !== version) {
      // Something was written since the other pages were fetched: customers would stand in the list twice, or not at all.
      reload(pagesInSight());
      return;
    }
    store.setState({ items: withPages(shown, shown, [{ page, items: answer.value.items }]) });
  };

  /** Drops all answers that are on their way. */
  const turnAway = (): void => {
    turn += 1;
    asked.clear();
  };

  /**
   * Fetches the list again: these pages, which are shown all at once, so that a customer who stands elsewhere now is found
   * there. Gives `false` when they do not fit each other.
   */
  const fetchTogether = async (pages: readonly number[]): Promise<boolean> => {
    turnAway();
    pages.forEach((page) => asked.add(page));
    const forTurn = turn;
    const state = question.getState();
    const fetched = await Promise.all(pages.map((page) => searchPage(bridge, question, page)));
    if (forTurn !== turn) {
      return true;
    }
    const list = listOf(pages, fetched, store.getState().items);
    if (list === 'failed') {
      asked.clear();
      return true;
    }
    if (list !== 'misfit') {
      store.setState({ ...list, shownSearch: state.search, shownList: state.listNumber });
    }
    return list !== 'misfit';
  };

  const fetchList = async (pages: readonly number[]): Promise<void> => {
    const areOfOne = await fetchTogether(pages);
    if (nextReload !== null || !areOfOne) {
      const next = nextReload ?? pages;
      nextReload = null;
      return fetchList(next);
    }
    store.setState({ isFetching: false });
    // After the rows, so that the list is never slower.
    void sums.fetch();
  };

  /**
   * Asks again; what is shown stays until the answer is there, so that nothing flickers. Quick typing asks as often as
   * answers come, and always for the newest.
   */
  const reload = (pages: readonly number[]): void => {
    if (store.getState().isFetching) {
      turnAway();
      nextReload = pages;
      return;
    }
    store.setState({ isFetching: true });
    void fetchList(pages);
  };

  const pagesInSight = (): readonly number[] => pagesAround(sight, store.getState().total);
  const reloadShown = (): void => reload(pagesInSight());
  question.subscribe((now, before) => {
    if (now.listNumber !== before.listNumber) {
      sight = { first: 0, last: 0 };
      store.setState({ topRow: 0 });
    }
    const pages = pagesAsked(now, before, store.getState().topRow, pagesInSight);
    if (pages !== null) {
      reload(pages);
    }
  });
  onOtherCustomers(bridge, reloadShown);
  // Their marks in the list, and who is to be come back to.
  bridge.on('notes:changed', reloadShown);
  return store;
}
