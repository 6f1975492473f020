/**
 * `type_key` is a customer's TYPE as it is compared, '' for none: computed from it, so that neither the row's own hash
 * nor the digest of all rows has to know it. Kinds are counted, and the list is narrowed by them, without looking at
 * every row, also together with the last order. The search index is made again after all migrations (derive-again.ts).
 */
export const KINDS = `
  ALTER TABLE customers ADD COLUMN type_key TEXT GENERATED ALWAYS AS (lower(trim(coalesce(type, '')))) VIRTUAL;
  DROP INDEX customers_by_activity;
  CREATE INDEX customers_by_activity ON customers (removed_since, lastOrderDate, type_key);
  CREATE INDEX customers_by_kind ON customers (type_key, removed_since);
`;
