import { createStore } from 'zustand/vanilla';
import type { Bridge, CommandArgument, CustomerFilter } from '../../preload/contract';
import { ownKinds, prospectKinds, defaultKinds } from './customer-kinds';
import type { KindScope } from './customer-kinds';
import { NO_FILTERS, listedKinds, buildSelection, unordered } from './list-query-store';
import type { ListQueryStore } from './list-query-store';
import type { ListStore } from './list-store';
import type { RowsStore } from './rows-store';

/** The filters with a count: the predefined views, the note filters and the favourites. */
const COUNTED_FILTERS = [
  'due',
  'due-week',
  'dated',
  'noted',
  'starred',
  'dormant-6',
  'lost',
  'new-prospects',
] as const satisfies readonly CustomerFilter[];

/** The key of a visible count: a scope, a kind, a filter, or a saved view by its name. */
export type Counted = `scope:${KindScope}` | `kind:${string}` | `filter:${CustomerFilter}` | `view:${string}`;

export interface CountsState {
  readonly counts: ReadonlyMap<Counted, number>;
  /** The number of matching customers per city; `null` until known. */
  readonly cities: ReadonlyMap<string, number> | null;
  /** Counts the matching customers of every city, for the city filter. */
  readonly countCities: () => Promise<void>;
}

export type CountsStore = ReturnType<typeof createCountsStore>;

type Query = CommandArgument<'customers:counts'>[number];

/**
 * Creates the store of the counts of all scopes, kinds, filters and saved views. The count of a
 * scope or kind respects the current filters. The count of a filter respects the scope and the
 * other filters. A saved view is a complete query. The counts are fetched after the list and the
 * first drawing (`drawn`), which they must not delay.
 */
export function createCountsStore(
  bridge: Bridge,
  listQuery: ListQueryStore,
  rows: RowsStore,
  list: ListStore,
  drawn: Promise<unknown>,
) {
  const store = createStore<CountsState>()((set) => ({
    counts: new Map(),
    cities: null,
    async countCities() {
      set({ cities: null });
      const now = { ...buildSelection(listQuery.getState()), search: '', cities: null };
      const answer = await bridge.invoke('customers:cities-of', now);
      if (answer.ok) {
        const alike = answer.value.flatMap(({ city, otherSpellings: others = [], customers }) =>
          [city, ...others].map((spelling) => [spelling, customers] as const),
        );
        set({ cities: new Map(alike) });
      }
    },
  }));
  /** The cache version and the queries of the last request for counts, as JSON. */
  let counted = '';
  let isDrawn = false;

  const queries = (): readonly (readonly [Counted, Query])[] => {
    const state = listQuery.getState();
    const { kindChoices } = state;
    const now = { ...buildSelection(state), search: '' };
    const scopes = { own: ownKinds(kindChoices), prospects: prospectKinds(kindChoices), all: null };
    return [
      ...Object.entries(scopes).map(([scope, kinds]): readonly [Counted, Query] => [
        `scope:${scope as KindScope}`,
        { ...now, kinds: copy(kinds) },
      ]),
      ...kindChoices.map(({ kind }): readonly [Counted, Query] => [
        `kind:${kind}`,
        { ...now, kinds: [kind] },
      ]),
      ...COUNTED_FILTERS.map((filter): readonly [Counted, Query] => [
        `filter:${filter}`,
        { ...now, filter, kinds: copy(listedKinds({ ...state, filter })) },
      ]),
      ...list.getState().views.map(({ name, search, query }): readonly [Counted, Query] => {
        const { kinds = defaultKinds(kindChoices), filter = NO_FILTERS.filter } = query;
        const listed = listedKinds({ filter, kinds, kindChoices, isWidened: false });
        return [`view:${name}`, { ...unordered(query), search, kinds: copy(listed) }];
      }),
    ];
  };

  const refresh = async (): Promise<void> => {
    const asked = queries();
    const { version, total } = rows.getState();
    const key = JSON.stringify([version, asked]);
    if (!isDrawn || total === null || key === counted) {
      return;
    }
    counted = key;
    const answer = await bridge.invoke(
      'customers:counts',
      asked.map(([, query]) => query),
    );
    if (key !== counted) {
      return;
    }
    if (answer.ok) {
      store.setState({ counts: new Map(asked.map(([name], index) => [name, answer.value[index] ?? 0])) });
    } else {
      counted = '';
    }
  };

  rows.subscribe((now, before) => {
    if (!now.isFetching && before.isFetching) {
      void refresh();
    }
  });
  list.subscribe((now, before) => {
    if (now.views !== before.views) {
      void refresh();
    }
  });
  void drawn.then(() => {
    isDrawn = true;
    return refresh();
  });
  return store;
}

function copy(kinds: readonly string[] | null): string[] | null {
  return kinds === null ? null : [...kinds];
}
