import type { CustomerRecord } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import type { CustomerColumns } from '../store/customer-columns';
import { otherText, recordOf } from '../store/customer-columns';
import { foldDigits, foldText, sortKey, visible } from '../store/fold-text';
import type { Store } from '../store/store';

/** A customer as its row holds it. */
export type KnownRow = CustomerColumns & {
  readonly row: number;
  readonly content_hash: string;
  readonly missing_since: string | null;
  readonly removed_since: string | null;
};

export interface CustomerWrites {
  readonly insert: (record: CustomerRecord, hash: string, at: string) => void;
  /** `changedAt` is null when only the mark of absence is taken away. */
  readonly update: (known: KnownRow, record: CustomerRecord, hash: string, changedAt: string | null) => void;
}

const INDEX_ROW = 'INSERT OR REPLACE INTO customers_search (rowid, words, digits) VALUES (?, ?, ?)';

/** Makes again what all rows are found and ordered by. Part of a transaction. */
export function derivedAgain(store: Store): void {
  const rows = store
    .prepare<[], CustomerColumns & Record<'row' | 'sort_name' | 'sort_city', unknown>>(
      'SELECT * FROM customers',
    )
    .all();
  const index = store.prepare(INDEX_ROW);
  const order = store.prepare('UPDATE customers SET sort_name = ?, sort_city = ? WHERE row = ?');
  for (const columns of rows) {
    const record = recordOf(columns);
    index.run(columns.row, ...searchTexts(record));
    const [name, city] = [sortKey(record.name), sortKey(record.city ?? '')];
    if (name !== columns.sort_name || city !== columns.sort_city) {
      order.run(name, city, columns.row);
    }
  }
}

/** The columns that are written of a customer, in the order of {@link writtenValues}. */
const WRITTEN = [...CUSTOMER_FIELDS, 'other', 'content_hash', 'sort_name', 'sort_city'] as const;

/** Bound by place: by name each of thirty values is looked for in an object, for each customer. */
function writtenValues(record: CustomerRecord, hash: string): (string | number | null)[] {
  const values: (string | number | null)[] = CUSTOMER_FIELDS.map((field) => record[field]);
  values.push(otherText(record.other), hash, sortKey(record.name), sortKey(record.city ?? ''));
  return values;
}

/** The statements that write customers together with what they are found and ordered by. */
export function prepareWrites(store: Store): CustomerWrites {
  const insert = store.prepare(
    `INSERT INTO customers (${WRITTEN.join(', ')}, first_seen_at, changed_at)
     VALUES (${WRITTEN.map(() => '?').join(', ')}, ?, ?)`,
  );
  const update = store.prepare(
    `UPDATE customers SET ${WRITTEN.map((name) => `${name} = ?`).join(', ')},
       changed_at = coalesce(?, changed_at),
       missing_since = NULL, missing_run = NULL, removed_since = NULL, removed_run = NULL
     WHERE row = ?`,
  );
  const index = store.prepare(INDEX_ROW);
  return {
    insert(record, hash, at) {
      const { lastInsertRowid } = insert.run(...writtenValues(record, hash), at, at);
      index.run(lastInsertRowid, ...searchTexts(record));
    },
    update(known, record, hash, changedAt) {
      update.run(...writtenValues(record, hash), changedAt, known.row);
      index.run(known.row, ...searchTexts(record));
    },
  };
}

/** What parts numbers in a cell for telephones, and what parts an area code from its number. */
const BETWEEN_NUMBERS = /[;,/|\n\r]|\s[-–—]\s|\p{L}+/u;
const SLASH_IN_NUMBER = /(?<!\d)((?:0\d{1,3}|3\d{2})\s*)\/(?=\s*\d{4})/g;

/** Fewer digits are an extension, not a number. */
const FEWEST_DIGITS = 5;

/** The numbers of a cell one by one, and as they follow each other: a number may be found by either. */
function numbersApart(cell: string | null): (string | null)[] {
  const parts = cell === null ? [] : visible(cell).replace(SLASH_IN_NUMBER, '$1 ').split(BETWEEN_NUMBERS);
  const numbers = parts.filter((part) => part.replace(/\D/g, '').length >= FEWEST_DIGITS);
  return parts.length < 2 ? [cell] : [cell, ...numbers];
}

/** A text of an unknown column that is one number, a date or an amount. */
const ONE_NUMBER = /^(?=.*\d)[\d\s+().,\-/'€$]+$/;

/** What a customer is found by: words of name, addresses and other columns; numbers without blanks and signs. */
function searchTexts(record: CustomerRecord): [string, string] {
  const others = Object.values(record.other);
  const words = [
    record.name,
    record.city,
    record.street,
    record.postalCode,
    record.attentionTo,
    record.email,
    ...others,
  ];
  const numbers = [
    record.id,
    record.vatNumber,
    ...numbersApart(record.phone),
    ...numbersApart(record.mobile),
    record.externalAccountNumber,
    ...others.filter((text) => ONE_NUMBER.test(visible(text))),
  ];
  return [
    words
      .filter((text) => text !== null)
      .map(foldText)
      .join(' '),
    numbers
      .filter((text) => text !== null)
      .map(foldDigits)
      .join(' '),
  ];
}
