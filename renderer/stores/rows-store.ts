import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Answer, Bridge, CustomerListItem, CustomerPage, CustomerSums } from '../../preload/contract';
import { onOtherCustomers } from './other-account';
import { isOtherList, listedQuery, narrowingOf, wantedColumns } from './question-store';
import type { QuestionStore } from './question-store';

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
  /** The agent has scrolled to this row. */
  readonly scrolledTo: (topRow: number) => void;
}

export type RowsStore = ReturnType<typeof createRowsStore>;

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

/** Keeps the sums of those listed: asked for once for each list, whatever its order, until they are forgotten. */
function keepSums(bridge: Bridge, question: QuestionStore, rows: StoreApi<RowsState>) {
  /** The customers whose sums are shown or being asked for. */
  let summed: string | null = null;
  return {
    forget(): void {
      summed = null;
    },
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

  const store = createStore<RowsState>()((set) => ({
    total: null,
    elsewhere: 0,
    similarFrom: null,
    shownList: 0,
    version: '',
    items: new Map(),
    shownSearch: '',
    sums: null,
    isFetching: false,
    topRow,
    show(first, last) {
      sight = { first, last };
      for (let page = pageOf(first); page <= pageOf(last); page += 1) {
        void fetchPage(page);
      }
    },
    scrolledTo: (row) => set({ topRow: row }),
  }));
  const sums = keepSums(bridge, question, store);

  const search = (page: number): Promise<Answer<CustomerPage>> => {
    const state = question.getState();
    return bridge.invoke('customers:search', {
      ...listedQuery(state),
      search: state.search,
      columns: wantedColumns(state),
      offset: page * PAGE_SIZE,
      limit: PAGE_SIZE,
    });
  };

  /** Fetches one more page of the list that is shown. */
  const fetchPage = async (page: number): Promise<void> => {
    if (asked.has(page)) {
      return;
    }
    asked.add(page);
    const forTurn = turn;
    const answer = await search(page);
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
    const answers = await Promise.all(pages.map(async (page) => ({ page, answer: await search(page) })));
    if (forTurn !== turn) {
      return true;
    }
    const fetched = answers.flatMap(({ page, answer }) => (answer.ok ? [{ page, ...answer.value }] : []));
    const [first] = fetched;
    if (first === undefined || fetched.length < answers.length) {
      asked.clear();
      return true;
    }
    if (fetched.some(({ version }) => version !== first.version)) {
      return false;
    }
    const { total, elsewhere, similarFrom, version } = first;
    const items = withPages(new Map(), store.getState().items, fetched);
    const { search: shownSearch, listNumber: shownList } = state;
    store.setState({ items, total, elsewhere, similarFrom, version, shownSearch, shownList });
    return true;
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

  const pagesInSight = (): readonly number[] => {
    const { total } = store.getState();
    const end = Math.max(0, (total ?? 0) - 1);
    const first = pageOf(Math.min(Math.max(0, sight.first - ROWS_AROUND), end));
    const last = pageOf(Math.min(sight.last + ROWS_AROUND, end));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  };
  const reloadShown = (): void => reload(pagesInSight());

  question.subscribe((now, before) => {
    if (now.listNumber !== before.listNumber) {
      sight = { first: 0, last: 0 };
      store.setState({ topRow: 0 });
    }
    if (isOtherList(now, before)) {
      reload([0]);
    } else if (now.isKnown && !before.isKnown) {
      reload([pageOf(store.getState().topRow)]);
    } else if (now.isKnown && wantedColumns(now).some((column) => !wantedColumns(before).includes(column))) {
      reloadShown();
    }
  });
  onOtherCustomers(bridge, () => {
    sums.forget();
    reloadShown();
  });
  // Their marks in the list, and who is to be come back to.
  bridge.on('notes:changed', reloadShown);
  return store;
}
