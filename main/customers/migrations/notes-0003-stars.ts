/**
 * Creates the agent's favourites. A removed star stays as a row, so that an older copy cannot
 * restore it. `row_hash` covers the other columns and identifies the intact rows of a damaged file.
 */
export const STARS = `
  CREATE TABLE stars (
    row INTEGER PRIMARY KEY,
    customer_id TEXT NOT NULL UNIQUE,
    is_starred INTEGER NOT NULL,
    row_hash TEXT NOT NULL
  ) STRICT;
`;
