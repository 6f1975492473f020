import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, NoteCounts, SettingsSnapshot } from '../../preload/contract';
import { computeOwner } from '../../preload/contract/owner';
import type { FinishedCall, NoteDraft } from './finished-call';
import { finishCall, undoCall } from './finished-call';
import { onOtherAccount } from './other-account';
import type { SettingsStore } from './settings-store';

/** The pause in typing after which a note is saved. */
const PAUSE_MS = 800;

export interface NotesState {
  readonly counts: NoteCounts;
  /** The ID of the customer whose note is shown; `null` for none. */
  readonly customerId: string | null;
  /** `null` until loaded. */
  readonly draft: NoteDraft | null;
  /** The state of saving. Only this store has a `failed` draft, shown again with its customer. */
  readonly saveState: 'untouched' | 'saving' | 'saved' | 'failed';
  /** Shows a customer's note; saves the draft of the previous one. */
  readonly open: (customerId: string) => void;
  readonly write: (text: string) => void;
  /** Sets the date and saves at once. */
  readonly setDue: (dueOn: string | null) => void;
  /** The call just finished for this customer, until it is undone or superseded. */
  readonly finished: FinishedCall | null;
  /** Finishes a call: removes the date, prepends the line if it fits, and saves at once. */
  readonly finish: (line: string) => void;
  /** Undoes `finish`, but keeps later edits of the note. */
  readonly undoFinish: () => void;
  /** Saves all unsaved drafts. */
  readonly flush: () => Promise<void>;
  /** Loads the note again after it may have changed elsewhere. */
  readonly reload: () => Promise<void>;
}

export type NotesStore = ReturnType<typeof createNotesStore>;

/** The unsaved drafts of one account. */
interface Unsaved {
  /** `null` if the account is not known yet. */
  readonly owner: string | null;
  /** By customer ID. */
  readonly drafts: Map<string, NoteDraft>;
}

/** The unsaved drafts of all accounts; `current` are those of the account shown. */
class Drafts {
  #isOwnerKnown = false;
  readonly #known: Unsaved[] = [];
  current = this.#of(null);

  /** Makes an account's drafts current; returns whether the account has changed. */
  adopt(owner: string | null): boolean {
    if (!this.#isOwnerKnown) {
      this.#isOwnerKnown = true;
      this.current = { owner, drafts: this.current.drafts };
      this.#known.splice(0, this.#known.length, this.current);
      return false;
    }
    const isOther = owner !== this.current.owner;
    if (isOther) {
      this.current = this.#of(owner);
    }
    return isOther;
  }

  #of(owner: string | null): Unsaved {
    const found = this.#known.find((one) => one.owner === owner) ?? { owner, drafts: new Map() };
    if (!this.#known.includes(found)) {
      this.#known.push(found);
    }
    return found;
  }
}

/**
 * Creates the store of notes being edited. A draft is dropped only once main has saved it. An
 * unsaved draft waits for its own account and is never saved for another.
 */
