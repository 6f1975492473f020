/**
 * The customer cache: one SQLite file with customers, their search index and the sync runs, and the only SQL of the
 * app. Start here for the file, at `client.ts` for how the app uses it from a worker thread. It must never import
 * the portal, the reader, sync or app: it takes whole exports and gives customers.
 */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { MIGRATIONS } from './migrations';
import { closeAbandonedRuns } from './runs';
import { storeError } from './store-error';

/** The file's name in the data folder. */
export const STORE_FILE = 'customers.db';

/** The first version without the WAL-reset bug, which can corrupt a store (faults.md, Facts). */
const OLDEST_SQLITE = [3, 51, 3] as const;
const BUSY_TIMEOUT_MS = 5_000;

export type Store = Database.Database;

/**
 * Opens the cache at `path`, making or migrating it as needed. With `readonly` the file must exist already and
 * nothing is changed. Fails with STORE_TOO_NEW (a newer app wrote it; left alone), STORE_FAILED (no database, damaged,
 * or of an unknown schema; left alone) or STORE_UNAVAILABLE (cannot be opened or made).
 */
export function openStore(path: string, { readonly = false } = {}): Result<Store, AppError> {
  if (readonly && !existsSync(path)) {
    return fail(appError('STORE_UNAVAILABLE', 'There is no customer cache in this folder'));
  }
  let store: Store | undefined;
  try {
    if (!readonly) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    }
    store = new Database(path, { readonly, timeout: BUSY_TIMEOUT_MS });
    assertSqliteVersion(store);
    store.pragma('foreign_keys = ON');
    const newest = MIGRATIONS.at(-1)?.version ?? 0;
    const version = Number(store.pragma('user_version', { simple: true }));
    if (version > newest) {
      store.close();
      return fail(
        appError('STORE_TOO_NEW', 'A newer version of the app wrote this customer cache', {
          found: version,
          known: newest,
        }),
      );
    }
    if (readonly) {
      return ok(store);
    }
    // Only the owner may read customers; SQLite gives -wal and -shm the mode of the main file.
    chmodSync(path, 0o600);
    store.pragma('journal_mode = WAL');
    store.pragma('synchronous = FULL');
    migrate(store, path, version);
    closeAbandonedRuns(store);
    return ok(store);
  } catch (error) {
    store?.close();
    return fail(storeError(error));
  }
}

function migrate(store: Store, path: string, version: number): void {
  const pending = MIGRATIONS.filter((migration) => migration.version > version);
  if (pending.length > 0 && version > 0) {
    store.prepare('VACUUM INTO ?').run(`${path}.before-v${pending[0]?.version ?? 0}-${Date.now()}`);
  }
  for (const migration of pending) {
    store.transaction(() => {
      store.exec(migration.sql);
      store.pragma(`user_version = ${migration.version}`);
    })();
  }
}

function assertSqliteVersion(store: Store): void {
  const found =
    store.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? '';
  const parts = found.split('.').map(Number);
  const difference =
    OLDEST_SQLITE.map((least, index) => (parts[index] ?? 0) - least).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    throw new Error(`SQLite ${found} is older than ${OLDEST_SQLITE.join('.')}`);
  }
}
