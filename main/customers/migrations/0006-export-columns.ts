/**
 * `export_columns` holds the columns that exports have carried: a field's name, or the caption of one that is none, as
 * ListColumn writes it. `emptied_run` is the last run if its export printed the column without the values that are known.
 * `index_rules` says by which rules the search index and the order were made (derive-again.ts).
 */
export const EXPORT_COLUMNS = `
  CREATE TABLE export_columns (
    name TEXT PRIMARY KEY,
    emptied_run INTEGER
  ) STRICT;
  ALTER TABLE store_state ADD COLUMN index_rules INTEGER NOT NULL DEFAULT 0;
`;
