import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge, StoreState } from '../../preload/contract';
import { onOtherAccount } from './other-account';

export interface CacheState {
  /** `null` until main has answered for the first time. */
  readonly state: StoreState | null;
  /** The error of the agent's last action, if it was refused. */
  readonly refusal: AppError | null;
  readonly acceptPartial: (run: number) => Promise<void>;
  readonly dismissRepair: () => Promise<void>;
}

export type CacheStore = ReturnType<typeof createCacheStore>;

/** Creates the store of the cache's state: repairs, questions for the agent and backups. */
export function createCacheStore(bridge: Bridge) {
  const store = createStore<CacheState>()((set) => ({
    state: null,
    refusal: null,
    async acceptPartial(run) {
      set({ refusal: null });
      const answer = await bridge.invoke('store:accept-partial', { run });
      set(answer.ok ? { state: answer.value } : { refusal: answer.error });
    },
    async dismissRepair() {
      const answer = await bridge.invoke('store:dismiss-repair');
      if (answer.ok) {
        set({ state: answer.value });
      }
    },
  }));
  const load = async (): Promise<void> => {
    const answer = await bridge.invoke('store:state');
    if (answer.ok) {
      store.setState({ state: answer.value });
    }
  };
  bridge.on('store:changed', (state) => store.setState({ state, refusal: null }));
  onOtherAccount(bridge, () => void load());
  void load();
  return store;
}
