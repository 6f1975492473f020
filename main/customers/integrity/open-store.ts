/**
 * Opens the customer store: one SQLite file with customers, their search index and their history.
 * With the files of runs and notes it forms the cache (`cache.ts`). The app uses it from worker
 * threads (`client.ts`). All SQL of the app is in this folder. It must never import the portal, the
 * reader, sync or app.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { version as APP_VERSION } from '../../../package.json';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { MIGRATIONS, NEWEST_SCHEMA } from '../migrations';
import { migrate } from '../migrations/migrate';
import { addOrderFunctions } from '../queries/list-order';
import { openConnection, schemaVersion } from '../store/connection';
import type { Store } from '../store/store';
import { storeError } from '../store/store-error';
import { countContentWrite } from '../store/store-state';
import { updateSortKeysIfOutdated } from '../writes/update-sort-keys';

/**
 * Opens the store at `path`, creating or migrating it as needed, without verifying its content.
 * With `readonly` the file must exist and is not changed. Fails with STORE_TOO_NEW (a newer app
 * wrote it; unchanged), STORE_FAILED (damaged or no database; unchanged), STORE_UNAVAILABLE (cannot
 * be opened or created) or SQLITE_TOO_OLD.
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
    // A read-only connection checks the version first, so that a newer app's file stays unchanged.
    if (existsSync(path)) {
      const tooNew = newerThanKnown(path);
      if (tooNew !== null) {
        return fail(tooNew);
      }
    }
    store = openConnection(path, { readonly });
    addOrderFunctions(store);
    if (!readonly) {
      migrateStore(store);
      updateSortKeysIfOutdated(store);
    }
    return ok(store);
  } catch (error) {
    store?.close();
    return fail(storeError(error));
  }
}

function newerThanKnown(path: string): AppError | null {
  const store = openConnection(path, { readonly: true });
  try {
    return schemaVersion(store) > NEWEST_SCHEMA ? tooNewError(store) : null;
  } finally {
    store.close();
  }
}

/** Returns STORE_TOO_NEW with the version of the app that wrote the store. */
export function tooNewError(store: Store): AppError {
  return appError('STORE_TOO_NEW', 'A newer version of the app wrote this customer cache', {
    found: schemaVersion(store),
    known: NEWEST_SCHEMA,
    ...neededVersion(store),
  });
}

function neededVersion(store: Store): { readonly neededVersion?: string } {
  try {
    const row = store
      .prepare<[], { needed: string }>('SELECT needs_app_version AS needed FROM store_state')
      .get();
    return row === undefined ? {} : { neededVersion: row.needed };
  } catch {
    // A later schema may lack the column; the error then names no version.
    return {};
  }
}

function migrateStore(store: Store): void {
  const isNew = schemaVersion(store) === 0;
  const isMigrated = migrate(store, MIGRATIONS, (version) => {
    if (version >= 2) {
      store.prepare('UPDATE store_state SET needs_app_version = ? WHERE id = 1').run(APP_VERSION);
      countContentWrite(store);
    }
  });
  if (isMigrated && !isNew) {
    vacuum(store);
  }
}

/** Rewrites the file without dropped data, so that deleted customers do not stay in it. */
function vacuum(store: Store): void {
  try {
    store.exec('VACUUM');
  } catch (error) {
    // If the disk is too full for the new file, later writes overwrite the old one's free pages.
    if (storeError(error).code !== 'DISK_FULL') {
      throw error;
    }
  }
}
