import { createStore } from 'zustand/vanilla';
import type { Bridge, ListQuery, ListState, SavedView } from '../../preload/contract';
import { DEFAULT_COLUMNS, LIST_QUERY_KEYS } from '../../preload/contract/list-columns';
import { VIEW_NAME_LENGTH } from '../../preload/contract/values';
import { FIRST_QUERY, pickStoredQuery, viewFromState } from './list-query-store';
import type { ListQueryState, ListQueryStore } from './list-query-store';

/** The filters, search, order and columns of the list. */
type Setting = Omit<SavedView, 'name'>;

export interface ListStoreState {
  /** The saved views, sorted by name. */
  readonly views: readonly SavedView[];
  /** Whether the agent was warned that saved customer files contain personal data. */
  readonly toldOfPersonalData: boolean;
  /** The captions of unknown columns of the portal; empty until loaded. */
  readonly captions: readonly string[];
  readonly loadCaptions: () => Promise<void>;
  /** Saves the current list as a view; replaces a view of the same name. */
  readonly saveView: (name: string) => void;
  readonly applyView: (name: string) => void;
  /** Renames a view, unless another view has the new name. */
  readonly renameView: (name: string, newName: string) => void;
  readonly deleteView: (name: string) => void;
  /** The last deleted view; `null` if there is none or it was restored. */
  readonly deleted: SavedView | null;
  /** Restores the last deleted view, with another name if its name is taken. */
  readonly restoreView: () => void;
  readonly recordPrivacyWarning: () => void;
}

export type ListStore = ReturnType<typeof createListStore>;

/** Creates the store of the list's stored state: its views and its current query. */
export function createListStore(bridge: Bridge, listQuery: ListQueryStore) {
  let isKnown = false;
  /** The state last sent to main, as JSON. */
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
      saveView: (name) => setViews([...without(name), { name, ...settingOf(listQuery.getState()) }]),
      applyView(name) {
        const view = get().views.find((one) => one.name === name);
        if (view !== undefined) {
          listQuery.getState().apply(view);
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
      recordPrivacyWarning() {
        set({ toldOfPersonalData: true });
        keep();
      },
    };
  });

  /** Default columns are not stored, so that future defaults apply. */
  const state = (): ListState => {
    const { query, columns } = settingOf(listQuery.getState());
    const { views, toldOfPersonalData } = store.getState();
    const areChosen = JSON.stringify(columns) !== JSON.stringify(DEFAULT_COLUMNS);
    return { query, columns: areChosen ? columns : null, views: [...views], toldOfPersonalData };
  };

  /** Sends the state to main if it has changed. */
  const keep = (): void => {
    const now = state();
    const text = JSON.stringify(now);
    if (isKnown && text !== known) {
      known = text;
      void bridge.invoke('list:save', now).then((saved) => {
        // After a failure the state counts as unsaved, so the next change saves all of it.
        if (!saved.ok && known === text) {
          known = '';
        }
      });
    }
  };

  const adopt = (stored: ListState, set: () => void = () => undefined): void => {
    isKnown = false;
    store.setState({ views: stored.views, deleted: null, toldOfPersonalData: stored.toldOfPersonalData });
    set();
    known = JSON.stringify(state());
    isKnown = true;
  };
  bridge.on('list:reset', (stored) => adopt(stored, () => listQuery.getState().apply(viewFromState(stored))));
  // The query store applies the stored query itself, so only later changes need saving.
  void bridge.invoke('list:get').then((stored) => {
    if (stored.ok) {
      adopt(stored.value);
      listQuery.subscribe(keep);
    }
  });
  return store;
}

/** Returns the name, followed by the first free number if a view already has this name. */
function freeName(name: string, views: readonly SavedView[]): string {
  const isTaken = (wanted: string): boolean => views.some((view) => view.name === wanted);
  let free = name;
  for (let number = 2; isTaken(free); number += 1) {
    const ending = ` (${number})`;
    free = `${name.slice(0, VIEW_NAME_LENGTH - ending.length)}${ending}`;
  }
  return free;
}

/** Returns the current list in the form of a view. */
function settingOf(state: ListQueryState): Setting {
  return { search: state.search, query: pickStoredQuery(state), columns: [...state.columns] };
}

/** Whether the list matches this view. */
export function isShown(view: SavedView, state: ListQueryState): boolean {
  const { search, query, columns } = settingOf(state);
  return (
    search === view.search &&
    canonicalQuery(query) === canonicalQuery(view.query) &&
    JSON.stringify(columns) === JSON.stringify(view.columns)
  );
}

/** Returns a query in canonical form, with all defaults filled in. */
function canonicalQuery(query: ListQuery): string {
  const { kinds = 'usual', ...rest } = query;
  const complete: Readonly<Record<string, unknown>> = { ...FIRST_QUERY, ...rest, kinds };
  return JSON.stringify(LIST_QUERY_KEYS.map((key) => complete[key]));
}
