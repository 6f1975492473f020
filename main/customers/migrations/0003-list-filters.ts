/** Indexes the list's filters: missing and removed customers, and the last order. */
export const LIST_FILTERS = `
  CREATE INDEX customers_missing ON customers (sort_name, id) WHERE missing_since IS NOT NULL;
  CREATE INDEX customers_removed ON customers (sort_name, id) WHERE removed_since IS NOT NULL;
  CREATE INDEX customers_by_activity ON customers (removed_since, lastOrderDate);
`;
