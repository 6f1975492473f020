import type { ChangeKind, ChangePage, CustomerChange, CustomerRecord } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import type { ListColumn } from '../../../preload/contract/list-columns';
import { columnWithCaption } from '../../../preload/contract/list-columns';
import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';
import { countWrite, readFacts } from '../store/store-state';

/** The age up to which the history is kept, in months. */
export const HISTORY_MONTHS = 12;

/** The part of the history requested: from time `since` on, and after change number `after`. */
export interface ChangeQuery {
  readonly since?: string | undefined;
  readonly run?: number | undefined;
  readonly customer?: string | undefined;
  readonly after?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ChangeLog {
  readonly event: (customerId: string, kind: Exclude<ChangeKind, 'changed'>) => void;
  /** Records each changed column except the `silent` ones. Returns the number recorded. */
  readonly fields: (before: CustomerRecord, after: CustomerRecord, silent: ReadonlySet<ListColumn>) => number;
}

/** Returns a log for one run at a UTC ISO 8601 time, used in the run's transaction. */
export function logChanges(store: Store, run: number, at: string): ChangeLog {
  const insert = store.prepare(
    `INSERT INTO changes (customer_id, kind, field, caption, old_value, new_value, at, run)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    event: (customerId, kind) => void insert.run(customerId, kind, null, null, null, null, at, run),
    fields(before, after, silent) {
      let noted = 0;
      for (const field of CUSTOMER_FIELDS) {
        if (before[field] !== after[field] && !silent.has(field)) {
          noted += 1;
          // In a column of type ANY, plain numbers would be stored as floating point.
          insert.run(after.id, 'changed', field, null, exact(before[field]), exact(after[field]), at, run);
        }
      }
      const [known, found] = [new Map(Object.entries(before.other)), new Map(Object.entries(after.other))];
      for (const caption of [...new Set([...known.keys(), ...found.keys()])].sort()) {
        const [text, next] = [known.get(caption) ?? null, found.get(caption) ?? null];
        if (text !== next && !silent.has(columnWithCaption(caption))) {
          noted += 1;
          insert.run(after.id, 'changed', null, caption, text, next, at, run);
        }
      }
      return noted;
    },
  };
}

/** Deletes changes before `cutoff` (UTC ISO 8601, see retention.ts). Returns their number. */
export function deleteOldChanges(store: Store, cutoff: string): number {
  return inTransaction(store, () => {
    const { changes } = store.prepare('DELETE FROM changes WHERE at < ?').run(cutoff);
    if (changes > 0) {
      countWrite(store);
    }
    return changes;
  });
}

/** Returns one page of the history, newest first. */
export function listChanges(store: Store, query: ChangeQuery): ChangePage {
  const { since, run, customer, after } = query;
  const conditions = [
    since === undefined ? '' : 'changes.at >= @since',
    run === undefined ? '' : 'changes.run = @run',
    customer === undefined ? '' : 'changes.customer_id = @customer',
    after === undefined ? '' : 'changes.number > @after',
  ].filter((condition) => condition !== '');
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const requested = Object.fromEntries(
    Object.entries({ since, run, customer, after }).filter(([, value]) => value !== undefined),
  );
  const counted = store
    .prepare<[object], { total: number; customers: number }>(
      `SELECT count(*) AS total, count(DISTINCT customer_id) AS customers FROM changes ${where}`,
    )
    .get(requested);
  const items = store
    .prepare<[object], CustomerChange>(
      `SELECT changes.number, customer_id AS customerId, customers.name AS customerName, kind, field,
         caption AS "column", old_value AS oldValue, new_value AS newValue, at, run
       FROM changes JOIN customers ON customers.id = changes.customer_id
       ${where} ORDER BY changes.number DESC LIMIT @limit OFFSET @offset`,
    )
    .all({ ...requested, limit: query.limit, offset: query.offset });
  return {
    items,
    total: counted?.total ?? 0,
    customers: counted?.customers ?? 0,
    seenUpTo: readFacts(store).seenChange,
  };
}

/**
 * Marks the history up to this change as seen. A change earlier than the last seen one counts only
 * as an undo. A number beyond the last change counts as the last. Returns whether anything changed.
 */
export function markSeen(store: Store, requested: number, isUndo = false): boolean {
  const last = store.prepare<[], number>('SELECT coalesce(max(number), 0) FROM changes').pluck().get() ?? 0;
  const upTo = Math.min(requested, last);
  const before = readFacts(store).seenChange;
  if (isUndo ? upTo >= before : upTo <= before) {
    return false;
  }
  inTransaction(store, () => {
    store.prepare('UPDATE store_state SET seen_change = ? WHERE id = 1').run(upTo);
    countWrite(store);
  });
  return true;
}

/** Returns the earlier of two UTC ISO 8601 times. */
export function earlierTime(at: string, other: string | null | undefined): string {
  return other != null && other < at ? other : at;
}

/** Returns the UTC ISO 8601 time `months` calendar months before another. */
export function monthsBefore(at: string, months: number): string {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString();
}

function exact(value: string | number | null): string | bigint | null {
  return typeof value === 'number' ? BigInt(value) : value;
}
