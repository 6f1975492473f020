/**
 * Adds `type_key`, a customer's TYPE in the form used for comparison, '' for none. As a generated
 * column, it is in neither row hashes nor digest. The indexes serve counting kinds and filtering by
 * them, also together with the last order. The search index is rebuilt after all migrations
 * (derive-again.ts).
 */
export const KINDS = `
  ALTER TABLE customers ADD COLUMN type_key TEXT GENERATED ALWAYS AS (lower(trim(coalesce(type, '')))) VIRTUAL;
  DROP INDEX customers_by_activity;
  CREATE INDEX customers_by_activity ON customers (removed_since, lastOrderDate, type_key);
  CREATE INDEX customers_by_kind ON customers (type_key, removed_since);
`;
