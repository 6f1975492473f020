/** Drops the search index, as the search now runs in memory (search-index.ts). */
export const SEARCH_IN_MEMORY = `
  DROP TABLE customers_search;
`;
