import { createStore } from 'zustand/vanilla';
import type { Bridge } from '../../preload/contract';

export type View = 'customers' | 'news' | 'sync' | 'settings';

export interface UiState {
  readonly view: View;
  /** The account form is open in the settings. */
  readonly editingAccount: boolean;
  readonly open: (view: View) => void;
  readonly editAccount: (editing: boolean) => void;
}

export type UiStore = ReturnType<typeof createUiStore>;

/** Which screen is shown. */
export function createUiStore(bridge: Bridge) {
  const store = createStore<UiState>()((set) => ({
    view: 'customers',
    editingAccount: false,
    open: (view) => set({ view }),
    editAccount: (editingAccount) =>
      set(editingAccount ? { view: 'settings', editingAccount } : { editingAccount }),
  }));
  bridge.on('window:view-requested', (view) => store.setState({ view }));
  return store;
}
