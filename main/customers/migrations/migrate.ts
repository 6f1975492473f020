import type { Migration } from '.';
import type { Store } from '../store/connection';
import { inTransaction, schemaVersion } from '../store/connection';

/**
 * Brings a file to the newest schema, each step in a transaction of its own. `afterEach` runs inside each, with the
 * version it leads to. Gives whether there was anything to do.
 */
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
