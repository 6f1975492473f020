import type { Store } from '../store/connection';
import { inTransaction, schemaVersion } from '../store/connection';

/** The last schema of the customer store that held the runs. */
const LAST_WITH_RUNS = 1;

/**
 * Copies the runs of a store of the first schema into the file of their own, before the migration that takes them out.
 * Doing it twice, as after a kill in between, changes nothing.
 */
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
