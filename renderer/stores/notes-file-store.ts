import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge, NotesExport, NotesImport } from '../../preload/contract';
import type { NotesStore } from './notes-store';
import { onOtherAccount } from './other-account';

export type NotesFileOutcome =
  | { readonly kind: 'exported'; readonly file: NotesExport }
  | { readonly kind: 'imported'; readonly report: NotesImport }
  | { readonly kind: 'undone'; readonly entries: number }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface NotesFileState {
  readonly isBusy: boolean;
  readonly outcome: NotesFileOutcome | null;
  readonly exportNotes: () => Promise<void>;
  readonly importNotes: () => Promise<void>;
  readonly undoImport: () => Promise<void>;
}

export type NotesFileStore = ReturnType<typeof createNotesFileStore>;

/** Creates the store for notes files. Unsaved note text is saved before each action. */
export function createNotesFileStore(bridge: Bridge, notes: NotesStore) {
  const store = createStore<NotesFileState>()((set, get) => {
    const during = async (work: () => Promise<NotesFileOutcome | null>): Promise<void> => {
      if (get().isBusy) {
        return;
      }
      set({ isBusy: true });
      await notes.getState().flush();
      const outcome = await work();
      await notes.getState().reload();
      // A cancelled file dialog keeps the last result visible.
      set({ isBusy: false, ...(outcome === null ? {} : { outcome }) });
    };
    return {
      isBusy: false,
      outcome: null,
      exportNotes: () =>
        during(async () => {
          const answer = await bridge.invoke('notes:export');
          return answer.ok ? answer.value && { kind: 'exported', file: answer.value } : failed(answer.error);
        }),
      importNotes: () =>
        during(async () => {
          const answer = await bridge.invoke('notes:import');
          return answer.ok
            ? answer.value && { kind: 'imported', report: answer.value }
            : failed(answer.error);
        }),
      undoImport: () =>
        during(async () => {
          const answer = await bridge.invoke('notes:undo-import');
          return answer.ok ? { kind: 'undone', entries: answer.value } : failed(answer.error);
        }),
    };
  });
  onOtherAccount(bridge, () => store.setState({ outcome: null }));
  return store;
}

function failed(error: AppError): NotesFileOutcome {
  return { kind: 'failed', error };
}
