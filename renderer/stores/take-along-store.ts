import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge, ListColumn, TakeAlongFormat, TakenAlong, Whom } from '../../preload/contract';
import { HEADING_LENGTH } from '../../preload/contract/values';
import type { ListStore } from './list-store';
import { listedQuery } from './question-store';
import type { QuestionStore } from './question-store';

/** Whom the agent is about to take along: the list, those chosen of it, or one customer. */
export type Taking =
  | { readonly kind: 'list' }
  | { readonly kind: 'chosen'; readonly ids: readonly string[] }
  | { readonly kind: 'customer'; readonly id: string; readonly name: string };

/** What the agent's note and its day are called in the file. */
interface NoteCaptions {
  readonly text: string;
  readonly dueOn: string;
}

export interface TakeAlongState {
  /** The question what to take along is open. */
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
  /** Prints what is listed or chosen, or one customer; the heading says in words which list it is. */
  readonly print: (taking: Taking, heading?: readonly string[]) => Promise<void>;
  /** Takes away what is said of the last file or sheet. */
  readonly dismiss: () => void;
}

export type TakeAlongStore = ReturnType<typeof createTakeAlongStore>;

/** Customers that leave the app: as files, and on paper. */
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
      // The agent who chooses no file is back at the question.
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
