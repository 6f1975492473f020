import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { StoreApi } from 'zustand/vanilla';
import { localDay } from '../strings/days';
import { en } from '../strings/en';
import { it } from '../strings/it';
import type { Strings } from '../strings/it';
import type { CacheState, CacheStore } from './cache-store';
import type { ChosenState, ChosenStore } from './chosen-store';
import type { ClockStore } from './clock-store';
import type { Counted, CountsState, CountsStore } from './counts-store';
import type { CustomerActions } from './customer-actions';
import type { CustomerFileState, CustomerFileStore } from './customer-file-store';
import { isFiltered } from './list-query-store';
import type { ListQueryState, ListQueryStore } from './list-query-store';
import type { ListStore, ListStoreState } from './list-store';
import type { NewsState, NewsStore } from './news-store';
import type { NotesFileState, NotesFileStore } from './notes-file-store';
import type { NotesState, NotesStore } from './notes-store';
import type { OpenCustomerState, OpenCustomerStore } from './open-customer-store';
import type { RecentState, RecentStore } from './recent-store';
import type { RowsState, RowsStore } from './rows-store';
import type { SettingsState, SettingsStore } from './settings-store';
import type { SupportState, SupportStore } from './support-store';
import type { SyncState, SyncStore } from './sync-store';
import type { UiState, UiStore } from './ui-store';

/** The stores of the window, one per feature. */
export interface Stores {
  readonly actions: CustomerActions;
  readonly cache: CacheStore;
  readonly chosen: ChosenStore;
  readonly clock: ClockStore;
  readonly counts: CountsStore;
  readonly list: ListStore;
  readonly news: NewsStore;
  readonly notes: NotesStore;
  readonly notesFile: NotesFileStore;
  readonly openCustomer: OpenCustomerStore;
  readonly listQuery: ListQueryStore;
  readonly recent: RecentStore;
  readonly rows: RowsStore;
  readonly settings: SettingsStore;
  readonly support: SupportStore;
  readonly sync: SyncStore;
  readonly customerFiles: CustomerFileStore;
  readonly ui: UiStore;
}

export const StoresContext = createContext<Stores | null>(null);

function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) {
    throw new Error('The stores are missing around this view');
  }
  return stores;
}

export function useNow(): number {
  return useStore(useStores().clock, (state) => state.now);
}

/** Returns the local day, `yyyy-mm-dd`. A component re-renders only when the day changes. */
export function useToday(): string {
  return useStore(useStores().clock, ({ now }) => localDay(new Date(now)));
}

export function useCustomerActions(): CustomerActions {
  return useStores().actions;
}

/** Returns the year of the exported figures, taken from the last successful run. */
export function useDataYear(): number {
  const last = useSync(({ status }) => status?.metrics.lastSuccessTime ?? null);
  const today = useToday();
  return last === null ? Number(today.slice(0, 4)) : new Date(last).getFullYear();
}

export function useCache<Value>(pick: (state: CacheState) => Value): Value {
  return useStore(useStores().cache, pick);
}

export function useSync<Value>(pick: (state: SyncState) => Value): Value {
  return useStore(useStores().sync, pick);
}

/** Returns parts of a state and re-renders only when one of them changes. */
function useParts<State, Key extends keyof State>(
  store: StoreApi<State>,
  keys: readonly Key[],
): Pick<State, Key> {
  const parts = (state: State): Pick<State, Key> =>
    Object.fromEntries(keys.map((key) => [key, state[key]])) as Pick<State, Key>;
  return useStore(store, useShallow(parts));
}

export function useListQuery<Value>(pick: (state: ListQueryState) => Value): Value {
  return useStore(useStores().listQuery, pick);
}

/** Returns a function that reads the query without re-renders, like all `use…Now` hooks below. */
export function useListQueryNow(): () => ListQueryState {
  return useStores().listQuery.getState;
}

export function useListQueryParts<Key extends keyof ListQueryState>(
  ...keys: readonly Key[]
): Pick<ListQueryState, Key> {
  return useParts(useStores().listQuery, keys);
}

export function useRows<Value>(pick: (state: RowsState) => Value): Value {
  return useStore(useStores().rows, pick);
}

export function useRowsParts<Key extends keyof RowsState>(...keys: readonly Key[]): Pick<RowsState, Key> {
  return useParts(useStores().rows, keys);
}

export function useRowsNow(): () => RowsState {
  return useStores().rows.getState;
}

/** Whether no customers exist yet, so that filters and totals are pointless. */
export function useIsBeforeFirst(): boolean {
  const { listQuery, rows } = useStores();
  const isNarrowed = useStore(listQuery, (state) => state.search !== '' || isFiltered(state));
  const hasNoCustomers = useStore(listQuery, ({ kindChoices }) => kindChoices.length === 0);
  const isEmpty = useStore(rows, ({ total }) => total === 0);
  return isEmpty && hasNoCustomers && !isNarrowed;
}

export function useOpenCustomer<Value>(pick: (state: OpenCustomerState) => Value): Value {
  return useStore(useStores().openCustomer, pick);
}

export function useOpenCustomerParts<Key extends keyof OpenCustomerState>(
  ...keys: readonly Key[]
): Pick<OpenCustomerState, Key> {
  return useParts(useStores().openCustomer, keys);
}

export function useOpenCustomerNow(): () => OpenCustomerState {
  return useStores().openCustomer.getState;
}

/** Returns a count by its key; `undefined` until known. */
export function useCount(of: Counted): number | undefined {
  return useCounts(({ counts }) => counts.get(of));
}

export function useCounts<Value>(pick: (state: CountsState) => Value): Value {
  return useStore(useStores().counts, pick);
}

export function useChosen<Value>(pick: (state: ChosenState) => Value): Value {
  return useStore(useStores().chosen, pick);
}

export function useChosenNow(): () => ChosenState {
  return useStores().chosen.getState;
}

export function useList<Value>(pick: (state: ListStoreState) => Value): Value {
  return useStore(useStores().list, pick);
}

export function useCustomerFile<Value>(pick: (state: CustomerFileState) => Value): Value {
  return useStore(useStores().customerFiles, pick);
}

export function useNews<Value>(pick: (state: NewsState) => Value): Value {
  return useStore(useStores().news, pick);
}

export function useNotes<Value>(pick: (state: NotesState) => Value): Value {
  return useStore(useStores().notes, pick);
}

export function useNotesNow(): () => NotesState {
  return useStores().notes.getState;
}

export function useNotesFile<Value>(pick: (state: NotesFileState) => Value): Value {
  return useStore(useStores().notesFile, pick);
}

export function useRecent<Value>(pick: (state: RecentState) => Value): Value {
  return useStore(useStores().recent, pick);
}

export function useSettings<Value>(pick: (state: SettingsState) => Value): Value {
  return useStore(useStores().settings, pick);
}

export function useSupport<Value>(pick: (state: SupportState) => Value): Value {
  return useStore(useStores().support, pick);
}

export function useUi<Value>(pick: (state: UiState) => Value): Value {
  return useStore(useStores().ui, pick);
}

/** Returns the texts in the language of the settings; Italian until they are known. */
export function useStrings(): Strings {
  return useSettings((state) => state.snapshot?.preferences.language) === 'en' ? en : it;
}
