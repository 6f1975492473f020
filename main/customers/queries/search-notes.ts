import type { CustomerCity, CustomerPage, CustomerSums, NoteCounts } from '../../../preload/contract';
import { ANY_PHONE, parseSearch } from '../../../preload/contract/search-text';
import { inSnapshot } from '../store/connection';
import type { Cache, Store } from '../store/store';
import { readFacts } from '../store/store-state';
import { countAmong, rowsOf } from '../writes/known-rows';
import { listCities } from './list-choices';
import { customersByNote, dueCustomers, noteMarks, noteWrites, notedCustomers } from './notes';
import { openedRows, openings } from './opened';
import type { Narrowing, SearchQuery } from './search';
import { countMatches, listRows, matches, searchCustomers, sumCustomers } from './search';

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
      const items = page.items.map((item) => ({ ...item, note: marks.get(item.id) ?? null }));
      return { ...page, version, items: marks.size === 0 ? page.items : items };
    }),
  );
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

/** The query with what the notes say to it. */
function withNotes<Query extends Narrowing>(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  query: Query,
): Query {
  const alsoRows = rowsByNotes(store, notes, query.search);
  return { ...query, alsoRows, favoured: openedRows(store, notes), among: amongOf(notes, query) };
}

/** How many customers the filters of notes would list on this day; notes of customers that are not known do not count. */
export function countNotes({ store, notes }: Cache, today: string): NoteCounts {
  return {
    due: countAmong(store, dueCustomers(notes, today)),
    noted: countAmong(store, notedCustomers(notes)),
  };
}

function amongOf(notes: Store, { filter, today }: Narrowing): readonly string[] | null {
  switch (filter) {
    case 'due':
      return dueCustomers(notes, today);
    case 'noted':
      return notedCustomers(notes);
    default:
      return null;
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
