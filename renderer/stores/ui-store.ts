import { createStore } from 'zustand/vanilla';
import type { Answer, AppError, Bridge, RequestedView, View } from '../../preload/contract';

export type { View };

type WantedField = 'note' | 'recall' | 'scan';

export interface UiState {
  readonly view: View;
  /** The account form is open in the settings. */
  readonly editingAccount: boolean;
  /** Counts the times the form was asked for: each of them puts the focus into its password. */
  readonly accountAsked: number;
  /** The search of the customers is to have the focus. */
  readonly isSearchWanted: boolean;
  readonly open: (view: View) => void;
  readonly editAccount: (editing: boolean) => void;
  /** Goes to the customers and into their search. */
  readonly goToSearch: () => void;
  /** The search has the focus. */
  readonly searchShown: () => void;
  /** The field of the open customer that is to have the focus, or its code that is to be shown. */
  readonly wantedField: WantedField | null;
  /** Why what was to be opened outside the app last, or the last star, was not. */
  readonly outsideFailure: AppError | null;
  /** The keys are being explained. */
  readonly areKeysShown: boolean;
  readonly showKeys: (shown: boolean) => void;
  readonly wantField: (field: WantedField) => void;
  /** The field has the focus. */
  readonly fieldShown: () => void;
  readonly forgetOutsideFailure: () => void;
  /** Opens a link in the system's own program; gives the error, or `null` when it was opened. */
  readonly openOutside: (link: string) => Promise<AppError | null>;
  /** Opens the portal in the system's browser; only an account by https has one to open. */
  readonly openPortal: () => Promise<AppError | null>;
  /** Makes a customer a favourite, or none any more. */
  readonly star: (customer: string, isStarred: boolean) => Promise<AppError | null>;
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => Promise<AppError | null>;
  readonly showDataFolder: () => Promise<AppError | null>;
  /** Something stands in the window; main has waited for that with what can wait. */
  readonly noteDrawn: () => void;
}

export type UiStore = ReturnType<typeof createUiStore>;

/** The place in the window that was asked for from outside it. */
function placeOf(view: RequestedView, accountAsked: number): Partial<UiState> {
  switch (view) {
    case 'due':
      return { view: 'customers' };
    case 'account':
      return { view: 'settings', editingAccount: true, accountAsked: accountAsked + 1 };
    default:
      return { view };
  }
}

/** Which screen is shown, the customers unless told otherwise, and what leaves the window. */
export function createUiStore(bridge: Bridge, first: RequestedView = 'customers') {
  const errorOf = (answer: Answer<null>): AppError | null => (answer.ok ? null : answer.error);
  const outside = async (opening: Promise<Answer<null>>): Promise<AppError | null> => {
    const outsideFailure = errorOf(await opening);
    store.setState({ outsideFailure });
    return outsideFailure;
  };
  const store = createStore<UiState>()((set) => ({
    view: 'customers',
    editingAccount: false,
    accountAsked: 0,
    ...placeOf(first, 0),
    isSearchWanted: false,
    open: (view) => set({ view }),
    editAccount: (editingAccount) =>
      set(({ accountAsked }) => (editingAccount ? placeOf('account', accountAsked) : { editingAccount })),
    goToSearch: () => set({ view: 'customers', isSearchWanted: true }),
    searchShown: () => set({ isSearchWanted: false }),
    areKeysShown: false,
    showKeys: (areKeysShown) => set({ areKeysShown }),
    wantedField: null,
    outsideFailure: null,
    wantField: (wantedField) => set({ wantedField }),
    fieldShown: () => set({ wantedField: null }),
    forgetOutsideFailure: () => set({ outsideFailure: null }),
    openOutside: (link) => outside(bridge.invoke('outside:open', link)),
    openPortal: () => outside(bridge.invoke('outside:open-portal')),
    star: (customer, isStarred) => outside(bridge.invoke('notes:star', { customer, isStarred })),
    copy: async (text) => errorOf(await bridge.invoke('outside:copy', text)),
    showDataFolder: async () => errorOf(await bridge.invoke('outside:show-data-folder')),
    noteDrawn: () => void bridge.invoke('window:drawn'),
  }));
  bridge.on('window:view-requested', (view) =>
    store.setState(({ accountAsked }) => placeOf(view, accountAsked)),
  );
  bridge.on('window:customer-requested', () => store.setState({ view: 'customers' }));
  return store;
}
