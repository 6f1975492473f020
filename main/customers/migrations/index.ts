import { CUSTOMERS_AND_RUNS } from './0001-customers-and-runs';

export interface Migration {
  /** The schema version that the store has afterwards; kept in PRAGMA user_version. */
  readonly version: number;
  readonly sql: string;
}

/** In ascending order; a published migration is never changed. */
export const MIGRATIONS: readonly Migration[] = [{ version: 1, sql: CUSTOMERS_AND_RUNS }];
