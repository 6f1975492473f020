import type { Migration } from '.';
import { inTransaction, schemaVersion } from '../store/connection';
import type { Store } from '../store/store';

/** Runs each pending migration and `afterEach` in one transaction. Returns whether any ran. */
export function migrate(
  connection: Store,
  migrations: readonly Migration[],
  afterEach: (version: number) => void = () => undefined,
): boolean {
  const version = schemaVersion(connection);
  const pending = migrations.filter((migration) => migration.version > version);
  for (const migration of pending) {
    inTransaction(connection, () => {
      connection.exec(migration.sql);
      migration.run?.(connection);
      connection.pragma(`user_version = ${migration.version}`);
      afterEach(migration.version);
    });
  }
  return pending.length > 0;
}

/** The last schema of the customer store that held the runs. */
const LAST_WITH_RUNS = 1;

/** Copies the runs to their own file before their table is dropped. Repeating it does no harm. */
export function moveRuns(store: Store, runs: Store): void {
  if (schemaVersion(store) !== LAST_WITH_RUNS) {
    return;
  }
  const rows = store.prepare<[], Record<string, unknown>>('SELECT * FROM sync_runs ORDER BY number').all();
  inTransaction(runs, () => {
    for (const row of rows) {
      const columns = Object.keys(row);
      const values = columns.map((column) => `@${column}`);
      runs
        .prepare(`INSERT OR IGNORE INTO sync_runs (${columns.join(', ')}) VALUES (${values.join(', ')})`)
        .run(row);
    }
  });
}
