import { createStore } from 'zustand/vanilla';
import type { Bridge, NoteCounts } from '../../preload/contract';
import { onOtherAccount } from './other-account';

/** What is typed is saved after a pause of so long. */
const PAUSE_MS = 800;

/** What stands in the fields. */
export interface NoteDraft {
  readonly text: string;
  /** `yyyy-mm-dd`, or `null` for no day. */
  readonly dueOn: string | null;
}

export interface NotesState {
  readonly counts: NoteCounts;
  /** Whose note is in the fields, `null` for nobody's. */
  readonly customerId: string | null;
  /** `null` until it is read. */
  readonly draft: NoteDraft | null;
  /** How the draft is kept; `failed`: it is here only, and comes back with the customer. */
  readonly keeping: 'untouched' | 'saving' | 'saved' | 'failed';
  /** Shows this customer's note; what was typed for another is saved. */
  readonly open: (customerId: string) => void;
  readonly write: (text: string) => void;
  /** Saved at once: it is one click. */
  readonly setDue: (dueOn: string | null) => void;
  /** Saves whatever is not saved yet; resolves when that is done. */
  readonly flush: () => Promise<void>;
}

export type NotesStore = ReturnType<typeof createNotesStore>;

/** The notes as they are written. A draft is dropped only when main has it, whatever happens to window and fields. */
export function createNotesStore(bridge: Bridge, setTimer: (ms: number, callback: () => void) => () => void) {
  const unsaved = new Map<string, NoteDraft>();
  let cancelTimer = (): void => undefined;

  const store = createStore<NotesState>()((set, get) => {
    const change = (part: Partial<NoteDraft>): void => {
      const { customerId, draft } = get();
      if (customerId === null || draft === null) {
        return;
      }
      const changed = { ...draft, ...part };
      unsaved.set(customerId, changed);
      set({ draft: changed, keeping: 'saving' });
    };
    return {
      counts: { due: 0, noted: 0 },
      customerId: null,
      draft: null,
      keeping: 'untouched',
      open(customerId) {
        void get().flush();
        const draft = unsaved.get(customerId) ?? null;
        set({ customerId, draft, keeping: draft === null ? 'untouched' : 'saving' });
        void load();
      },
      write(text) {
        change({ text });
        cancelTimer();
        cancelTimer = setTimer(PAUSE_MS, () => void get().flush());
      },
      setDue(dueOn) {
        change({ dueOn });
        void get().flush();
      },
      async flush() {
        cancelTimer();
        await Promise.all([...unsaved].map(([customer, draft]) => save(customer, draft)));
      },
    };
  });

  const save = async (customer: string, draft: NoteDraft): Promise<void> => {
    const saved = await bridge.invoke('notes:save', { customer, ...draft });
    // Something newer may have been typed meanwhile: its own save says how that went.
    const isNewest = unsaved.get(customer) === draft;
    if (!isNewest) {
      return;
    }
    if (saved.ok) {
      unsaved.delete(customer);
    }
    if (store.getState().customerId === customer) {
      store.setState({ keeping: saved.ok ? 'saved' : 'failed' });
    }
  };

  const load = async (): Promise<void> => {
    const { customerId } = store.getState();
    if (customerId === null || unsaved.has(customerId)) {
      return;
    }
    const found = await bridge.invoke('notes:get', customerId);
    if (found.ok && store.getState().customerId === customerId && !unsaved.has(customerId)) {
      store.setState({ draft: { text: found.value?.text ?? '', dueOn: found.value?.dueOn ?? null } });
    }
  };

  const loadCounts = async (): Promise<void> => {
    const counts = await bridge.invoke('notes:counts');
    if (counts.ok) {
      store.setState({ counts: counts.value });
    }
  };

  bridge.on('notes:changed', (counts) => store.setState({ counts }));
  // Another account's notes, or repaired ones.
  onOtherAccount(bridge, () => void load());
  bridge.on('store:changed', () => void load());
  bridge.on('window:leaving', () => {
    void store
      .getState()
      .flush()
      .then(() => bridge.invoke('window:flushed'));
  });
  void loadCounts();
  return store;
}
