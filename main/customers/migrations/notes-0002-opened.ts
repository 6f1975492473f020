/** The customers whom the agent has opened last, the greatest number last of all. */
export const OPENED = `
  CREATE TABLE opened (
    customer_id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
  ) STRICT;
`;
