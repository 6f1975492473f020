import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CUSTOMERS_AND_RUNS } from '../../main/customers/migrations/0001-customers-and-runs';
import { HISTORY_AND_STATE } from '../../main/customers/migrations/0002-history-and-state';
import { LIST_FILTERS } from '../../main/customers/migrations/0003-list-filters';
import { RUNS_AND_MARK } from '../../main/customers/migrations/runs-0001-runs-and-mark';
import type { CustomerRecord } from '../../preload/contract';
import { OLD_FIELDS, oldRowHash } from './old-rows';

const AT = '2026-11-20T08:00:00.000Z';
const DIGESTED =
  'row, content_hash, sort_name, sort_city, first_seen_at, changed_at, missing_since, missing_run, removed_since, removed_run';

/**
 * Fills an empty folder as a version of the app with schema 2 or 3 of the customer store would.
 * Writes these customers (the last one missing), a change in the history, two runs, a store mark.
 */
export function writeLaterVersionData(
  folder: string,
  schema: 2 | 3,
  customers: readonly CustomerRecord[],
): string {
  const path = join(folder, 'customers.db');
  const store = new Database(path);
  store.exec(CUSTOMERS_AND_RUNS + HISTORY_AND_STATE + (schema === 2 ? '' : LIST_FILTERS));
  store.pragma(`user_version = ${schema}`);
  insertCustomers(store, customers);
  store
    .prepare('UPDATE customers SET missing_since = ?, missing_run = 2 WHERE id = ?')
    .run(AT, customers.at(-1)?.id);
  store
    .prepare(
      `INSERT INTO changes (customer_id, kind, field, old_value, new_value, at, run)
       VALUES (?, 'changed', 'phone', '1', '2', ?, 2)`,
    )
    .run(customers[0]?.id, AT);
  store
    .prepare(
      `UPDATE store_state SET needs_app_version = '0.1.0', write_number = 5, run_number = 2, synced_at = ?,
         row_count = ?, digest = ?`,
    )
    .run(AT, customers.length, digestOf(store));
  store.pragma('journal_mode = WAL');
  store.close();
  leaveRuns(folder, schema, createHash('sha256').update(readFileSync(path)).digest('base64url'));
  return folder;
}

function insertCustomers(store: Database.Database, customers: readonly CustomerRecord[]): void {
  const columns = [...OLD_FIELDS, 'content_hash', 'sort_name', 'sort_city', 'first_seen_at', 'changed_at'];
  const insert = store.prepare(
    `INSERT INTO customers (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const index = store.prepare('INSERT INTO customers_search (rowid, words, digits) VALUES (?, ?, ?)');
  for (const record of customers) {
    const fields = OLD_FIELDS.map((field) => record[field]);
    const { name, city } = record;
    const { lastInsertRowid } = insert.run(
      ...fields,
      oldRowHash(record),
      name.toLowerCase(),
      (city ?? '').toLowerCase(),
      AT,
      AT,
    );
    index.run(lastInsertRowid, `${name} ${city ?? ''}`.toLowerCase(), record.id);
  }
}

function digestOf(store: Database.Database): string {
  const hash = createHash('sha256');
  for (const row of store.prepare(`SELECT ${DIGESTED} FROM customers ORDER BY row`).raw().all()) {
    hash.update(`${JSON.stringify(row)}\n`);
  }
  return hash.digest('base64url');
}

function leaveRuns(folder: string, schema: number, fileDigest: string): void {
  const runs = new Database(join(folder, 'runs.db'));
  runs.exec(RUNS_AND_MARK);
  runs.pragma('user_version = 1');
  runs.exec(`INSERT INTO sync_runs (trigger, started_at, ended_at, outcome, processed, warnings) VALUES
    ('startup', '${AT}', '${AT}', 'success', 2, '{"UNKNOWN_COLUMN":1}'),
    ('schedule', '${AT}', '${AT}', 'success', 2, '{}')`);
  runs.prepare('INSERT INTO store_mark VALUES (1, ?, 5, 2, ?)').run(schema, fileDigest);
  runs.pragma('journal_mode = WAL');
  runs.close();
}
