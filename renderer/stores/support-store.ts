import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge, DiagnosticFile } from '../../preload/contract';

export interface SupportState {
  /** Whether the dialog with the preview is open. */
  readonly isOpen: boolean;
  /** The contents of the diagnostics files; `null` until collected. */
  readonly files: readonly DiagnosticFile[] | null;
  readonly isSaved: boolean;
  readonly error: AppError | null;
  /** Opens the dialog and collects the files again. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
  readonly save: () => Promise<void>;
}

export type SupportStore = ReturnType<typeof createSupportStore>;

export function createSupportStore(bridge: Bridge) {
  return createStore<SupportState>()((set) => ({
    isOpen: false,
    files: null,
    isSaved: false,
    error: null,
    async open() {
      set({ isOpen: true, files: null, isSaved: false, error: null });
      const answer = await bridge.invoke('diagnostics:preview');
      set(answer.ok ? { files: answer.value } : { files: [], error: answer.error });
    },
    close: () => set({ isOpen: false }),
    async save() {
      const answer = await bridge.invoke('diagnostics:save');
      set(answer.ok ? { isSaved: answer.value, error: null } : { isSaved: false, error: answer.error });
    },
  }));
}
