import { createStore } from 'zustand/vanilla';
import type { Bridge, NewsKind, NewsPage, NewsStory } from '../../preload/contract';
import { onOtherAccount } from './other-account';

/** So many stories are fetched at once. */
const PAGE = 100;

const NO_COUNTS: NewsPage['counts'] = { orders: 0, new: 0, contacts: 0, absence: 0, other: 0 };

export interface NewsState {
  /** What is shown, `null` until the first answer. */
  readonly stories: readonly NewsStory[] | null;
  /** Only stories that tell of this; `null` for all. */
  readonly kind: NewsKind | null;
  /** How many stories there are of this kind. */
  readonly total: number;
  /** How many customers there is news of, whatever the kind: what the agent counts by. */
  readonly customers: number;
  readonly counts: NewsPage['counts'];
  readonly setKind: (kind: NewsKind | null) => void;
  /** Fetches the next stories. */
  readonly more: () => Promise<void>;
  readonly markSeen: () => Promise<void>;
}

export type NewsStore = ReturnType<typeof createNewsStore>;

/** What has changed since the agent last said to have seen it. */
export function createNewsStore(bridge: Bridge) {
  let question = 0;
  /** Up to which change the stories are told: later pages must fit, and no more than this was seen. */
  let upTo = 0;
  let isFetchingMore = false;
  const store = createStore<NewsState>()((set, get) => ({
    stories: null,
    kind: null,
    total: 0,
    customers: 0,
    counts: NO_COUNTS,
    setKind(kind) {
      set({ kind });
      void load();
    },
    async more() {
      const { stories, kind } = get();
      if (stories === null || isFetchingMore) {
        return;
      }
      isFetchingMore = true;
      const asked = question;
      const page = await bridge.invoke('customers:news', { kind, upTo, offset: stories.length, limit: PAGE });
      isFetchingMore = false;
      if (page.ok && asked === question) {
        set({ stories: [...stories, ...page.value.stories] });
      }
    },
    async markSeen() {
      if (get().customers === 0) {
        return;
      }
      const marked = await bridge.invoke('customers:mark-seen', { upTo });
      if (marked.ok) {
        set({ stories: [], kind: null, total: 0, customers: 0, counts: NO_COUNTS });
        void load();
      }
    },
  }));

  const load = async (): Promise<void> => {
    question += 1;
    const asked = question;
    const { kind } = store.getState();
    const page = await bridge.invoke('customers:news', { kind, offset: 0, limit: PAGE });
    // A later question is on its way: its answer is newer.
    if (page.ok && asked === question) {
      const { stories, total, customers, counts } = page.value;
      upTo = page.value.upTo;
      store.setState({ stories, total, customers, counts });
    }
  };
  bridge.on('sync:finished', () => void load());
  // A repair, or another account's customers.
  bridge.on('store:changed', () => void load());
  onOtherAccount(bridge, () => void load());
  void load();
  return store;
}
