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
import { countAmong, rowsOf } from '../writes/known-rows';
import { listCities } from './list-choices';
import {
  customersByNote,
  datedCustomers,
  dueCustomers,
  listNotes,
  noteMarks,
  noteWrites,
  notedCustomers,
} from './notes';
import { openedRows, openings } from './opened';
import type { Narrowing, SearchQuery } from './search';
import { countMatches, getCustomer, listRows, matches, searchCustomers, sumCustomers } from './search';
import { getStar, starredCustomers } from './stars';

/**
 * One page of customers, found by what the portal says of them and by what the agent has written: each word must be in one
 * of either. The two lie in different files, so that neither takes the other with it; there are few notes beside
 * customers, which is why their matches are found first and handed over.
 */
export function searchAll({ store, notes }: Cache, query: SearchQuery): CustomerPage {
  return inSnapshot(store, () =>
    inSnapshot(notes, () => {
      const page = searchCustomers(store, withNotes({ store, notes }, query));
      const words = parseSearch(query.search).flatMap((word) => word.flat());
      const marks = noteMarks(
        notes,
        page.items.map(({ id }) => id),
        words.filter((word) => word !== ANY_PHONE),
      );
      const version = [readFacts(store).writeNumber, noteWrites(notes), openings(notes)].join('.');
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

/** A customer with all that is known and its star, or `null` if there is none with this ID. */
export function getCustomerOf(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  id: string,
): CachedCustomer | null {
  const customer = getCustomer(store, id);
  return customer !== null && getStar(notes, id) === true ? { ...customer, isStarred: true } : customer;
}

/** What the customers that {@link searchAll} finds have sold together. */
export function sumAll(cache: Pick<Cache, 'store' | 'notes'>, query: Narrowing): CustomerSums {
  return sumCustomers(cache.store, withNotes(cache, query));
}

/** How many customers each of these queries finds, as one state of the files has them. */
export function countAll(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  queries: readonly Narrowing[],
): number[] {
  return inSnapshot(store, () =>
    inSnapshot(notes, () => queries.map((query) => countMatches(store, withNotes({ store, notes }, query)))),
  );
}

/** The cities of the customers that {@link searchAll} finds. */
export function citiesOf({ store, notes }: Pick<Cache, 'store' | 'notes'>, query: Narrowing): CustomerCity[] {
  return listCities(store, matches(store, withNotes({ store, notes }, query)));
}

/** The rows of all customers that {@link searchAll} finds, in their order. */
export function rowsOfAll(
  cache: Pick<Cache, 'store' | 'notes'>,
  query: Omit<SearchQuery, 'offset' | 'limit'>,
): readonly number[] {
  return listRows(cache.store, withNotes(cache, query));
}

/** Returns the rows of customers chosen from a list, in its order; those that have left it meanwhile come last. */
export function rowsOfChosen(
  cache: Pick<Cache, 'store' | 'notes'>,
  ids: readonly string[],
  query: Omit<SearchQuery, 'offset' | 'limit'>,
): readonly number[] {
  const chosen = new Set(rowsOf(cache.store, ids).map(({ row }) => row));
  const listed = rowsOfAll(cache, query).filter((row) => chosen.has(row));
  return [...new Set([...listed, ...chosen])];
}

/** The query with what the notes say to it. */
function withNotes<Query extends Narrowing>(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  query: Query,
): Query {
  const alsoRows = rowsByNotes(store, notes, query.search);
  const noteKeys =
    'sort' in query && isNoteColumn(query.sort as ListColumn)
      ? keysOf(notes, query.sort as NoteColumn)
      : null;
  return { ...query, alsoRows, favoured: openedRows(store, notes), among: amongOf(notes, query), noteKeys };
}

const WEEK_DAYS = 7;

/** What the list is ordered by: days as they are, texts as names are ordered. */
function keysOf(notes: Store, column: NoteColumn): Readonly<Record<string, string>> {
  const keys = [...listNotes(notes)].flatMap(([id, { text, dueOn }]) => {
    const key = column === 'dueOn' ? dueOn : sortKey(text);
    return key === null || key === '' ? [] : [[id, key] as const];
  });
  return Object.fromEntries(keys);
}

/** How many customers the filters of notes would list on this day; notes of customers that are not known do not count. */
export function countNotes({ store, notes }: Cache, today: string): NoteCounts {
  const count = (filter: NoteFilter): number => countAmong(store, customersOf(notes, filter, today));
  return Object.fromEntries(NOTE_FILTERS.map((filter) => [filter, count(filter)])) as NoteCounts;
}

function amongOf(notes: Store, { filter, today }: Narrowing): readonly string[] | null {
  const found = NOTE_FILTERS.find((one) => one === filter);
  return found === undefined ? null : customersOf(notes, found, today);
}

/** The customers that a filter of notes lists on this day, known or not. */
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

/** For each word that is typed, the rows of customers whose note has it. */
function rowsByNotes(store: Store, notes: Store, search: string): ReadonlySet<number>[] {
  const customersBy = (part: string): ReadonlySet<string> =>
    part === ANY_PHONE ? new Set() : customersByNote(notes, part);
  return parseSearch(search).map((ways) => {
    const ids = ways.flatMap((parts) => {
      const [first, ...others] = parts.map(customersBy);
      return [...(first ?? [])].filter((id) => others.every((other) => other.has(id)));
    });
    return new Set(rowsOf(store, ids).map(({ row }) => row));
  });
}
