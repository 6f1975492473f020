import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Answer, Bridge, CustomerListItem, CustomerPage, CustomerSums } from '../../preload/contract';
import { selectsOtherCustomers, buildListQuery, buildSelection, wantedColumns } from './list-query-store';
import type { ListQueryState, ListQueryStore } from './list-query-store';
import { onOtherCustomers } from './other-account';

/** The number of customers fetched at a time while scrolling. */
const PAGE_SIZE = 100;
/** The number of rows fetched around the visible rows, because an update may move rows a little. */
const ROWS_AROUND = 50;

type Items = ReadonlyMap<number, CustomerListItem>;

export interface RowsState {
  /** `null` until the first answer. */
  readonly total: number | null;
  /** The number of additional matches in other kinds. */
  readonly matchesInOtherKinds: number;
  /** The position of the first approximate match; `null` for none. */
  readonly similarFrom: number | null;
  /** The `listNumber` of the shown rows; a newer list may be pending. */
  readonly shownList: number;
  /** The cache version of the shown rows. */
  readonly version: string;
  /** The fetched customers by position. */
  readonly items: Items;
  /** The search text of the shown rows; a newer one may be pending. */
  readonly shownSearch: string;
  /** The total sales of the listed customers; `null` until known. */
  readonly sums: CustomerSums | null;
  /** Whether the requested list is pending. */
  readonly isFetching: boolean;
  /** The first visible row; a reopened window starts there. */
  readonly topRow: number;
  /** Fetches these positions unless they are present. */
  readonly show: (first: number, last: number) => void;
  /** Returns the IDs between two positions, fetching the rest; `null` if the list has changed. */
  readonly idsBetween: (first: number, last: number) => Promise<readonly string[] | null>;
  readonly scrolledTo: (topRow: number) => void;
}

export type RowsStore = ReturnType<typeof createRowsStore>;

