import { createStore } from 'zustand/vanilla';
import type { Bridge, RecentCustomer } from '../../preload/contract';
import type { OpenCustomerStore } from './open-customer-store';
import { onOtherAccount } from './other-account';

export interface RecentState {
  /** The customers opened most recently, latest first; updated by `open`. */
  readonly recent: readonly RecentCustomer[];
  /** The position of the keyboard cursor; -1 while the list is hidden. */
  readonly cursor: number;
  /** Shows the list unless it is empty; returns whether it is shown. */
  readonly open: () => Promise<boolean>;
  readonly moveTo: (index: number) => void;
  readonly close: () => void;
}

export type RecentStore = ReturnType<typeof createRecentStore>;

/** Creates the store of recently opened customers, shown below an empty search. */
export function createRecentStore(bridge: Bridge, openCustomer: OpenCustomerStore) {
  const store = createStore<RecentState>()((set, get) => ({
    recent: [],
    cursor: -1,
    async open() {
      const answer = await bridge.invoke('customers:recent');
      const recent = answer.ok ? answer.value : [];
      set({ recent, cursor: recent.length === 0 ? -1 : 0 });
      return recent.length > 0;
    },
    moveTo: (index) => set({ cursor: Math.min(Math.max(index, 0), get().recent.length - 1) }),
    close: () => set({ cursor: -1 }),
  }));
  openCustomer.subscribe(({ selectedId }, before) => {
    if (selectedId !== null && selectedId !== before.selectedId) {
      void bridge.invoke('customers:opened', selectedId);
    }
  });
  onOtherAccount(bridge, () => store.getState().close());
  return store;
}
