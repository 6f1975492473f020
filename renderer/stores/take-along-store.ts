import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge, ListColumn, TakeAlongFormat, TakenAlong, Whom } from '../../preload/contract';
import { HEADING_LENGTH } from '../../preload/contract/values';
import type { ListStore } from './list-store';
import { listedQuery } from './question-store';
import type { QuestionStore } from './question-store';

/** The customers to save or print: the list, the chosen ones, or a single one. */
export type Taking =
  | { readonly kind: 'list' }
  | { readonly kind: 'chosen'; readonly ids: readonly string[] }
  | { readonly kind: 'customer'; readonly id: string; readonly name: string };

/** The captions of the note and its date in the file. */
interface NoteCaptions {
  readonly text: string;
  readonly dueOn: string;
}

export interface TakeAlongState {
  /** The customers that the open dialog asks about; `null` while it is closed. */
  readonly taking: Taking | null;
  readonly isBusy: boolean;
  readonly saved: TakenAlong | null;
  readonly error: AppError | null;
  readonly ask: (taking: Taking) => void;
  readonly leave: () => void;
  readonly save: (
    format: TakeAlongFormat,
    columns: readonly { readonly column: ListColumn; readonly caption: string }[],
    notes: NoteCaptions | null,
  ) => Promise<void>;
  readonly showSaved: () => Promise<void>;
  /** Prints these customers; the heading describes the list in words. */
  readonly print: (taking: Taking, heading?: readonly string[]) => Promise<void>;
  /** Hides the message about the last file or sheet. */
  readonly dismiss: () => void;
}

export type TakeAlongStore = ReturnType<typeof createTakeAlongStore>;

/** Creates the store for customer files and printed sheets. */
export function createTakeAlongStore(bridge: Bridge, question: QuestionStore, list: ListStore) {
  const whomOf = (taking: Taking): Whom => {
    const state = question.getState();
    const query = { ...listedQuery(state), search: state.search };
    switch (taking.kind) {
      case 'customer':
        return { kind: 'customer', id: taking.id };
      case 'chosen':
        return { kind: 'chosen', ids: [...taking.ids], query };
      case 'list':
        return { kind: 'list', query };
    }
  };
  return createStore<TakeAlongState>()((set, get) => ({
    taking: null,
    isBusy: false,
    saved: null,
    error: null,
    ask: (taking) => set({ taking, saved: null, error: null }),
    leave: () => set({ taking: null }),
    async save(format, columns, notes) {
      const { taking, isBusy } = get();
      if (taking === null || isBusy) {
        return;
      }
      set({ isBusy: true, error: null });
      const answer = await bridge.invoke('take-along:save', {
        format,
        whom: whomOf(taking),
        columns: [...columns],
        notes,
      });
      if (!answer.ok) {
        set({ isBusy: false, error: answer.error });
        return;
      }
      // A cancelled file dialog returns to the dialog before it.
      set({ isBusy: false, saved: answer.value, taking: answer.value === null ? taking : null });
      if (answer.value !== null) {
        list.getState().tellOfPersonalData();
      }
    },
    async showSaved() {
      const answer = await bridge.invoke('take-along:show');
      set(answer.ok ? {} : { error: answer.error });
    },
    async print(taking, heading = []) {
      if (get().isBusy) {
        return;
      }
      set({ isBusy: true, error: null, saved: null });
      const answer = await bridge.invoke('take-along:print', {
        whom: whomOf(taking),
        heading: heading.map((part) => part.slice(0, HEADING_LENGTH)),
      });
      set({ isBusy: false, error: answer.ok ? null : answer.error });
    },
    dismiss: () => set({ saved: null, error: null }),
  }));
}
