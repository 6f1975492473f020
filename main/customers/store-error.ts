import Database from 'better-sqlite3';
import type { AppError, ErrorCode } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';

/** Result codes that mean something to the agent; all others are STORE_FAILED. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  SQLITE_FULL: 'DISK_FULL',
  SQLITE_CANTOPEN: 'STORE_UNAVAILABLE',
  SQLITE_READONLY: 'STORE_UNAVAILABLE',
  SQLITE_PERM: 'STORE_UNAVAILABLE',
};
const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = { ENOSPC: 'DISK_FULL' };

/** Makes a coded error of what SQLite or the file system threw; anything else is a bug and is thrown on. */
export function storeError(error: unknown): AppError {
  if (error instanceof Database.SqliteError) {
    const family = error.code.split('_').slice(0, 2).join('_');
    const code = CODES[family] ?? 'STORE_FAILED';
    return appError(code, `The customer cache failed (${error.code})`, { sqlite: error.code });
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const code = SYSTEM_CODES[error.code] ?? 'STORE_UNAVAILABLE';
    return appError(code, `The data folder cannot be used (${error.code})`, { system: error.code });
  }
  throw error;
}

/** Runs a piece of database work and gives expected failures as values. */
export function guarded<Value>(
  work: () => Value,
): { ok: true; value: Value } | { ok: false; error: AppError } {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, error: storeError(error) };
  }
}
