import { createStore } from 'zustand/vanilla';
import type { Bridge, NewsKind, NewsPage, NewsScope, NewsStory } from '../../preload/contract';
import { daysAfter } from '../strings/days';
import { onOtherAccount } from './other-account';

/** So many stories are fetched at once. */
const PAGE = 100;
/** For so many days what was seen stays listed. */
const SEEN_DAYS = 30;

const NO_COUNTS: NewsPage['counts'] = { won: 0, orders: 0, new: 0, contacts: 0, absence: 0, other: 0 };

export interface NewsState {
  /** What is shown, `null` until the first answer. */
  readonly stories: readonly NewsStory[] | null;
  /** Of the agent's own customers, or of prospects too. */
  readonly scope: NewsScope;
  /** Only stories that tell of this; `null` for all. */
  readonly kind: NewsKind | null;
  /** How many stories there are of this kind and scope, seen ones too. */
  readonly total: number;
  /** How many customers there is unseen news of, whatever the kind and scope: what the agent counts by. */
  readonly customers: number;
  /** The same of the agent's own customers. */
  readonly own: number;
  readonly counts: NewsPage['counts'];
  /** Whether the news were just marked as seen, which can be undone. */
  readonly isJustSeen: boolean;
  readonly setScope: (scope: NewsScope) => void;
  readonly setKind: (kind: NewsKind | null) => void;
  /** Fetches the next stories. */
  readonly more: () => Promise<void>;
  readonly markSeen: () => Promise<void>;
  readonly undoSeen: () => Promise<void>;
}

export type NewsStore = ReturnType<typeof createNewsStore>;

/** What has changed since the agent last said to have seen it, and what was seen lately; `today` is the agent's day. */
export function createNewsStore(bridge: Bridge, today: () => string) {
  let question = 0;
  /** Up to which change the stories are told: later pages must fit, and no more than this was seen. */
  let upTo = 0;
  /** Up to which change the stories were seen when they were fetched, and when they were last marked. */
  let seenUpTo = 0;
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
      const wanted = question;
      const page = await bridge.invoke('customers:news', { ...asked(), upTo, offset: stories.length });
      isFetchingMore = false;
      if (page.ok && wanted === question) {
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
    question += 1;
    const wanted = question;
    const page = await bridge.invoke('customers:news', { ...asked(), offset: 0 });
    // A later question is on its way: its answer is newer.
    if (page.ok && wanted === question) {
      const { stories, total, customers, own, counts } = page.value;
      ({ upTo, seenUpTo } = page.value);
      store.setState({ stories, total, customers, own, counts });
    }
  };
  bridge.on('sync:finished', () => {
    store.setState({ isJustSeen: false });
    void load();
  });
  // A repair, or another account's customers.
  bridge.on('store:changed', () => void load());
  onOtherAccount(bridge, () => {
    store.setState({ isJustSeen: false });
    void load();
  });
  void load();
  return store;
}
