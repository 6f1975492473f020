import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { localDay } from '../strings/days';
import { en } from '../strings/en';
import { it } from '../strings/it';
import type { Strings } from '../strings/it';
import type { ArchiveState, ArchiveStore } from './archive-store';
import type { ClockStore } from './clock-store';
import type { CustomersState, CustomersStore } from './customers-store';
import type { ListStore, ListStoreState } from './list-store';
import type { NewsState, NewsStore } from './news-store';
import type { NotesState, NotesStore } from './notes-store';
import type { SettingsState, SettingsStore } from './settings-store';
import type { SupportState, SupportStore } from './support-store';
import type { SyncState, SyncStore } from './sync-store';
import type { TakeAlongState, TakeAlongStore } from './take-along-store';
import type { UiState, UiStore } from './ui-store';

/** The window's stores, one for each feature. */
export interface Stores {
  readonly archive: ArchiveStore;
  readonly clock: ClockStore;
  readonly customers: CustomersStore;
  readonly list: ListStore;
  readonly news: NewsStore;
  readonly notes: NotesStore;
  readonly settings: SettingsStore;
  readonly support: SupportStore;
  readonly sync: SyncStore;
  readonly takeAlong: TakeAlongStore;
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

/** The computer's own day, `yyyy-mm-dd`: draws again when the day changes, not every second. */
export function useToday(): string {
  return useStore(useStores().clock, ({ now }) => localDay(new Date(now)));
}

export function useArchive<Value>(pick: (state: ArchiveState) => Value): Value {
  return useStore(useStores().archive, pick);
}

export function useSync<Value>(pick: (state: SyncState) => Value): Value {
  return useStore(useStores().sync, pick);
}

export function useCustomers<Value>(pick: (state: CustomersState) => Value): Value {
  return useStore(useStores().customers, pick);
}

/** These parts of the list's state; draws again when one of them has changed, not for each row that is scrolled. */
export function useCustomersParts<Key extends keyof CustomersState>(
  ...keys: readonly Key[]
): Pick<CustomersState, Key> {
  const parts = (state: CustomersState): Pick<CustomersState, Key> =>
    Object.fromEntries(keys.map((key) => [key, state[key]])) as Pick<CustomersState, Key>;
  return useStore(useStores().customers, useShallow(parts));
}

/** Tells the list's state when it is asked for, without drawing again when that changes. */
export function useCustomersNow(): () => CustomersState {
  return useStores().customers.getState;
}

export function useList<Value>(pick: (state: ListStoreState) => Value): Value {
  return useStore(useStores().list, pick);
}

export function useTakeAlong<Value>(pick: (state: TakeAlongState) => Value): Value {
  return useStore(useStores().takeAlong, pick);
}

export function useNews<Value>(pick: (state: NewsState) => Value): Value {
  return useStore(useStores().news, pick);
}

export function useNotes<Value>(pick: (state: NotesState) => Value): Value {
  return useStore(useStores().notes, pick);
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

/** The sentences of the language in the settings; Italian until they are known. */
export function useStrings(): Strings {
  return useSettings((state) => state.snapshot?.preferences.language) === 'en' ? en : it;
}
