import { createStore } from 'zustand/vanilla';
import type { AppError, Bridge } from '../../preload/contract';
import { ownerOf } from '../../preload/contract/owner';
import { CHOSEN_MAX } from '../../preload/contract/values';
import type { NotesStore } from './notes-store';
import type { OpenCustomerStore } from './open-customer-store';
import { onOtherAccount } from './other-account';
import { isOtherList } from './question-store';
import type { QuestionStore } from './question-store';
import type { RowsStore } from './rows-store';
import { positionOf } from './rows-store';
import type { SettingsStore } from './settings-store';

/** What has become of the day that was set last. */
type DayOutcome =
  | { readonly kind: 'dated'; readonly customers: number; readonly dueOn: string }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface ChosenState {
  /** The customers that are chosen, whether their rows are in sight or not. */
  readonly ids: ReadonlySet<string>;
  readonly isBusy: boolean;
  readonly outcome: DayOutcome | null;
  /** Chooses the customer at a position, or takes it out again. The first one takes the open customer along. */
  readonly toggle: (index: number) => void;
  /** Chooses all from the last one that was chosen, else from the cursor, to this position. */
  readonly extendTo: (index: number) => Promise<void>;
  /** Chooses all that are listed. */
  readonly chooseAll: () => Promise<void>;
  readonly clear: () => void;
  /** Keeps a day to come back to those chosen, who are chosen no more then. */
  readonly callBack: (dueOn: string) => Promise<void>;
  readonly undoCallBack: () => Promise<void>;
  /** Takes away what is said of the last day. */
  readonly dismiss: () => void;
}

export type ChosenStore = ReturnType<typeof createChosenStore>;

interface Around {
  readonly notes: NotesStore;
  readonly openCustomer: OpenCustomerStore;
  readonly question: QuestionStore;
  readonly rows: RowsStore;
  readonly settings: Pick<SettingsStore, 'getState'>;
}

/** The place that a range begins at, and who was chosen before it. */
interface Anchor {
  readonly id: string | undefined;
  readonly index: number;
  readonly others: ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Creates the store of the customers chosen from the list, to do something with all of them. Another list begins with none. */
export function createChosenStore(bridge: Bridge, around: Around) {
  const { openCustomer, question, rows } = around;
  let anchor: Anchor | null = null;
  /** Grows with each choice: a range whose customers arrive late is dropped. */
  let turn = 0;

  const idAt = (index: number): string | undefined => rows.getState().items.get(index)?.id;
  const placeOf = (id: string | undefined): number | undefined => positionOf(rows.getState().items, id);

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
      ids: NOBODY,
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
        openCustomer.getState().pointAt(index);
      },
      extendTo(index) {
        const { cursor, pointAt } = openCustomer.getState();
        if (anchor === null || get().ids.size === 0) {
          const from = cursor < 0 ? index : cursor;
          anchor = { id: idAt(from), index: from, others: NOBODY };
        }
        const from = placeOf(anchor.id) ?? anchor.index;
        pointAt(index);
        return choose(Math.min(from, index), Math.max(from, index), anchor.others);
      },
      chooseAll() {
        anchor = null;
        return choose(0, (rows.getState().total ?? 0) - 1, NOBODY);
      },
      clear() {
        turn += 1;
        anchor = null;
        set({ ids: NOBODY });
      },
      ...dating(bridge, around, get, set),
      dismiss: () => set({ outcome: null }),
    };
  });

  const forget = (): void => {
    store.getState().clear();
    store.getState().dismiss();
  };
  question.subscribe((now, before) => {
    if (isOtherList(now, before)) {
      forget();
    }
  });
  onOtherAccount(bridge, forget);
  return store;
}

/** Makes what sets a day for those chosen and takes that back. What is being typed is saved before. */
function dating(
  bridge: Bridge,
  { notes, settings }: Around,
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
          connection === undefined || connection.kind === 'none' ? {} : { owner: ownerOf(connection) };
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
