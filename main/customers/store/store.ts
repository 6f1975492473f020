import type Database from 'better-sqlite3';

export type Store = Database.Database;

/** The open files of the cache in one thread: customer store, notes and runs. */
export interface Cache {
  readonly folder: string;
  readonly store: Store;
  readonly notes: Store;
  readonly runs: Store;
}
