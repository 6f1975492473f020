/** The customers whom the agent has opened last, kept with the notes: on this computer only, for one account. */
import type { RecentCustomer } from '../../../preload/contract';
import { inTransaction } from '../store/connection';
import type { Cache, Store } from '../store/store';
import { rowsOf } from '../writes/known-rows';

/** So many are kept, to come first among those that a search finds as well. */
const KEPT = 50;

/** Keeps that this customer was opened just now. In a transaction of its own. */
export function noteOpened(notes: Store, customerId: string): void {
  if (openedCustomers(notes)[0] === customerId) {
    return;
  }
  inTransaction(notes, () => {
    notes
      .prepare('INSERT OR REPLACE INTO opened (customer_id, number) VALUES (?, ?)')
      .run(customerId, openings(notes) + 1);
    notes.prepare('DELETE FROM opened WHERE number <= (SELECT max(number) FROM opened) - ?').run(KEPT);
  });
}

/** The customers that were opened, the last one first. */
function openedCustomers(notes: Store): string[] {
  return notes.prepare<[], string>('SELECT customer_id FROM opened ORDER BY number DESC').pluck().all();
}

/** Tells one state of what was opened from another. */
export function openings(notes: Store): number {
  return notes.prepare<[], number | null>('SELECT max(number) FROM opened').pluck().get() ?? 0;
}

/** The rows of customers that were opened, the last one first. */
export function openedRows(store: Store, notes: Store): readonly number[] {
  return rowsOf(store, openedCustomers(notes)).map(({ row }) => row);
}

/** The customers opened last, those that are still known. */
export function recentCustomers(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  limit: number,
): RecentCustomer[] {
  const one = store.prepare<[number], RecentCustomer>('SELECT id, name, city FROM customers WHERE row = ?');
  return openedRows(store, notes)
    .slice(0, limit)
    .flatMap((row) => one.get(row) ?? []);
}
