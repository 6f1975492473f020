import type {
  CachedCustomer,
  CustomerCity,
  CustomerPage,
  CustomerSums,
  ListColumn,
  NoteCounts,
  NoteFilter,
} from '../../../preload/contract';
import { NOTE_FILTERS } from '../../../preload/contract/customer-list';
import type { NoteColumn } from '../../../preload/contract/list-columns';
import { isNoteColumn } from '../../../preload/contract/list-columns';
import { ANY_PHONE, parseSearch } from '../../../preload/contract/search-text';
import { inSnapshot } from '../store/connection';
import { sortKey } from '../store/fold-text';
import type { Cache, Store } from '../store/store';
import { readFacts } from '../store/store-state';
import { countKnown, findRows } from '../writes/known-rows';
import { listCities } from './list-choices';
import {
  customersByNote,
  datedCustomers,
  dueCustomers,
  listNotes,
  findExcerpts,
  countNoteWrites,
  notedCustomers,
} from './notes';
import { openedRows, openedVersion } from './opened';
import { getOrCompute } from './ranked-rows';
import type { TextMatch } from './ranked-rows';
import type { Narrowing, SearchQuery } from './search';
import { countMatches, getCustomer, listRows, matchesQuery, searchCustomers, sumCustomers } from './search';
import { getStar, starredCustomers } from './stars';
import { textMatch } from './text-match';

/**
 * Returns one page of customers found by the portal's data and the agent's notes. Each word may be
 * in either. Data and notes are in different files, so that damage to one spares the other. As
 * there are few notes, their matches are found first and added to the query.
 */
export function searchAll({ store, notes }: Cache, query: SearchQuery): CustomerPage {
  return inSnapshot(store, () =>
    inSnapshot(notes, () => {
      const page = searchCustomers(store, withNotes({ store, notes }, query));
      const words = parseSearch(query.search).flatMap((word) => word.flat());
      const marks = findExcerpts(
        notes,
        page.items.map(({ id }) => id),
        words.filter((word) => word !== ANY_PHONE),
      );
      const version = [readFacts(store).writeNumber, countNoteWrites(notes), openedVersion(notes)].join('.');
      const stars = new Set(starredCustomers(notes));
      const items = page.items.map((item) => ({
        ...item,
        note: marks.get(item.id) ?? null,
        ...(stars.has(item.id) ? { isStarred: true as const } : {}),
      }));
      return { ...page, version, items: marks.size + stars.size === 0 ? page.items : items };
    }),
  );
}

/** Returns a customer with all data and its star, or `null` if the ID is unknown. */
export function getCustomerWithStar(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  id: string,
): CachedCustomer | null {
  const customer = getCustomer(store, id);
  return customer !== null && getStar(notes, id) === true ? { ...customer, isStarred: true } : customer;
}

/** Returns the total sales of the customers found by {@link searchAll}. */
export function sumAll(cache: Pick<Cache, 'store' | 'notes'>, query: Narrowing): CustomerSums {
  return sumCustomers(cache.store, withNotes(cache, query));
}

/** Returns the number of customers for each query, from one state of the files. */
export function countAll(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  queries: readonly Narrowing[],
): number[] {
  // Many filters share the same typed text, so its matches are found only once.
  const texts = new Map<string, TextMatch | null>();
  const textOf = ({ search }: Narrowing): TextMatch | null =>
    getOrCompute(texts, queries.length, search, () =>
      textMatch(store, { search, sort: 'name', alsoRows: rowsByNotes(store, notes, search) }),
    );
  return inSnapshot(store, () =>
    inSnapshot(notes, () =>
      queries.map((query) =>
        countMatches(store, { ...query, onlyIds: notedCustomerIds(notes, query) }, textOf(query)),
      ),
    ),
  );
}

export function listMatchingCities(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  query: Narrowing,
): CustomerCity[] {
  return listCities(store, matchesQuery(store, withNotes({ store, notes }, query)));
}

/** Returns the rows of all customers found by {@link searchAll}, in order. */
export function listMatchingRows(
  cache: Pick<Cache, 'store' | 'notes'>,
  query: Omit<SearchQuery, 'offset' | 'limit'>,
): readonly number[] {
  return listRows(cache.store, withNotes(cache, query));
}

/** Returns the rows of chosen customers in the list's order; those no longer listed come last. */
export function listChosenRows(
  cache: Pick<Cache, 'store' | 'notes'>,
  ids: readonly string[],
  query: Omit<SearchQuery, 'offset' | 'limit'>,
): readonly number[] {
  const chosen = new Set(findRows(cache.store, ids).map(({ row }) => row));
  const listed = listMatchingRows(cache, query).filter((row) => chosen.has(row));
  return [...new Set([...listed, ...chosen])];
}

/** Adds the matches in the notes to the query. */
function withNotes<Query extends Narrowing>(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  query: Query,
): Query {
  const alsoRows = rowsByNotes(store, notes, query.search);
  const noteKeys =
    'sort' in query && isNoteColumn(query.sort as ListColumn)
      ? keysOf(notes, query.sort as NoteColumn)
      : null;
  return {
    ...query,
    alsoRows,
    favoured: openedRows(store, notes),
    onlyIds: notedCustomerIds(notes, query),
    noteKeys,
  };
}

const WEEK_DAYS = 7;

/** Returns the sort keys of notes: days unchanged, texts folded like names. */
function keysOf(notes: Store, column: NoteColumn): Readonly<Record<string, string>> {
  const keys = [...listNotes(notes)].flatMap(([id, { text, dueOn }]) => {
    const key = column === 'dueOn' ? dueOn : sortKey(text);
    return key === null || key === '' ? [] : [[id, key] as const];
  });
  return Object.fromEntries(keys);
}

/** Counts the customers in the store for each filter of notes on this day. */
export function countNotes({ store, notes }: Cache, today: string): NoteCounts {
  const count = (filter: NoteFilter): number => countKnown(store, customersOf(notes, filter, today));
  return Object.fromEntries(NOTE_FILTERS.map((filter) => [filter, count(filter)])) as NoteCounts;
}

function notedCustomerIds(notes: Store, { filter, today }: Narrowing): readonly string[] | null {
  const found = NOTE_FILTERS.find((one) => one === filter);
  return found === undefined ? null : customersOf(notes, found, today);
}

/** Returns the customers in a filter of notes on this day, even those that the store lacks. */
function customersOf(notes: Store, filter: NoteFilter, today: string): readonly string[] {
  switch (filter) {
    case 'due':
      return dueCustomers(notes, today, 0);
    case 'due-week':
      return dueCustomers(notes, today, WEEK_DAYS);
    case 'dated':
      return datedCustomers(notes);
    case 'noted':
      return notedCustomers(notes);
    case 'starred':
      return starredCustomers(notes);
  }
}

/** Returns, for each typed word, the rows of customers whose note contains it. */
function rowsByNotes(store: Store, notes: Store, search: string): ReadonlySet<number>[] {
  const customersBy = (part: string): ReadonlySet<string> =>
    part === ANY_PHONE ? new Set() : customersByNote(notes, part);
  return parseSearch(search).map((ways) => {
    const ids = ways.flatMap((parts) => {
      const [first, ...others] = parts.map(customersBy);
      return [...(first ?? [])].filter((id) => others.every((other) => other.has(id)));
    });
    return new Set(findRows(store, ids).map(({ row }) => row));
  });
}
