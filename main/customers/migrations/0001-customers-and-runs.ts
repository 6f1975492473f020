/**
 * The first schema. `content_hash` shows whether an export changes a row, without comparing 26
 * columns. `digits` holds VAT numbers and phones for searching, without blanks and signs.
 * `sort_name` and `sort_city` hold the sort keys of the list, without accents and case.
 */
export const CUSTOMERS_AND_RUNS = `
  CREATE TABLE customers (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    accountNumber TEXT,
    name TEXT NOT NULL,
    vatNumber TEXT,
    pec TEXT,
    sdi TEXT,
    fiscalCode TEXT,
    deliveryTerms TEXT,
    street TEXT,
    postalCode TEXT,
    city TEXT,
    phone TEXT,
    mobile TEXT,
    url TEXT,
    attentionTo TEXT,
    lastOrderDate TEXT,
    orderCount INTEGER,
    salesCents INTEGER,
    previousOrderCount1 INTEGER,
    previousSales1Cents INTEGER,
    previousOrderCount2 INTEGER,
    previousSales2Cents INTEGER,
    description TEXT,
    type TEXT,
    externalAccountNumber TEXT,
    ourAccountNumber TEXT,
    content_hash TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    sort_city TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    missing_since TEXT,
    missing_run INTEGER
  ) STRICT;
  CREATE INDEX customers_by_name ON customers (sort_name, id);
  CREATE INDEX customers_by_city ON customers (sort_city, sort_name, id);
  CREATE INDEX customers_by_last_order ON customers (lastOrderDate DESC, sort_name, id);
  CREATE INDEX customers_by_sales ON customers (salesCents DESC, sort_name, id);

  CREATE VIRTUAL TABLE customers_search USING fts5(
    words, digits,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
  );

  CREATE TABLE sync_runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    trigger TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    duration_ms INTEGER NOT NULL DEFAULT 0,
    processed INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    missing INTEGER NOT NULL DEFAULT 0,
    login_ms INTEGER NOT NULL DEFAULT 0,
    export_ms INTEGER NOT NULL DEFAULT 0,
    read_ms INTEGER NOT NULL DEFAULT 0,
    apply_ms INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    warnings TEXT NOT NULL DEFAULT '{}',
    error TEXT
  ) STRICT;
`;
