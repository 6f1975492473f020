import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge, DiagnosticFile } from '../../preload/contract';

export interface SupportState {
  /** What support would be given; `null` until it is asked for. */
  readonly files: readonly DiagnosticFile[] | null;
  readonly gather: () => Promise<void>;
  /** Gives whether it was saved, or why not. */
  readonly save: () => Promise<{ readonly saved: boolean; readonly error: AppError | null }>;
}

export type SupportStore = ReturnType<typeof createSupportStore>;

/** The diagnostics for support. */
export function createSupportStore(bridge: Bridge) {
  return createStore<SupportState>()((set) => ({
    files: null,
    async gather() {
      set({ files: null });
      const answer = await bridge.invoke('diagnostics:preview');
      set({ files: answer.ok ? answer.value : [] });
    },
    async save() {
      const answer = await bridge.invoke('diagnostics:save');
      return answer.ok ? { saved: answer.value, error: null } : { saved: false, error: answer.error };
    },
  }));
}
