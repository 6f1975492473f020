/**
 * Creates the runs, in their own file so that damage to one file spares the other. `store_mark` has
 * one row: the state of the customer store after its last write. It is kept outside, as an old copy
 * of the store would contain an old mark (faults.md, 67). `file_digest` is the SHA-256 of the file
 * with an empty log; null if the log could not be emptied.
 */
export const RUNS_AND_MARK = `
  CREATE TABLE sync_runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    trigger TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    duration_ms INTEGER NOT NULL DEFAULT 0,
    processed INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    missing INTEGER NOT NULL DEFAULT 0,
    login_ms INTEGER NOT NULL DEFAULT 0,
    export_ms INTEGER NOT NULL DEFAULT 0,
    read_ms INTEGER NOT NULL DEFAULT 0,
    apply_ms INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    warnings TEXT NOT NULL DEFAULT '{}',
    error TEXT
  ) STRICT;

  CREATE TABLE store_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    schema_version INTEGER NOT NULL,
    write_number INTEGER NOT NULL,
    run_number INTEGER NOT NULL,
    file_digest TEXT
  ) STRICT;
`;
