import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { NEWEST_RUNS_SCHEMA, RUNS_MIGRATIONS } from '../migrations';
import { migrate } from '../migrations/migrate';
import { openConnection, schemaVersion } from '../store/connection';
import { isDamage } from '../store/damage';
import { RUNS_FILE, formatStamp } from '../store/files';
import type { Store } from '../store/store';
import { storeError } from '../store/store-error';
import { isStructureIntact } from './inspect-store';
import { quarantine } from './quarantine';

export interface OpenedRuns {
  readonly runs: Store;
  /** Whether the file was damaged and quarantined, so that the runs start from zero. */
  readonly isReset: boolean;
}

/**
 * Opens the file of runs, creating or migrating it as needed. A damaged or suspect one is
 * quarantined. Fails with STORE_TOO_NEW, STORE_UNAVAILABLE, DISK_FULL or SQLITE_TOO_OLD.
 */
export function openRuns(folder: string, now: number, isSuspect = false): Result<OpenedRuns, AppError> {
  const path = join(folder, RUNS_FILE);
  let isReset = false;
  try {
    if (existsSync(path) && (isSuspect || isDamaged(path))) {
      quarantine(folder, RUNS_FILE, formatStamp(now));
      isReset = true;
    }
  } catch (error) {
    return fail(storeError(error, 'runs'));
  }
  let runs: Store | undefined;
  try {
    runs = openConnection(path);
    const known = NEWEST_RUNS_SCHEMA;
    const found = schemaVersion(runs);
    if (found > known) {
      runs.close();
      return fail(appError('STORE_TOO_NEW', 'A newer version of the app wrote the runs', { found, known }));
    }
    migrate(runs, RUNS_MIGRATIONS);
    return ok({ runs, isReset });
  } catch (error) {
    runs?.close();
    return fail(storeError(error, 'runs'));
  }
}

function isDamaged(path: string): boolean {
  let runs: Store | undefined;
  try {
    runs = openConnection(path, { readonly: true });
    return !isStructureIntact(runs);
  } catch (error) {
    if (isDamage(error)) {
      return true;
    }
    throw error;
  } finally {
    runs?.close();
  }
}
