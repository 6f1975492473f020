export const STORE_FILE = 'customers.db';
/** The runs have their own file, so that damage to runs or customers spares the other. */
export const RUNS_FILE = 'runs.db';
/** The notes have their own file, as the agent's text cannot be fetched again. */
export const NOTES_FILE = 'notes.db';
export const BACKUP_FOLDER = 'backups';
/** The quarantine of damaged files, kept for later inspection. */
export const DAMAGED_FOLDER = 'damaged';
/** Names the owner of the cache in the same folder. */
export const OWNER_FILE = 'customers.owner.json';
/** The start of folder names for earlier accounts' caches; a time from `formatStamp` follows. */
export const EARLIER_CACHE_PREFIX = 'customers-before-';

/** Formats a time for file names, readable and sortable: UTC, without forbidden characters. */
export function formatStamp(now: number): string {
  return new Date(now).toISOString().replace(/[:.]/g, '-');
}

/** The suffix of the rollback journal, used before write-ahead mode and left behind by a kill. */
export const JOURNAL = '-journal';

/** The suffixes of SQLite's files for a database, the database itself last. */
export const FILE_PARTS = [JOURNAL, '-wal', '-shm', ''] as const;

export type StoreFile = 'customers' | 'notes' | 'runs';
