import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, CustomerListItem, CustomerSums } from '../../preload/contract';
import { onOtherCustomers } from './other-account';
import { isOtherList, listedQuery, narrowingOf, wantedColumns } from './question-store';
import type { QuestionStore } from './question-store';

/** Customers are fetched in pages of this many, as the list is scrolled. */
const PAGE_SIZE = 100;

type Items = ReadonlyMap<number, CustomerListItem>;

export interface RowsState {
  /** `null` until the first answer. */
  readonly total: number | null;
  /** How many more match among the kinds that are not listed. */
  readonly elsewhere: number;
  /** The position from which on the list holds near misses; `null` where it does not. */
  readonly similarFrom: number | null;
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
 * Returns the rows that stay, and those of a page that was fetched. A row whose customer is the very same is not drawn
 * again: a sync changes few.
 */
function withPage(
  shown: Items,
  stays: (position: number) => boolean,
  page: number,
  fetched: readonly CustomerListItem[],
): Items {
  const items = new Map([...shown].filter(([position]) => stays(position)));
  fetched.forEach((item, index) => {
    const position = page * PAGE_SIZE + index;
    const before = shown.get(position);
    const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(item);
    items.set(position, isSame ? before : item);
  });
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

function shownPages({ items }: RowsState): readonly number[] {
  return [...new Set([...items.keys()].map(pageOf))];
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

  const store = createStore<RowsState>()((set) => ({
    total: null,
    elsewhere: 0,
    similarFrom: null,
    version: '',
    items: new Map(),
    shownSearch: '',
    sums: null,
    isFetching: false,
    topRow,
    show(first, last) {
      for (let page = pageOf(first); page <= pageOf(last); page += 1) {
        void fetchPage(page);
      }
    },
    scrolledTo: (row) => set({ topRow: row }),
  }));
  const sums = keepSums(bridge, question, store);

  /** Fetches a page. With `staying` it begins the list again: of what was shown only these pages stay, for now. */
  const fetchPage = async (page: number, staying: readonly number[] | null = null): Promise<void> => {
    if (asked.has(page)) {
      return;
    }
    asked.add(page);
    const forTurn = turn;
    const state = question.getState();
    const answer = await bridge.invoke('customers:search', {
      ...listedQuery(state),
      search: state.search,
      columns: wantedColumns(state),
      offset: page * PAGE_SIZE,
      limit: PAGE_SIZE,
    });
    if (forTurn !== turn) {
      return;
    }
    if (!answer.ok) {
      asked.delete(page);
      return;
    }
    const { total, elsewhere, similarFrom, version, items: fetched } = answer.value;
    if (staying === null && version !== store.getState().version) {
      // Something was written since the other pages were fetched: customers would stand in the list twice, or not at all.
      reload([...new Set([page, ...shownPages(store.getState())])]);
      return;
    }
    const stays = (position: number): boolean =>
      position < total && (staying === null || staying.includes(pageOf(position)));
    const items = withPage(store.getState().items, stays, page, fetched);
    store.setState({ items, total, elsewhere, similarFrom, version, shownSearch: state.search });
  };

  /** Drops all answers that are on their way. */
  const turnAway = (): void => {
    turn += 1;
    asked.clear();
  };

  const fetchList = async ([first = 0, ...others]: readonly number[]): Promise<void> => {
    turnAway();
    await fetchPage(first, others);
    if (nextReload !== null) {
      const next = nextReload;
      nextReload = null;
      return fetchList(next);
    }
    store.setState({ isFetching: false });
    // After the page, so that the list is never slower.
    void sums.fetch();
    others.forEach((page) => void fetchPage(page));
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

  const reloadShown = (): void => {
    const shown = shownPages(store.getState());
    reload(shown.length === 0 ? [0] : shown);
  };

  question.subscribe((now, before) => {
    if (now.listNumber !== before.listNumber) {
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
