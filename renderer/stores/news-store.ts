import { createStore } from 'zustand/vanilla';
import type { Bridge, NewsKind, NewsPage, NewsScope, NewsStory } from '../../preload/contract';
import { daysAfter } from '../strings/days';
import { onOtherAccount } from './other-account';

const PAGE = 100;
/** The number of days for which seen news stays listed. */
const SEEN_DAYS = 30;

const NO_COUNTS: NewsPage['counts'] = { won: 0, orders: 0, new: 0, contacts: 0, absence: 0, other: 0 };

export interface NewsState {
  /** The loaded stories; `null` until the first answer. */
  readonly stories: readonly NewsStory[] | null;
  readonly scope: NewsScope;
  /** The only kind of stories shown; `null` for all. */
  readonly kind: NewsKind | null;
  /** The number of stories of this kind and scope, including seen ones. */
  readonly total: number;
  /** The number of customers with unseen news of any kind and scope. */
  readonly customers: number;
  /** The number of the agent's own customers with unseen news. */
  readonly own: number;
  readonly counts: NewsPage['counts'];
  /** Whether the news was just marked as seen, which can be undone. */
  readonly isJustSeen: boolean;
  readonly setScope: (scope: NewsScope) => void;
  readonly setKind: (kind: NewsKind | null) => void;
  /** Loads the next page. */
  readonly more: () => Promise<void>;
  readonly markSeen: () => Promise<void>;
  readonly undoSeen: () => Promise<void>;
}

export type NewsStore = ReturnType<typeof createNewsStore>;

/**
 * Creates the store of unseen and recently seen news. `today` returns the agent's local day. The news
 * is fetched after `drawn`, the first drawing, which it must not delay.
 */
export function createNewsStore(bridge: Bridge, today: () => string, drawn: Promise<unknown>) {
  let listQuery = 0;
  /** The number of the last change when loading. Later pages and "mark as seen" end there. */
  let upTo = 0;
  /** The number of the last change that was already seen when the stories were loaded. */
  let seenUpTo = 0;
  /** The value of `seenUpTo` before the agent last marked the news as seen, for undo. */
  let seenBefore = 0;
  let isFetchingMore = false;
  const store = createStore<NewsState>()((set, get) => ({
    stories: null,
    scope: 'all',
    kind: null,
    total: 0,
    customers: 0,
    own: 0,
    counts: NO_COUNTS,
    isJustSeen: false,
    setScope(scope) {
      set({ scope, kind: null });
      void load();
    },
    setKind(kind) {
      set({ kind });
      void load();
    },
    async more() {
      const { stories } = get();
      if (stories === null || isFetchingMore) {
        return;
      }
      isFetchingMore = true;
      const wanted = listQuery;
      const page = await bridge.invoke('customers:news', { ...asked(), upTo, offset: stories.length });
      isFetchingMore = false;
      if (page.ok && wanted === listQuery) {
        set({ stories: [...stories, ...page.value.stories] });
      }
    },
    async markSeen() {
      if (get().customers === 0) {
        return;
      }
      seenBefore = seenUpTo;
      const marked = await bridge.invoke('customers:mark-seen', { upTo, isUndo: false });
      if (marked.ok) {
        set({ kind: null, isJustSeen: true });
        await load();
      }
    },
    async undoSeen() {
      const unmarked = await bridge.invoke('customers:mark-seen', { upTo: seenBefore, isUndo: true });
      if (unmarked.ok) {
        set({ isJustSeen: false });
        await load();
      }
    },
  }));
  const asked = () => {
    const { kind, scope } = store.getState();
    return { kind, scope, seenSince: daysAfter(today(), -SEEN_DAYS), limit: PAGE };
  };

  const load = async (): Promise<void> => {
    listQuery += 1;
    const wanted = listQuery;
    const page = await bridge.invoke('customers:news', { ...asked(), offset: 0 });
    // An answer is out of date if a newer request was sent.
    if (page.ok && wanted === listQuery) {
      const { stories, total, customers, own, counts } = page.value;
      ({ upTo, seenUpTo } = page.value);
      store.setState({ stories, total, customers, own, counts });
    }
  };
  bridge.on('sync:finished', () => {
    store.setState({ isJustSeen: false });
    void load();
  });
  // A repair or another account brings other news.
  bridge.on('store:changed', () => void load());
  onOtherAccount(bridge, () => {
    store.setState({ isJustSeen: false });
    void load();
  });
  void drawn.then(load);
  return store;
}
