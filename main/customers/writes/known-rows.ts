import type { Store } from '../store/store';
import { cacheWhileUnchanged } from '../store/while-unchanged';

/** The rows by customer ID, until the next write, as a deleted customer's row may be reused. */
const knownRowsOf = cacheWhileUnchanged(() => new Map<string, number>());

/** Returns the rows of the known customers among these. */
export function findRows(
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

export function countKnown(store: Store, ids: readonly string[]): number {
  return findRows(store, ids).length;
}
