import type { Store } from '../store/store';
import { CUSTOMERS_AND_RUNS } from './0001-customers-and-runs';
import { HISTORY_AND_STATE } from './0002-history-and-state';
import { LIST_FILTERS } from './0003-list-filters';
import { EMAIL_AND_OTHER_COLUMNS, hashAllRows } from './0004-email-and-other-columns';
import { KINDS } from './0005-kinds';
import { EXPORT_COLUMNS } from './0006-export-columns';
import { SEARCH_IN_MEMORY } from './0007-search-in-memory';
import { NOTES } from './notes-0001-notes';
import { OPENED } from './notes-0002-opened';
import { STARS } from './notes-0003-stars';
import { RUNS_AND_MARK } from './runs-0001-runs-and-mark';
import { READING_AND_LOGINS } from './runs-0002-reading-and-logins';

export interface Migration {
  /** The schema version after this migration, kept in PRAGMA user_version. */
  readonly version: number;
  readonly sql: string;
  /** Does work that SQL cannot do, after `sql` and in the same transaction. */
  readonly run?: (store: Store) => void;
}

/** The migrations of the customer store, in ascending order; published ones never change. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: CUSTOMERS_AND_RUNS },
  { version: 2, sql: HISTORY_AND_STATE },
  { version: 3, sql: LIST_FILTERS },
  { version: 4, sql: EMAIL_AND_OTHER_COLUMNS, run: hashAllRows },
  { version: 5, sql: KINDS },
  { version: 6, sql: EXPORT_COLUMNS },
  { version: 7, sql: SEARCH_IN_MEMORY },
];

/** The migrations of the file of runs, in ascending order; published ones never change. */
export const RUNS_MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: RUNS_AND_MARK },
  { version: 2, sql: READING_AND_LOGINS },
];

/** The migrations of the file of notes, in ascending order; published ones never change. */
export const NOTES_MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: NOTES },
  { version: 2, sql: OPENED },
  { version: 3, sql: STARS },
];

export const NEWEST_SCHEMA = MIGRATIONS.at(-1)?.version ?? 0;
export const NEWEST_RUNS_SCHEMA = RUNS_MIGRATIONS.at(-1)?.version ?? 0;
export const NEWEST_NOTES_SCHEMA = NOTES_MIGRATIONS.at(-1)?.version ?? 0;
