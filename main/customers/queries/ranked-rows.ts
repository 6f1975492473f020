/**
 * Which rows of the list match, and in which order, kept in memory while the store stays as it is: a page deep in a list
 * of 50,000, or of what nearly all match, is then found without SQLite sorting or counting all of it again.
 */
import type { Store } from '../store/store';
import { whileUnchanged } from '../store/while-unchanged';

/** As many selections and orders are remembered; for 50,000 customers they take 50 and 200 kB each. */
const MOST_SELECTIONS = 16;
const MOST_ORDERS = 8;

/** By row number: 1 for those that a condition holds for. */
type Selection = Uint8Array;

const findingsOf = whileUnchanged(() => ({
  selections: new Map<string, Selection>(),
  orders: new Map<string, Int32Array>(),
}));

/** An SQL statement that gives row numbers, and its parameters. */
export interface RowQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | null>>;
}

/**
 * The rows from `offset` on, `limit` at most, in the order that `order` gives all customers, of those that every one
 * of `queries` and, if there is one, `narrower` gives; how many these are, and how many without `narrower`.
 */
export function rankedRows(
  store: Store,
  queries: readonly RowQuery[],
  narrower: RowQuery | null,
  order: RowQuery,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly rows: readonly number[]; readonly total: number; readonly widerTotal: number } {
  const findings = findingsOf(store);
  const selection = (query: RowQuery): Selection =>
    remembered(findings.selections, MOST_SELECTIONS, JSON.stringify(query), () => select(store, query));
  const selections = queries.map(selection);
  const narrow = narrower === null ? null : selection(narrower);
  const rowsInOrder = remembered(findings.orders, MOST_ORDERS, JSON.stringify(order), () =>
    Int32Array.from(store.prepare<[object], number>(order.sql).pluck().all(order.parameters)),
  );
  const rows: number[] = [];
  let total = 0;
  let widerTotal = 0;
  for (const row of rowsInOrder) {
    if (!selections.every((selected) => selected[row] === 1)) {
      continue;
    }
    widerTotal += 1;
    if (narrow !== null && narrow[row] !== 1) {
      continue;
    }
    if (total >= offset && rows.length < limit) {
      rows.push(row);
    }
    total += 1;
  }
  return { rows, total, widerTotal };
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

/** The value of `key`, made if it is not remembered; of more than `most` the one that was not used for longest goes. */
function remembered<Value>(values: Map<string, Value>, most: number, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.delete(key);
  values.set(key, value);
  const [oldest] = values.keys();
  if (values.size > most && oldest !== undefined) {
    values.delete(oldest);
  }
  return value;
}
