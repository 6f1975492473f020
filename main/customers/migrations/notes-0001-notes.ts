/**
 * Creates the notes. An emptied note stays as an empty row, so that an older copy cannot restore
 * its text. `row_hash` covers customer, text and day, and identifies the intact rows of a damaged
 * file. `write_number` counts saves and so orders copies by age, even if the clock was wrong.
 */
export const NOTES = `
  CREATE TABLE notes (
    row INTEGER PRIMARY KEY,
    customer_id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    due_on TEXT,
    changed_at TEXT NOT NULL,
    row_hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX notes_by_due ON notes (due_on) WHERE due_on IS NOT NULL;

  CREATE VIRTUAL TABLE notes_search USING fts5(
    text, content = 'notes', content_rowid = 'row',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
  );
  CREATE TRIGGER notes_inserted AFTER INSERT ON notes BEGIN
    INSERT INTO notes_search (rowid, text) VALUES (new.row, new.text);
  END;
  CREATE TRIGGER notes_updated AFTER UPDATE OF text ON notes BEGIN
    INSERT INTO notes_search (notes_search, rowid, text) VALUES ('delete', old.row, old.text);
    INSERT INTO notes_search (rowid, text) VALUES (new.row, new.text);
  END;

  CREATE TABLE notes_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    write_number INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO notes_state (id) VALUES (1);
`;
