/** Adds `reading`, JSON about the export read, and `logins`, the number of logins sent. */
export const READING_AND_LOGINS = `
  ALTER TABLE sync_runs ADD COLUMN reading TEXT;
  ALTER TABLE sync_runs ADD COLUMN logins INTEGER NOT NULL DEFAULT 0;
`;
