import type { CustomerPage, CustomerSums, NoteCounts } from '../../../preload/contract';
import type { Cache, Store } from '../store/store';
import { countAmong, rowsOf, rowsWithWord } from '../writes/known-rows';
import { customersByNote, dueCustomers, noteMarks, notedCustomers } from './notes';
import type { Narrowing, SearchQuery } from './search';
import { listRows, searchCustomers, searchWordsOf, sumCustomers } from './search';

/**
 * One page of customers, found by what the portal says of them and by what the agent has written: each word must begin
 * one of either. The two lie in different files, so that neither takes the other with it; there are few notes beside
 * customers, which is why their matches are found first and handed over.
 */
export function searchAll({ store, notes }: Cache, query: SearchQuery): CustomerPage {
  const words = searchWordsOf(query.search);
  const page = searchCustomers(store, withNotes({ store, notes }, query));
  const marks = noteMarks(
    notes,
    page.items.map(({ id }) => id),
    words,
  );
  return marks.size === 0
    ? page
    : { ...page, items: page.items.map((item) => ({ ...item, note: marks.get(item.id) ?? null })) };
}

/** What the customers that {@link searchAll} finds have sold together. */
export function sumAll(cache: Pick<Cache, 'store' | 'notes'>, query: Narrowing): CustomerSums {
  return sumCustomers(cache.store, withNotes(cache, query));
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
  const alsoRows = rowsByNotes(store, notes, searchWordsOf(query.search));
  return { ...query, alsoRows, among: amongOf(notes, query) };
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

/** The rows of customers that are found only with the help of a note: some words stand in it, the others with the customer. */
function rowsByNotes(store: Store, notes: Store, words: readonly string[]): readonly number[] {
  const byWord = words.map((word) => ({ word, byNote: customersByNote(notes, word) }));
  const candidates = new Set(byWord.flatMap(({ byNote }) => [...byNote]));
  let left = [...rowsOf(store, [...candidates])];
  for (const { word, byNote } of byWord) {
    const elsewhere = left.filter(({ id }) => !byNote.has(id)).map(({ row }) => row);
    const found = elsewhere.length === 0 ? new Set() : rowsWithWord(store, word, elsewhere);
    left = left.filter(({ id, row }) => byNote.has(id) || found.has(row));
  }
  return left.map(({ row }) => row);
}
