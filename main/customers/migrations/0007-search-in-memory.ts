/**
 * The search reads through what is known, in memory (search-index.ts): its index needs no room on the disk any more.
 */
export const SEARCH_IN_MEMORY = `
  DROP TABLE customers_search;
`;
