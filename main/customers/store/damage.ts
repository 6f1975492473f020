import type { AppError } from '../../../preload/contract';
import type { StoreFile } from './files';

/** The file is no whole database any more, whatever else works. */
const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** The file that an operation found damaged, or `null` when it failed for another reason. */
export function damagedFile({ details }: AppError): StoreFile | null {
  const sqlite = String(details?.['sqlite'] ?? '');
  if (!DAMAGED.some((code) => sqlite.startsWith(code))) {
    return null;
  }
  const file = details?.['file'];
  return file === 'runs' || file === 'notes' ? file : 'customers';
}
