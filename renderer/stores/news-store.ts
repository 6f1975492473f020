import { createStore } from 'zustand/vanilla';
import type { Bridge, CustomerChange } from '../../preload/contract';

/** So many changes are shown; what a larger news holds is found with its customers. */
const NEWS_SHOWN = 500;

export interface NewsState {
  /** The changes that the agent has not seen yet, newest first; `null` until the first answer. */
  readonly items: readonly CustomerChange[] | null;
  /** How many there are in all. */
  readonly total: number;
  /** How many customers they are of: what the agent counts by. */
  readonly customers: number;
  readonly markSeen: () => Promise<void>;
}

export type NewsStore = ReturnType<typeof createNewsStore>;

/** What has changed since the agent last said to have seen it. */
export function createNewsStore(bridge: Bridge) {
  let question = 0;
  const store = createStore<NewsState>()((set, get) => ({
    items: null,
    total: 0,
    customers: 0,
    async markSeen() {
      const newest = get().items?.[0];
      if (newest === undefined) {
        return;
      }
      const marked = await bridge.invoke('customers:mark-seen', { upTo: newest.number });
      if (marked.ok) {
        set({ items: [], total: 0, customers: 0 });
        void load();
      }
    },
  }));

  const load = async (): Promise<void> => {
    question += 1;
    const asked = question;
    const mark = await bridge.invoke('customers:changes', { offset: 0, limit: 1 });
    if (!mark.ok) {
      return;
    }
    const after = mark.value.seenUpTo;
    const news = await bridge.invoke('customers:changes', { after, offset: 0, limit: NEWS_SHOWN });
    // A later question is on its way: its answer is newer.
    if (news.ok && asked === question) {
      const { items, total, customers } = news.value;
      store.setState({ items, total, customers });
    }
  };
  bridge.on('sync:finished', () => void load());
  // A repair, or another account's customers.
  bridge.on('store:changed', () => void load());
  bridge.on('settings:changed', () => void load());
  void load();
  return store;
}