/** Returns the position of a customer among the fetched rows; `undefined` if absent. */
export function findPosition(items: RowsState['items'], id: string | null | undefined): number | undefined {
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

/** Returns the kept and fetched rows. Unchanged customers keep their object, to avoid redraws. */
function withPages(
  kept: Items,
  shown: Items,
  fetched: readonly { readonly page: number; readonly items: readonly CustomerListItem[] }[],
): Items {
  const known = new Map([...shown.values()].map((item) => [item.id, item]));
  const items = new Map(kept);
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
  matchesInOtherKinds: 0,
  similarFrom: null,
  shownList: 0,
  version: '',
  items: new Map(),
  shownSearch: '',
  sums: null,
  isFetching: false,
} as const satisfies Partial<RowsState>;

function searchPage(bridge: Bridge, listQuery: ListQueryStore, page: number): Promise<Answer<CustomerPage>> {
  const state = listQuery.getState();
  return bridge.invoke('customers:search', {
    ...buildListQuery(state),
    search: state.search,
    columns: wantedColumns(state),
    offset: page * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
}

/** Returns the pages to fetch after a change of the query; `null` for none. */
function pagesToFetch(
  now: ListQueryState,
  before: ListQueryState,
  topRow: number,
  pagesInSight: () => readonly number[],
): readonly number[] | null {
  if (selectsOtherCustomers(now, before)) {
    return [0];
  }
  if (now.isKnown && !before.isKnown) {
    return [pageOf(topRow)];
  }
  const areColumnsAdded = wantedColumns(now).some((column) => !wantedColumns(before).includes(column));
  return now.isKnown && areColumnsAdded ? pagesInSight() : null;
}

/** Returns the list made of these answers if all succeeded with the same version. */
function listOf(
  pages: readonly number[],
  answers: readonly Answer<CustomerPage>[],
  shown: Items,
):
  | Pick<RowsState, 'items' | 'total' | 'matchesInOtherKinds' | 'similarFrom' | 'version'>
  | 'failed'
  | 'misfit' {
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
  return {
    items: withPages(new Map(), shown, fetched),
    total,
    matchesInOtherKinds: elsewhere,
    similarFrom,
    version,
  };
}

/** Returns the pages with the visible rows and those around them. */
function pagesAround(
  { first, last }: { readonly first: number; readonly last: number },
  total: number | null,
): readonly number[] {
  const end = Math.max(0, (total ?? 0) - 1);
  const from = pageOf(Math.min(Math.max(0, first - ROWS_AROUND), end));
  const to = pageOf(Math.min(last + ROWS_AROUND, end));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The number of customers per request when only their IDs are needed. */
const IDS_AT_ONCE = 500;

async function idsBetween(
  bridge: Bridge,
  listQuery: ListQueryStore,
  rows: StoreApi<RowsState>,
  first: number,
  last: number,
): Promise<readonly string[] | null> {
  const { items, version, shownList } = rows.getState();
  const asked = listQuery.getState();
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
      ...buildListQuery(asked),
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

/** Keeps the totals, and fetches them only if the selection, the cache or a note has changed. */
function keepSums(bridge: Bridge, listQuery: ListQueryStore, rows: StoreApi<RowsState>) {
  /** The selection whose totals are shown or being fetched, as JSON. */
  let summed: string | null = null;
  const forget = (): void => {
    summed = null;
  };
  onOtherCustomers(bridge, forget);
  bridge.on('notes:changed', forget);
  return {
    async fetch(): Promise<void> {
      const narrowing = buildSelection(listQuery.getState());
      const selection = JSON.stringify(narrowing);
      if (selection === summed) {
        return;
      }
      summed = selection;
      const answer = await bridge.invoke('customers:sums', narrowing);
      if (summed === selection) {
        summed = answer.ok ? selection : null;
        rows.setState({ sums: answer.ok ? answer.value : null });
      }
    },
  };
}

/** Creates the store of the list's rows, fetched as needed. Outdated answers are dropped. */
export function createRowsStore(bridge: Bridge, listQuery: ListQueryStore, topRow = 0) {
  /** Grows with each requested list. */
  let turn = 0;
  /** The pages to fetch once the pending list, already outdated, has arrived. */
  let nextReload: readonly number[] | null = null;
  const asked = new Set<number>();
  /** The first and last drawn row. */
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
    idsBetween: (first, last) => idsBetween(bridge, listQuery, store, first, last),
    scrolledTo: (row) => set({ topRow: row }),
  }));
  const sums = keepSums(bridge, listQuery, store);

  const fetchPage = async (page: number): Promise<void> => {
    if (asked.has(page)) {
      return;
    }
    asked.add(page);
    const forTurn = turn;
    const answer = await searchPage(bridge, listQuery, page);
    if (forTurn !== turn) {
      return;
    }
    if (!answer.ok) {
      asked.delete(page);
      return;
    }
    const { items: shown, version } = store.getState();
    if (answer.value.version !== version) {
      // Pages of two cache versions could repeat or omit customers, so the rows are reloaded.
      reload(pagesInSight());
      return;
    }
    store.setState({ items: withPages(shown, shown, [{ page, items: answer.value.items }]) });
  };

  /** Invalidates all pending answers. */
  const invalidatePending = (): void => {
    turn += 1;
    asked.clear();
  };

  /**
   * Fetches pages and shows them together, so that a moved customer appears once. Returns `false`
   * if the pages have different versions.
   */
  const fetchTogether = async (pages: readonly number[]): Promise<boolean> => {
    invalidatePending();
    pages.forEach((page) => asked.add(page));
    const forTurn = turn;
    const state = listQuery.getState();
    const fetched = await Promise.all(pages.map((page) => searchPage(bridge, listQuery, page)));
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
    const isOneVersion = await fetchTogether(pages);
    if (nextReload !== null || !isOneVersion) {
      const next = nextReload ?? pages;
      nextReload = null;
      return fetchList(next);
    }
    store.setState({ isFetching: false });
    // The sums are fetched last, because they must not delay the rows.
    void sums.fetch();
  };

  /**
   * Fetches the list again; the old rows stay until the answer. While a request is pending, only
   * the newest further request waits.
   */
  const reload = (pages: readonly number[]): void => {
    if (store.getState().isFetching) {
      invalidatePending();
      nextReload = pages;
      return;
    }
    store.setState({ isFetching: true });
    void fetchList(pages);
  };

  const pagesInSight = (): readonly number[] => pagesAround(sight, store.getState().total);
  const reloadShown = (): void => reload(pagesInSight());
  listQuery.subscribe((now, before) => {
    if (now.listNumber !== before.listNumber) {
      sight = { first: 0, last: 0 };
      store.setState({ topRow: 0 });
    }
    const pages = pagesToFetch(now, before, store.getState().topRow, pagesInSight);
    if (pages !== null) {
      reload(pages);
    }
  });
  onOtherCustomers(bridge, reloadShown);
  // Notes appear in the rows and decide which customers are due.
  bridge.on('notes:changed', reloadShown);
  return store;
}
