import type Database from 'better-sqlite3';

/** An open file of the cache. */
export type Store = Database.Database;

/** The cache as one thread has it open: the customer store, the agent's notes and the file of runs. */
export interface Cache {
  readonly folder: string;
  readonly store: Store;
  readonly notes: Store;
  readonly runs: Store;
}