export function createNotesStore(
  bridge: Bridge,
  settings: Pick<SettingsStore, 'getState' | 'subscribe'>,
  setTimer: (ms: number, callback: () => void) => () => void,
) {
  const unsaved = new Drafts();
  /** Whether the account has unsaved drafts that wait until its cache is loaded. */
  let mustSave = false;
  let cancelTimer = (): void => undefined;

  const store = createStore<NotesState>()((set, get) => {
    const change = (part: Partial<NoteDraft>): void => {
      const { customerId, draft } = get();
      if (customerId === null || draft === null) {
        return;
      }
      const changed = { ...draft, ...part };
      unsaved.current.drafts.set(customerId, changed);
      set({ draft: changed, saveState: 'saving' });
    };
    const changeAtOnce = (part: Partial<NoteDraft>): void => {
      change(part);
      void get().flush();
    };
    return {
      counts: { due: 0, 'due-week': 0, dated: 0, noted: 0, starred: 0 },
      customerId: null,
      draft: null,
      saveState: 'untouched',
      open(customerId) {
        void get().flush();
        show(customerId);
      },
      write(text) {
        change({ text });
        cancelTimer();
        cancelTimer = setTimer(PAUSE_MS, () => void get().flush());
      },
      setDue(dueOn) {
        set({ finished: null });
        changeAtOnce({ dueOn });
      },
      ...finishing(get, set, changeAtOnce),
      async flush() {
        cancelTimer();
        const from = unsaved.current;
        await Promise.all([...from.drafts].map(([customer, draft]) => save(from, customer, draft)));
      },
      reload: () => load(),
    };
  });

  const show = (customerId: string): void => {
    const draft = unsaved.current.drafts.get(customerId) ?? null;
    store.setState({ customerId, draft, finished: null, saveState: draft === null ? 'untouched' : 'saving' });
    void load();
  };

  const save = async (from: Unsaved, customer: string, draft: NoteDraft): Promise<void> => {
    const owner = from.owner === null ? {} : { owner: from.owner };
    const saved = await bridge.invoke('notes:save', { customer, ...draft, ...owner });
    // If the draft has changed since, the next save reports its own result.
    if (from.drafts.get(customer) !== draft) {
      return;
    }
    if (saved.ok) {
      from.drafts.delete(customer);
    }
    if (from === unsaved.current && store.getState().customerId === customer) {
      store.setState({ saveState: saved.ok ? 'saved' : 'failed' });
    }
  };

  const load = async (): Promise<void> => {
    const { customerId } = store.getState();
    if (customerId === null || unsaved.current.drafts.has(customerId)) {
      return;
    }
    const found = await bridge.invoke('notes:get', customerId);
    if (found.ok && store.getState().customerId === customerId && !unsaved.current.drafts.has(customerId)) {
      store.setState({ draft: { text: found.value?.text ?? '', dueOn: found.value?.dueOn ?? null } });
    }
  };

  /** Follows the account. After disconnecting, the customers still belong to the last account. */
  const follow = (snapshot: SettingsSnapshot | null): void => {
    if (snapshot === null) {
      return;
    }
    const { connection } = snapshot;
    if (unsaved.adopt(connection.kind === 'none' ? unsaved.current.owner : computeOwner(connection))) {
      cancelTimer();
      mustSave = unsaved.current.drafts.size > 0;
      const { customerId } = store.getState();
      if (customerId !== null) {
        show(customerId);
      }
    }
  };
  settings.subscribe(({ snapshot }) => follow(snapshot));
  follow(settings.getState().snapshot);

  // A note may differ after a change of account or a repair of the cache.
  onOtherAccount(bridge, () => void load());
  bridge.on('store:changed', () => {
    if (mustSave) {
      mustSave = false;
      void store.getState().flush();
    }
    void load();
  });
  keepCounts(bridge, store);
  flushOnLeaving(bridge, store);
  return store;
}

function keepCounts(bridge: Bridge, store: StoreApi<NotesState>): void {
  bridge.on('notes:changed', (counts) => store.setState({ counts }));
  void bridge.invoke('notes:counts').then((counts) => {
    if (counts.ok) {
      store.setState({ counts: counts.value });
    }
  });
}

function flushOnLeaving(bridge: Bridge, store: StoreApi<NotesState>): void {
  bridge.on('window:leaving', () => {
    void store
      .getState()
      .flush()
      .then(() => bridge.invoke('window:flushed'));
  });
}

/** Creates the actions that finish a call and undo it. */
function finishing(
  get: () => NotesState,
  set: (part: Partial<NotesState>) => void,
  changeAtOnce: (part: Partial<NoteDraft>) => void,
): Pick<NotesState, 'finished' | 'finish' | 'undoFinish'> {
  return {
    finished: null,
    finish(line) {
      const { draft } = get();
      if (draft !== null && draft.dueOn !== null) {
        const call = finishCall({ ...draft, dueOn: draft.dueOn }, line);
        set({ finished: call.finished });
        changeAtOnce(call.draft);
      }
    },
    undoFinish() {
      const { finished, draft } = get();
      if (finished !== null && draft !== null) {
        set({ finished: null });
        changeAtOnce(undoCall(draft, finished));
      }
    },
  };
}
