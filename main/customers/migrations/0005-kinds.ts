/**
 * Adds `type_key`, a customer's TYPE in the form used for comparison, '' for none. As a generated
 * column, it is in neither row hashes nor digest. The indexes are for counting kinds and for
 * filtering by kind, alone or with the last order.
 */
export const KINDS = `
  ALTER TABLE customers ADD COLUMN type_key TEXT GENERATED ALWAYS AS (lower(trim(coalesce(type, '')))) VIRTUAL;
  DROP INDEX customers_by_activity;
  CREATE INDEX customers_by_activity ON customers (removed_since, lastOrderDate, type_key);
  CREATE INDEX customers_by_kind ON customers (type_key, removed_since);
`;
