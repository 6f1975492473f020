/**
 * Adds history and state. `changes` is the history. `store_state` has one row. Its `write_number`
 * counts all writes to the file and so orders its copies by age. Its `digest` is the SHA-256 of the
 * canonical rows. The `partial_` columns and `partial_absent` hold the open question about a
 * partial export. `needs_app_version` must stay in all later schemas, as older apps read it to name
 * the version that is needed. The runs move to their own file before this migration (migrate.ts).
 */
export const HISTORY_AND_STATE = `
  ALTER TABLE customers ADD COLUMN removed_since TEXT;
  ALTER TABLE customers ADD COLUMN removed_run INTEGER;

  CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT,
    old_value ANY,
    new_value ANY,
    at TEXT NOT NULL,
    run INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX changes_by_customer ON changes (customer_id, number);
  CREATE INDEX changes_by_run ON changes (run, number);
  CREATE INDEX changes_by_time ON changes (at);

  CREATE TABLE store_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    needs_app_version TEXT NOT NULL DEFAULT '',
    write_number INTEGER NOT NULL DEFAULT 0,
    run_number INTEGER NOT NULL DEFAULT 0,
    synced_at TEXT,
    row_count INTEGER NOT NULL DEFAULT 0,
    digest TEXT NOT NULL DEFAULT '',
    seen_change INTEGER NOT NULL DEFAULT 0,
    partial_run INTEGER,
    partial_at TEXT,
    partial_exported INTEGER,
    partial_known INTEGER
  ) STRICT;
  INSERT INTO store_state (id, run_number)
    SELECT 1, coalesce(max(number), 0) FROM sync_runs WHERE outcome = 'success';
  CREATE TABLE partial_absent (row INTEGER PRIMARY KEY) STRICT;

  DROP TABLE sync_runs;
`;
