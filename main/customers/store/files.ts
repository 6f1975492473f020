/** The names of the cache's files in the data folder. */
export const STORE_FILE = 'customers.db';
/** Apart from the customers: metrics survive whatever happens to them, and the other way round. */
export const RUNS_FILE = 'runs.db';
/** Apart from both: what the agent has written cannot be fetched again, and survives whatever happens to the customers. */
export const NOTES_FILE = 'notes.db';
export const BACKUP_FOLDER = 'backups';
/** Where damaged files are kept, for whoever may want to look at them. */
export const DAMAGED_FOLDER = 'damaged';
/** Names the owner of the cache that lies in the same folder. */
export const OWNER_FILE = 'customers.owner.json';
/** How folders begin that hold the cache of an account before; the moment follows, as `stampOf` writes it. */
export const SET_ASIDE_PREFIX = 'customers-before-';

/** A name's time, readable and sortable: UTC, without what file systems dislike. */
export function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/[:.]/g, '-');
}

/** What SQLite undoes by, in a database that is not in write-ahead mode yet: it outlives a kill or a power cut. */
export const JOURNAL = '-journal';

/** A database and what SQLite keeps beside it, the database last. */
export const FILE_PARTS = [JOURNAL, '-wal', '-shm', ''] as const;

/** Which of the databases something is about. */
export type StoreFile = 'customers' | 'notes' | 'runs';
