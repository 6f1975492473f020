import { createStore } from 'zustand/vanilla';
import type { Answer, AppError, Bridge, RequestedView, View } from '../../preload/contract';

export type { View };

type WantedField = 'note' | 'recall' | 'scan';

export interface UiState {
  readonly view: View;
  /** Whether the account form is open in the settings. */
  readonly editingAccount: boolean;
  /** The number of requests for the account form. Each one moves the focus to its password. */
  readonly accountRequests: number;
  /** Whether the search field should take the focus. */
  readonly isSearchWanted: boolean;
  readonly open: (view: View) => void;
  readonly editAccount: (editing: boolean) => void;
  /** Opens the customers screen with the focus in the search field. */
  readonly goToSearch: () => void;
  /** Confirms that the search field has the focus. */
  readonly searchShown: () => void;
  /** The field of the open customer to focus; `scan` shows the QR code. */
  readonly requestedField: WantedField | null;
  /** The error of the last opened link or portal, or of the last change of a star; else `null`. */
  readonly outsideFailure: AppError | null;
  readonly areKeysShown: boolean;
  readonly showKeys: (shown: boolean) => void;
  readonly requestFocus: (field: WantedField) => void;
  /** Confirms that the requested field has the focus. */
  readonly confirmFocus: () => void;
  readonly forgetOutsideFailure: () => void;
  /** Opens a link in the system's default program; returns the error, or `null` on success. */
  readonly openOutside: (link: string) => Promise<AppError | null>;
  /** Opens the portal in the browser; only for accounts with an https address. */
  readonly openPortal: () => Promise<AppError | null>;
  readonly star: (customer: string, isStarred: boolean) => Promise<AppError | null>;
  readonly copy: (text: string) => Promise<AppError | null>;
  readonly showDataFolder: () => Promise<AppError | null>;
  /** Whether the window has been drawn; work that can wait starts then. */
  readonly isDrawn: boolean;
  /** Reports the first drawing, also to main, which has deferred other work for it. */
  readonly reportFirstPaint: () => void;
}

export type UiStore = ReturnType<typeof createUiStore>;

/** Returns the state that shows a place requested from outside the window. */
function placeOf(view: RequestedView, accountRequests: number): Partial<UiState> {
  switch (view) {
    case 'due':
      return { view: 'customers' };
    case 'account':
      return { view: 'settings', editingAccount: true, accountRequests: accountRequests + 1 };
    default:
      return { view };
  }
}

/** Creates the store of the current screen and of actions outside the window. */
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
    accountRequests: 0,
    ...placeOf(first, 0),
    isSearchWanted: false,
    open: (view) => set({ view }),
    editAccount: (editingAccount) =>
      set(({ accountRequests }) =>
        editingAccount ? placeOf('account', accountRequests) : { editingAccount },
      ),
    goToSearch: () => set({ view: 'customers', isSearchWanted: true }),
    searchShown: () => set({ isSearchWanted: false }),
    areKeysShown: false,
    showKeys: (areKeysShown) => set({ areKeysShown }),
    requestedField: null,
    outsideFailure: null,
    requestFocus: (requestedField) => set({ requestedField }),
    confirmFocus: () => set({ requestedField: null }),
    forgetOutsideFailure: () => set({ outsideFailure: null }),
    openOutside: (link) => outside(bridge.invoke('outside:open', link)),
    openPortal: () => outside(bridge.invoke('outside:open-portal')),
    star: (customer, isStarred) => outside(bridge.invoke('notes:star', { customer, isStarred })),
    copy: async (text) => errorOf(await bridge.invoke('outside:copy', text)),
    showDataFolder: async () => errorOf(await bridge.invoke('outside:show-data-folder')),
    isDrawn: false,
    reportFirstPaint() {
      set({ isDrawn: true });
      void bridge.invoke('window:drawn');
    },
  }));
  bridge.on('window:view-requested', (view) =>
    store.setState(({ accountRequests }) => placeOf(view, accountRequests)),
  );
  bridge.on('window:customer-requested', () => store.setState({ view: 'customers' }));
  return store;
}
