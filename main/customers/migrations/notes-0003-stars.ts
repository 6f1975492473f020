/**
 * The agent's favourites. A star that was taken away stays as a row, so that an older copy cannot bring it back; `row_hash`
 * covers the other columns, and shows which rows of a damaged file are still as they were written.
 */
export const STARS = `
  CREATE TABLE stars (
    row INTEGER PRIMARY KEY,
    customer_id TEXT NOT NULL UNIQUE,
    is_starred INTEGER NOT NULL,
    row_hash TEXT NOT NULL
  ) STRICT;
`;
