import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { JOURNAL } from './files';
import type { Store } from './store';

/** The first version without the WAL-reset bug, which can corrupt a store (faults.md, Facts). */
const OLDEST_SQLITE = [3, 51, 3] as const;
const BUSY_TIMEOUT_MS = 5_000;
/** The file mode that lets only the owner read customers. */
export const PRIVATE_MODE = 0o600;

/** Thrown when the loaded SQLite could corrupt the store. */
export class SqliteTooOldError extends Error {
  readonly found: string;
  readonly needed = OLDEST_SQLITE.join('.');

  constructor(found: string) {
    super(`SQLite ${found} is too old`);
    this.name = 'SqliteTooOldError';
    this.found = found;
  }
}

/** Throws {@link SqliteTooOldError} for a `version` before 3.51.3. */
export function assertSqliteVersion(version: string): void {
  const parts = version.split('.').map(Number);
  const difference =
    OLDEST_SQLITE.map((least, index) => (parts[index] ?? 0) - least).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    throw new SqliteTooOldError(version);
  }
}

/**
 * Opens a SQLite file. For writing it uses a write-ahead log and full synchronisation, so that a
 * commit survives a power cut. Only the owner may read the file; SQLite gives -wal and -shm the
 * same mode. Throws SQLite's errors.
 */
export function openConnection(path: string, { readonly = false } = {}): Store {
  if (readonly) {
    undoUnfinished(path);
  } else {
    makePrivate(path);
  }
  const connection = new Database(path, { readonly, fileMustExist: readonly, timeout: BUSY_TIMEOUT_MS });
  try {
    const row = connection.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get();
    assertSqliteVersion(row?.version ?? '0');
    if (!readonly) {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      connection.pragma('foreign_keys = ON');
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Undoes what a killed transaction left in rollback mode. Read-only connections cannot do this. */
function undoUnfinished(path: string): void {
  if (existsSync(`${path}${JOURNAL}`)) {
    const connection = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      schemaVersion(connection);
    } finally {
      connection.close();
    }
  }
}

/** Creates the file if needed and lets only its owner read and write it. */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', PRIVATE_MODE));
  chmodSync(path, PRIVATE_MODE);
}

/** Returns the schema version of a file; 0 for an empty one. */
export function schemaVersion(connection: Store): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/**
 * Runs `work` in a transaction, so that either all of its changes are made or none. Uses plain
 * statements instead of better-sqlite3's wrapper, so that tests can make BEGIN and COMMIT fail.
 */
export function inTransaction<Value>(connection: Store, work: () => Value): Value {
  return inOne(connection, 'BEGIN IMMEDIATE', work);
}

/** Runs several reads on one state of the file, whatever other connections write. */
export function inSnapshot<Value>(connection: Store, read: () => Value): Value {
  return connection.inTransaction ? read() : inOne(connection, 'BEGIN', read);
}

function inOne<Value>(connection: Store, begin: string, work: () => Value): Value {
  connection.exec(begin);
  try {
    const value = work();
    connection.exec('COMMIT');
    return value;
  } catch (error) {
    if (connection.inTransaction) {
      connection.exec('ROLLBACK');
    }
    throw error;
  }
}
