/** Creates the table of the last opened customers; the highest number is the latest. */
export const OPENED = `
  CREATE TABLE opened (
    customer_id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
  ) STRICT;
`;
