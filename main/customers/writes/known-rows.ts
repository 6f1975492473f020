import type { Store } from '../store/store';
import { whileUnchanged } from '../store/while-unchanged';

/** By customer. No longer than nothing is written: the row of a customer who is deleted can be another's next. */
const knownRowsOf = whileUnchanged(() => new Map<string, number>());

/** The rows of these customers, those that are known. */
export function rowsOf(
  store: Store,
  ids: readonly string[],
): { readonly id: string; readonly row: number }[] {
  const known = knownRowsOf(store);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const found = store
      .prepare<[string], { id: string; row: number }>(
        'SELECT id, row FROM customers WHERE id IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify(unknown));
    for (const { id, row } of found) {
      known.set(id, row);
    }
  }
  return ids.flatMap((id) => {
    const row = known.get(id);
    return row === undefined ? [] : [{ id, row }];
  });
}

/** How many of these customers are known. */
export function countAmong(store: Store, ids: readonly string[]): number {
  return rowsOf(store, ids).length;
}
