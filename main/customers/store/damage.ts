import Database from 'better-sqlite3';
import type { AppError } from '../../../preload/contract';
import type { StoreFile } from './files';
import { primaryCode } from './store-error';
import { MissingStateError } from './store-state';

/** The codes for a file that is not, or no longer, a complete database. */
const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** The codes of failures outside the file, which say nothing about its content. */
const NO_DAMAGE = [
  'SQLITE_AUTH',
  'SQLITE_BUSY',
  'SQLITE_CANTOPEN',
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_LOCKED',
  'SQLITE_NOMEM',
  'SQLITE_PERM',
  'SQLITE_PROTOCOL',
  'SQLITE_READONLY',
];
const SHORT_FILE = ['SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_CORRUPTFS'];

/** Whether an exception shows a damaged file, and neither a system failure nor a bug. */
export function isDamage(error: unknown): boolean {
  if (error instanceof Database.SqliteError) {
    return SHORT_FILE.includes(error.code) || !NO_DAMAGE.includes(primaryCode(error));
  }
  return error instanceof MissingStateError;
}

/** Returns the file that an operation found damaged; `null` for another failure. */
export function damagedFile({ details }: AppError): StoreFile | null {
  const sqlite = String(details?.['sqlite'] ?? '');
  if (!DAMAGED.some((code) => sqlite.startsWith(code))) {
    return null;
  }
  const file = details?.['file'];
  return file === 'runs' || file === 'notes' ? file : 'customers';
}
