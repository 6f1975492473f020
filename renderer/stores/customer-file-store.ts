import { createStore } from 'zustand/vanilla';
import type {
  AppError,
  Bridge,
  ListColumn,
  CustomerFileFormat,
  SavedCustomerFile,
  CustomerSelection,
} from '../../preload/contract';
import { HEADING_LENGTH } from '../../preload/contract/values';
import { buildListQuery } from './list-query-store';
import type { ListQueryStore } from './list-query-store';
import type { ListStore } from './list-store';

/** The customers to save or print: the list, the chosen ones, or a single one. */
export type FileSelection =
  | { readonly kind: 'list' }
  | { readonly kind: 'chosen'; readonly ids: readonly string[] }
  | { readonly kind: 'customer'; readonly id: string; readonly name: string };

/** The captions of the columns with the note and with the date to call back. */
interface NoteCaptions {
  readonly text: string;
  readonly dueOn: string;
}

export interface CustomerFileState {
  /** The customers that the open dialog asks about; `null` while it is closed. */
  readonly selection: FileSelection | null;
  readonly isBusy: boolean;
  readonly saved: SavedCustomerFile | null;
  readonly error: AppError | null;
  readonly ask: (taking: FileSelection) => void;
  readonly leave: () => void;
  readonly save: (
    format: CustomerFileFormat,
    columns: readonly { readonly column: ListColumn; readonly caption: string }[],
    notes: NoteCaptions | null,
  ) => Promise<void>;
  readonly showSaved: () => Promise<void>;
  /** Prints these customers; the heading describes the list in words. */
  readonly print: (taking: FileSelection, heading?: readonly string[]) => Promise<void>;
  /** Hides the message about the last file or sheet. */
  readonly dismiss: () => void;
}

export type CustomerFileStore = ReturnType<typeof createCustomerFileStore>;

export function createCustomerFileStore(bridge: Bridge, listQuery: ListQueryStore, list: ListStore) {
  const selectionOf = (taking: FileSelection): CustomerSelection => {
    const state = listQuery.getState();
    const query = { ...buildListQuery(state), search: state.search };
    switch (taking.kind) {
      case 'customer':
        return { kind: 'customer', id: taking.id };
      case 'chosen':
        return { kind: 'chosen', ids: [...taking.ids], query };
      case 'list':
        return { kind: 'list', query };
    }
  };
  return createStore<CustomerFileState>()((set, get) => ({
    selection: null,
    isBusy: false,
    saved: null,
    error: null,
    ask: (selection) => set({ selection, saved: null, error: null }),
    leave: () => set({ selection: null }),
    async save(format, columns, notes) {
      const { selection, isBusy } = get();
      if (selection === null || isBusy) {
        return;
      }
      set({ isBusy: true, error: null });
      const answer = await bridge.invoke('customer-files:save', {
        format,
        selection: selectionOf(selection),
        columns: [...columns],
        notes,
      });
      if (!answer.ok) {
        set({ isBusy: false, error: answer.error });
        return;
      }
      // The app's own dialog stays open if the agent has cancelled the system's file dialog.
      set({ isBusy: false, saved: answer.value, selection: answer.value === null ? selection : null });
      if (answer.value !== null) {
        list.getState().recordPrivacyWarning();
      }
    },
    async showSaved() {
      const answer = await bridge.invoke('customer-files:show');
      set(answer.ok ? {} : { error: answer.error });
    },
    async print(taking, heading = []) {
      if (get().isBusy) {
        return;
      }
      set({ isBusy: true, error: null, saved: null });
      const answer = await bridge.invoke('customer-files:print', {
        selection: selectionOf(taking),
        heading: heading.map((part) => part.slice(0, HEADING_LENGTH)),
      });
      set({ isBusy: false, error: answer.ok ? null : answer.error });
    },
    dismiss: () => set({ saved: null, error: null }),
  }));
}
