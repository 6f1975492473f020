/**
 * Adds `export_columns`, the columns found in exports: a field's name, or a caption as written by
 * ListColumn. `emptied_run` is the last run if the column lost its values in it, else NULL.
 * `index_rules` is the version of the rules for sort keys (update-sort-keys.ts).
 */
export const EXPORT_COLUMNS = `
  CREATE TABLE export_columns (
    name TEXT PRIMARY KEY,
    emptied_run INTEGER
  ) STRICT;
  ALTER TABLE store_state ADD COLUMN index_rules INTEGER NOT NULL DEFAULT 0;
`;
