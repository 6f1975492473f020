import Database from 'better-sqlite3';
import type { AppError, ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { SqliteTooOldError } from './connection';
import type { StoreFile } from './files';

/** The SQLite codes that mean something to the agent; all others become STORE_FAILED. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  SQLITE_FULL: 'DISK_FULL',
  SQLITE_CANTOPEN: 'STORE_UNAVAILABLE',
  SQLITE_READONLY: 'STORE_UNAVAILABLE',
  SQLITE_PERM: 'STORE_UNAVAILABLE',
};
const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = { ENOSPC: 'DISK_FULL' };

/** Converts an error of SQLite or the file system to a coded one; throws any other, as a bug. */
export function storeError(error: unknown, file: StoreFile = 'customers'): AppError {
  if (error instanceof SqliteTooOldError) {
    const { found, needed } = error;
    return appError('SQLITE_TOO_OLD', `SQLite ${found} is older than ${needed}`, { found, needed });
  }
  if (error instanceof Database.SqliteError) {
    const code = CODES[primaryCode(error)] ?? 'STORE_FAILED';
    return appError(code, `The customer cache failed (${error.code})`, { sqlite: error.code, file });
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const code = SYSTEM_CODES[error.code] ?? 'STORE_UNAVAILABLE';
    return appError(code, `The data folder cannot be used (${error.code})`, { system: error.code });
  }
  throw error;
}

/** Returns the code without its extension: SQLITE_IOERR for SQLITE_IOERR_WRITE. */
export function primaryCode(error: { readonly code: string }): string {
  return error.code.split('_').slice(0, 2).join('_');
}

/** Runs database work and returns expected failures as values. */
export function guarded<Value>(
  work: () => Value,
  file: StoreFile = 'customers',
): { ok: true; value: Value } | { ok: false; error: AppError } {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, error: storeError(error, file) };
  }
}
