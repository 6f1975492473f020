/** `reading` is what a run keeps of the export it read, as JSON; `logins` how often it sent credentials to the portal. */
export const READING_AND_LOGINS = `
  ALTER TABLE sync_runs ADD COLUMN reading TEXT;
  ALTER TABLE sync_runs ADD COLUMN logins INTEGER NOT NULL DEFAULT 0;
`;
