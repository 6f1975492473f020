/**
 * Finds the matching rows of the list and their order. Results that depend only on the store are
 * kept in memory until it changes. A page deep in a list of 50,000 then needs no new sorting or
 * counting by SQLite.
 */
import type { Store } from '../store/store';
import { cacheWhileUnchanged } from '../store/while-unchanged';

/** The most selections and orders in memory: 50 and 400 kB each for 50,000 customers. */
const MAX_SELECTIONS = 32;
const MAX_ORDERS = 8;

/** By row number: 1 if a condition holds. */
type Selection = Uint8Array;

const findingsOf = cacheWhileUnchanged(() => ({
  selections: new Map<string, Selection>(),
  orders: new Map<string, Ordered>(),
}));

/** A statement that selects row numbers, with its parameters. */
export interface RowQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number | null>>;
}

/** A score by row number: 0 for no match, 1 for the best match, more for poorer ones. */
export type Scores = Uint16Array;

export interface TextMatch {
  readonly scores: Scores;
  /** Whether a typed word occurs only inside the words of this row. */
  readonly isPoor: (row: number) => boolean;
  /** Scores similar rows after the matches. Called if few rows match even without `narrower`. */
  readonly near: () => Scores | null;
  /** Whether the best matches come first; otherwise the requested order applies. */
  readonly isRanked: boolean;
  /** The rows that come first among equal matches. */
  readonly openedLast: readonly number[];
}

export interface Ranked {
  readonly rows: readonly number[];
  readonly total: number;
  /** The number of matches without the condition `narrower`. */
  readonly widerTotal: number;
  /** The position of the first near miss in the list; `null` if there is none. */
  readonly similarFrom: number | null;
}

type Found = Omit<Ranked, 'similarFrom'>;

/** All rows in the requested order, and the position of each by row number. */
interface Ordered {
  readonly rows: Int32Array;
  readonly places: Int32Array;
}

interface Page {
  readonly from: number;
  /** The position after the last row of the page. */
  readonly to: number;
}

