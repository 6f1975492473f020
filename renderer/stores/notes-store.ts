import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, NoteCounts, SettingsSnapshot } from '../../preload/contract';
import { ownerOf } from '../../preload/contract/owner';
import type { FinishedCall, NoteDraft } from './finished-call';
import { finishCall, undoCall } from './finished-call';
import { onOtherAccount } from './other-account';
import type { SettingsStore } from './settings-store';

/** What is typed is saved after a pause of so long. */
const PAUSE_MS = 800;

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
  /** The call that was made of the customer who is shown, until it is undone or another day is chosen. */
  readonly finished: FinishedCall | null;
  /** The call is made: its day goes, and this line begins the note where it has room. Saved at once. */
  readonly finish: (line: string) => void;
  /** Takes that back; what was typed since stays. */
  readonly undoFinish: () => void;
  /** Saves whatever is not saved yet; resolves when that is done. */
  readonly flush: () => Promise<void>;
  /** Reads the note in the fields again: something else has written notes. */
  readonly reload: () => Promise<void>;
}

export type NotesStore = ReturnType<typeof createNotesStore>;

/** The unsaved drafts of one account's notes. */
interface Unsaved {
  /** `null` where the window does not know whose customers it shows. */
  readonly owner: string | null;
  /** By customer. */
  readonly drafts: Map<string, NoteDraft>;
}

/** The unsaved drafts of all accounts, of which those of the account that is shown are current. */
class Drafts {
  #isOwnerKnown = false;
  readonly #known: Unsaved[] = [];
  current = this.#of(null);

  /** Makes this account's drafts current; gives whether another's were before. */
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
 * The notes as they are written. A draft is dropped only when main has it, whatever happens to window and fields; one that
 * could not be saved waits for its own account, and is never another's.
 */
export function createNotesStore(
  bridge: Bridge,
  settings: Pick<SettingsStore, 'getState' | 'subscribe'>,
  setTimer: (ms: number, callback: () => void) => () => void,
) {
  const unsaved = new Drafts();
  /** Drafts of an account that has come back are saved once its cache is there. */
  let isToBeSaved = false;
  let cancelTimer = (): void => undefined;

  const store = createStore<NotesState>()((set, get) => {
    const change = (part: Partial<NoteDraft>): void => {
      const { customerId, draft } = get();
      if (customerId === null || draft === null) {
        return;
      }
      const changed = { ...draft, ...part };
      unsaved.current.drafts.set(customerId, changed);
      set({ draft: changed, keeping: 'saving' });
    };
    const changeAtOnce = (part: Partial<NoteDraft>): void => {
      change(part);
      void get().flush();
    };
    return {
      counts: { due: 0, 'due-week': 0, dated: 0, noted: 0, starred: 0 },
      customerId: null,
      draft: null,
      keeping: 'untouched',
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
    store.setState({ customerId, draft, finished: null, keeping: draft === null ? 'untouched' : 'saving' });
    void load();
  };

  const save = async (from: Unsaved, customer: string, draft: NoteDraft): Promise<void> => {
    const owner = from.owner === null ? {} : { owner: from.owner };
    const saved = await bridge.invoke('notes:save', { customer, ...draft, ...owner });
    // Something newer may have been typed meanwhile: its own save says how that went.
    if (from.drafts.get(customer) !== draft) {
      return;
    }
    if (saved.ok) {
      from.drafts.delete(customer);
    }
    if (from === unsaved.current && store.getState().customerId === customer) {
      store.setState({ keeping: saved.ok ? 'saved' : 'failed' });
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

  /** Disconnected, the customers are whose they were. */
  const follow = (snapshot: SettingsSnapshot | null): void => {
    if (snapshot === null) {
      return;
    }
    const { connection } = snapshot;
    if (unsaved.adopt(connection.kind === 'none' ? unsaved.current.owner : ownerOf(connection))) {
      cancelTimer();
      isToBeSaved = unsaved.current.drafts.size > 0;
      const { customerId } = store.getState();
      if (customerId !== null) {
        show(customerId);
      }
    }
  };
  settings.subscribe(({ snapshot }) => follow(snapshot));
  follow(settings.getState().snapshot);

  // Another account's notes, or repaired ones.
  onOtherAccount(bridge, () => void load());
  bridge.on('store:changed', () => {
    if (isToBeSaved) {
      isToBeSaved = false;
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

/** Makes what ends a call and takes that back. */
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
