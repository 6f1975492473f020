import { createStore } from 'zustand/vanilla';
import type { Bridge, ListQuery, ListState, SavedView } from '../../preload/contract';
import { DEFAULT_COLUMNS, LIST_QUERY_KEYS } from '../../preload/contract/list-columns';
import { VIEW_NAME_LENGTH } from '../../preload/contract/values';
import { FIRST_QUERY, queryOf, settingAt } from './question-store';
import type { QuestionState, QuestionStore } from './question-store';

/** How the list is set just now, apart from its place and its cursor. */
type Setting = Omit<SavedView, 'name'>;

export interface ListStoreState {
  /** In the order of their names. */
  readonly views: readonly SavedView[];
  /** The agent has been told that a file taken along holds personal data. */
  readonly toldOfPersonalData: boolean;
  /** The captions of the portal's own columns; none until they are asked for. */
  readonly captions: readonly string[];
  readonly loadCaptions: () => Promise<void>;
  /** Keeps how the list is set under this name, in the place of a view that has it already. */
  readonly saveView: (name: string) => void;
  readonly applyView: (name: string) => void;
  /** Gives a view another name; nothing happens if another view has that. */
  readonly renameView: (name: string, newName: string) => void;
  readonly deleteView: (name: string) => void;
  /** The view that was deleted last; `null` for none, or once it is there again. */
  readonly deleted: SavedView | null;
  /** Brings the view that was deleted last back; under another name if its own is taken by now. */
  readonly restoreView: () => void;
  readonly tellOfPersonalData: () => void;
}

export type ListStore = ReturnType<typeof createListStore>;

/** How the list is set, as it is kept: saved views, and what is asked just now. */
export function createListStore(bridge: Bridge, question: QuestionStore) {
  let isKnown = false;
  /** The state as main has it, as JSON. */
  let known = '';

  const store = createStore<ListStoreState>()((set, get) => {
    const setViews = (views: readonly SavedView[]): void => {
      set({ views: [...views].sort((one, other) => one.name.localeCompare(other.name)) });
      keep();
    };
    const without = (name: string): SavedView[] => get().views.filter((view) => view.name !== name);
    return {
      views: [],
      deleted: null,
      toldOfPersonalData: false,
      captions: [],
      async loadCaptions() {
        const answer = await bridge.invoke('customers:captions');
        if (answer.ok) {
          set({ captions: answer.value });
        }
      },
      saveView: (name) => setViews([...without(name), { name, ...settingOf(question.getState()) }]),
      applyView(name) {
        const view = get().views.find((one) => one.name === name);
        if (view !== undefined) {
          question.getState().apply(view);
        }
      },
      renameView(name, newName) {
        const view = get().views.find((one) => one.name === name);
        if (view !== undefined && !get().views.some((one) => one.name === newName)) {
          setViews([...without(name), { ...view, name: newName }]);
        }
      },
      deleteView(name) {
        const view = get().views.find((one) => one.name === name);
        if (view !== undefined) {
          set({ deleted: view });
          setViews(without(name));
        }
      },
      restoreView() {
        const { deleted, views } = get();
        if (deleted !== null) {
          set({ deleted: null });
          setViews([...views, { ...deleted, name: freeName(deleted.name, views) }]);
        }
      },
      tellOfPersonalData() {
        set({ toldOfPersonalData: true });
        keep();
      },
    };
  });

  /** What main is to keep: columns that nobody has chosen are left to the app. */
  const state = (): ListState => {
    const { query, columns } = settingOf(question.getState());
    const { views, toldOfPersonalData } = store.getState();
    const areChosen = JSON.stringify(columns) !== JSON.stringify(DEFAULT_COLUMNS);
    return { query, columns: areChosen ? columns : null, views: [...views], toldOfPersonalData };
  };

  /** Tells main how the list is set, if it is not as main knows it. */
  const keep = (): void => {
    const now = state();
    const text = JSON.stringify(now);
    if (isKnown && text !== known) {
      known = text;
      void bridge.invoke('list:save', now).then((saved) => {
        // Not as main knows it: the next change saves all of it again.
        if (!saved.ok && known === text) {
          known = '';
        }
      });
    }
  };

  const adopt = (kept: ListState, set: () => void = () => undefined): void => {
    isKnown = false;
    store.setState({ views: kept.views, deleted: null, toldOfPersonalData: kept.toldOfPersonalData });
    set();
    known = JSON.stringify(state());
    isKnown = true;
  };
  bridge.on('list:reset', (kept) => adopt(kept, () => question.getState().apply(settingAt(kept))));
  // The question's store has asked before, and says by then what was kept.
  void bridge.invoke('list:get').then((kept) => {
    if (kept.ok) {
      adopt(kept.value);
      question.subscribe(keep);
    }
  });
  return store;
}

/** Returns the name, or where a view has it already the name with the first number that is free. */
function freeName(name: string, views: readonly SavedView[]): string {
  const isTaken = (wanted: string): boolean => views.some((view) => view.name === wanted);
  let free = name;
  for (let number = 2; isTaken(free); number += 1) {
    const ending = ` (${number})`;
    free = `${name.slice(0, VIEW_NAME_LENGTH - ending.length)}${ending}`;
  }
  return free;
}

/** How the list is set, as a view keeps it. */
function settingOf(state: QuestionState): Setting {
  return { search: state.search, query: queryOf(state), columns: [...state.columns] };
}

/** Whether the list is set as this view says. */
export function isShown(view: SavedView, state: QuestionState): boolean {
  const { search, query, columns } = settingOf(state);
  return (
    search === view.search &&
    wholeQuery(query) === wholeQuery(view.query) &&
    JSON.stringify(columns) === JSON.stringify(view.columns)
  );
}

/** Returns a query in one form, whether it says what is as at the first start or leaves it out. */
function wholeQuery(query: ListQuery): string {
  const { kinds = 'usual', ...said } = query;
  const whole: Readonly<Record<string, unknown>> = { ...FIRST_QUERY, ...said, kinds };
  return JSON.stringify(LIST_QUERY_KEYS.map((key) => whole[key]));
}