/** Returns up to `limit` rows from `offset` on that match all `queries`, `narrower` and `text`. */
export function rankedRows(
  store: Store,
  queries: readonly RowQuery[],
  narrower: RowQuery | null,
  order: RowQuery,
  text: TextMatch | null,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Ranked {
  const selected = both(queries.map((query) => selection(store, query)));
  const narrow = narrower === null ? null : selection(store, narrower);
  const inOrder = getOrCompute(findingsOf(store).orders, MAX_ORDERS, JSON.stringify(order), () =>
    ordered(store.prepare<[object], number>(order.sql).pluck().all(order.parameters)),
  );
  const find = (scores: Scores | null, { from, to }: Page): Found =>
    scores === null || text?.isRanked !== true
      ? findInOrder(inOrder, selected, narrow, scores, { from, to })
      : findByScore(inOrder, selected, narrow, scores, text.openedLast, { from, to });
  const page = { from: offset, to: limit < 0 ? Infinity : offset + limit };
  const found = find(text?.scores ?? null, page);
  // This decision must not depend on the page, because all pages belong to one list.
  const isLittle =
    text !== null &&
    (found.widerTotal === 0 ||
      // Any other order would mix near misses with matches.
      (text.isRanked &&
        found.widerTotal <= FEW_MATCHES &&
        find(text.scores, { from: 0, to: FEW_MATCHES }).rows.every(text.isPoor)));
  const near = isLittle ? text.near() : null;
  const shown = near === null ? found : find(near, page);
  return { ...shown, similarFrom: shown.total > found.total ? found.total : null };
}

export function countRows(store: Store, queries: readonly RowQuery[]): number {
  const [first = new Uint8Array(), ...others] = queries.map((query) => selection(store, query));
  let count = 0;
  for (let row = 0; row < first.length; row += 1) {
    count += Number(first[row] === 1 && others.every((other) => other[row] === 1));
  }
  return count;
}

function selection(store: Store, query: RowQuery): Selection {
  const { selections } = findingsOf(store);
  return getOrCompute(selections, MAX_SELECTIONS, JSON.stringify(query), () => select(store, query));
}

/** The number of poor matches up to which near misses are added. */
const FEW_MATCHES = 2;

function ordered(rowsInOrder: readonly number[]): Ordered {
  const rows = Int32Array.from(rowsInOrder);
  const places = new Int32Array(rows.reduce((most, row) => Math.max(most, row), 0) + 1);
  rows.forEach((row, place) => {
    places[row] = place;
  });
  return { rows, places };
}

/** Returns the rows that are in every selection. */
function both([first = new Uint8Array(), ...others]: readonly Selection[]): Selection {
  return others.length === 0
    ? first
    : first.map((selects, row) => (others.every((other) => other[row] === 1) ? selects : 0));
}

function findInOrder(
  inOrder: Ordered,
  selected: Selection,
  narrow: Selection | null,
  scores: Scores | null,
  { from, to }: Page,
): Found {
  const rows: number[] = [];
  let [total, widerTotal] = [0, 0];
  for (const row of inOrder.rows) {
    if ((scores === null || scores[row] !== 0) && selected[row] === 1) {
      widerTotal += 1;
      if (narrow === null || narrow[row] === 1) {
        if (total >= from && total < to) {
          rows.push(row);
        }
        total += 1;
      }
    }
  }
  return { rows, total, widerTotal };
}

/**
 * Returns a page of matches: the best first, and among equal ones the most recently opened first.
 * Sorts only the rows with a score that occurs on the page.
 */
function findByScore(
  inOrder: Ordered,
  selected: Selection,
  narrow: Selection | null,
  scores: Scores,
  openedLast: readonly number[],
  { from, to }: Page,
): Found {
  const rowsByScore = new Map<number, number[]>();
  let [total, widerTotal] = [0, 0];
  for (let row = 0; row < selected.length; row += 1) {
    const score = scores[row] ?? 0;
    if (score !== 0 && selected[row] === 1) {
      widerTotal += 1;
      if (narrow === null || narrow[row] === 1) {
        total += 1;
        const sameScore = rowsByScore.get(score);
        if (sameScore === undefined) {
          rowsByScore.set(score, [row]);
        } else {
          sameScore.push(row);
        }
      }
    }
  }
  const rows: number[] = [];
  let before = 0;
  for (const [, sameScore] of [...rowsByScore].sort(([one], [other]) => one - other)) {
    if (before < to && before + sameScore.length > from) {
      const sorted = sortedRows(inOrder, sameScore, openedLast);
      rows.push(...sorted.slice(Math.max(0, from - before), to - before));
    }
    before += sameScore.length;
  }
  return { rows, total, widerTotal };
}

/** Sorts rows in the list's order, after the favoured rows, which get negative places. */
function sortedRows(inOrder: Ordered, rows: readonly number[], favoured: readonly number[]): number[] {
  const places = Int32Array.from(rows, (row) => {
    const first = favoured.indexOf(row);
    return first < 0 ? (inOrder.places[row] ?? 0) : first - favoured.length;
  }).sort();
  return Array.from(places, (place) =>
    place < 0 ? (favoured[place + favoured.length] ?? 0) : (inOrder.rows[place] ?? 0),
  );
}

function select(store: Store, { sql, parameters }: RowQuery): Selection {
  const rows = store.prepare<[object], number>(sql).pluck().all(parameters);
  const most = rows.reduce((highest, row) => Math.max(highest, row), 0);
  const selected = new Uint8Array(most + 1);
  for (const row of rows) {
    selected[row] = 1;
  }
  return selected;
}

/** Returns a cached value or makes it; drops the least recently used one beyond `most`. */
export function getOrCompute<Value>(
  values: Map<string, Value>,
  most: number,
  key: string,
  make: () => Value,
): Value {
  const value = values.get(key) ?? make();
  values.delete(key);
  values.set(key, value);
  const [oldest] = values.keys();
  if (values.size > most && oldest !== undefined) {
    values.delete(oldest);
  }
  return value;
}
