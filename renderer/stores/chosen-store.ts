import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge } from '../../preload/contract';
import { computeOwner } from '../../preload/contract/owner';
import { CHOSEN_MAX } from '../../preload/contract/values';
import { selectsOtherCustomers } from './list-query-store';
import type { ListQueryStore } from './list-query-store';
import type { NotesStore } from './notes-store';
import type { OpenCustomerStore } from './open-customer-store';
import { onOtherAccount } from './other-account';
import type { RowsStore } from './rows-store';
import { findPosition } from './rows-store';
import type { SettingsStore } from './settings-store';

/** The result of the last change of call dates. */
type DayOutcome =
  | { readonly kind: 'dated'; readonly customers: number; readonly dueOn: string }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface ChosenState {
  /** The chosen customers, including those scrolled out of view. */
  readonly ids: ReadonlySet<string>;
  readonly isBusy: boolean;
  readonly outcome: DayOutcome | null;
  /** Toggles the customer at a position. The first choice also adds the open customer. */
  readonly toggle: (index: number) => void;
  /** Chooses all from the last toggled customer, or from the cursor, to this position. */
  readonly extendTo: (index: number) => Promise<void>;
  readonly chooseAll: () => Promise<void>;
  readonly clear: () => void;
  /** Sets a date to call the chosen customers back and clears the choice. */
  readonly callBack: (dueOn: string) => Promise<void>;
  readonly undoCallBack: () => Promise<void>;
  /** Hides the message about the last change of dates. */
  readonly dismiss: () => void;
}

export type ChosenStore = ReturnType<typeof createChosenStore>;

interface ChosenParts {
  readonly notes: NotesStore;
  readonly openCustomer: OpenCustomerStore;
  readonly listQuery: ListQueryStore;
  readonly rows: RowsStore;
  readonly settings: Pick<SettingsStore, 'getState'>;
}

/** The start of a range, and the customers chosen outside it. */
interface Anchor {
  readonly id: string | undefined;
  readonly index: number;
  readonly others: ReadonlySet<string>;
}

const NO_CUSTOMERS: ReadonlySet<string> = new Set();

/** Creates the store of the customers chosen in the list. A different list clears the choice. */
export function createChosenStore(bridge: Bridge, parts: ChosenParts) {
  const { openCustomer, listQuery, rows } = parts;
  let anchor: Anchor | null = null;
  /** Grows with each choice, so that customers fetched for an earlier range are dropped. */
  let turn = 0;

  const idAt = (index: number): string | undefined => rows.getState().items.get(index)?.id;
  const placeOf = (id: string | undefined): number | undefined => findPosition(rows.getState().items, id);

  const store = createStore<ChosenState>()((set, get) => {
    const choose = async (first: number, last: number, others: ReadonlySet<string>): Promise<void> => {
      turn += 1;
      const mine = turn;
      const found = await rows.getState().idsBetween(first, last);
      if (found !== null && mine === turn) {
        set({ ids: new Set([...others, ...found].slice(0, CHOSEN_MAX)), outcome: null });
      }
    };
    return {
      ids: NO_CUSTOMERS,
      isBusy: false,
      outcome: null,
      toggle(index) {
        const id = idAt(index);
        if (id === undefined) {
          return;
        }
        turn += 1;
        const { ids } = get();
        const { selectedId } = openCustomer.getState();
        const isOpenListed = selectedId !== null && placeOf(selectedId) !== undefined;
        const next = new Set(ids.size === 0 && isOpenListed && selectedId !== id ? [selectedId] : ids);
        if (!next.delete(id)) {
          next.add(id);
        }
        anchor = { id, index, others: next };
        set({ ids: next, outcome: null });
        openCustomer.getState().moveCursorOnly(index);
      },
      extendTo(index) {
        const { cursor, moveCursorOnly } = openCustomer.getState();
        if (anchor === null || get().ids.size === 0) {
          const from = cursor < 0 ? index : cursor;
          anchor = { id: idAt(from), index: from, others: NO_CUSTOMERS };
        }
        const from = placeOf(anchor.id) ?? anchor.index;
        moveCursorOnly(index);
        return choose(Math.min(from, index), Math.max(from, index), anchor.others);
      },
      chooseAll() {
        anchor = null;
        return choose(0, (rows.getState().total ?? 0) - 1, NO_CUSTOMERS);
      },
      clear() {
        turn += 1;
        anchor = null;
        set({ ids: NO_CUSTOMERS });
      },
      ...dating(bridge, parts, get, set),
      dismiss: () => set({ outcome: null }),
    };
  });

  const forget = (): void => {
    store.getState().clear();
    store.getState().dismiss();
  };
  listQuery.subscribe((now, before) => {
    if (selectsOtherCustomers(now, before)) {
      forget();
    }
  });
  onOtherAccount(bridge, forget);
  return store;
}

/** Creates the actions that set a call date and undo it. Unsaved note text is saved first. */
function dating(
  bridge: Bridge,
  { notes, settings }: ChosenParts,
  get: () => ChosenState,
  set: (part: Partial<ChosenState>) => void,
): Pick<ChosenState, 'callBack' | 'undoCallBack'> {
  const during = async (work: () => Promise<Partial<ChosenState>>): Promise<void> => {
    if (get().isBusy) {
      return;
    }
    set({ isBusy: true });
    await notes.getState().flush();
    const done = await work();
    await notes.getState().reload();
    set({ isBusy: false, ...done });
  };
  return {
    callBack: (dueOn) =>
      during(async () => {
        const connection = settings.getState().snapshot?.connection;
        const owner =
          connection === undefined || connection.kind === 'none' ? {} : { owner: computeOwner(connection) };
        const { ids, clear } = get();
        const answer = await bridge.invoke('notes:save-day', { customers: [...ids], dueOn, ...owner });
        if (!answer.ok) {
          return { outcome: { kind: 'failed', error: answer.error } };
        }
        clear();
        return { outcome: { kind: 'dated', customers: ids.size, dueOn } };
      }),
    undoCallBack: () =>
      during(async () => {
        const answer = await bridge.invoke('notes:undo-day');
        return { outcome: answer.ok ? null : { kind: 'failed', error: answer.error } };
      }),
  };
}
