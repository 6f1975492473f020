/** Keeps the last opened customers in the file of notes: on this computer only, for one account. */
import type { RecentCustomer } from '../../../preload/contract';
import { inTransaction } from '../store/connection';
import type { Cache, Store } from '../store/store';
import { findRows } from '../writes/known-rows';

/** The number of customers kept. Among equal search results they come first. */
const KEPT_CUSTOMERS = 50;

/** Records that this customer was opened now, in its own transaction. */
export function noteOpened(notes: Store, customerId: string): void {
  if (openedCustomers(notes)[0] === customerId) {
    return;
  }
  inTransaction(notes, () => {
    notes
      .prepare('INSERT OR REPLACE INTO opened (customer_id, number) VALUES (?, ?)')
      .run(customerId, openedVersion(notes) + 1);
    notes
      .prepare('DELETE FROM opened WHERE number <= (SELECT max(number) FROM opened) - ?')
      .run(KEPT_CUSTOMERS);
  });
}

/** Returns the opened customers, the latest first. */
function openedCustomers(notes: Store): string[] {
  return notes.prepare<[], string>('SELECT customer_id FROM opened ORDER BY number DESC').pluck().all();
}

/** Returns a number that changes whenever a customer is opened. */
export function openedVersion(notes: Store): number {
  return notes.prepare<[], number | null>('SELECT max(number) FROM opened').pluck().get() ?? 0;
}

/** Returns the rows of opened customers, the latest first. */
export function openedRows(store: Store, notes: Store): readonly number[] {
  return findRows(store, openedCustomers(notes)).map(({ row }) => row);
}

/** Returns the last opened customers that are still known. */
export function recentCustomers(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  limit: number,
): RecentCustomer[] {
  const one = store.prepare<[number], RecentCustomer>('SELECT id, name, city FROM customers WHERE row = ?');
  return openedRows(store, notes)
    .slice(0, limit)
    .flatMap((row) => one.get(row) ?? []);
}
