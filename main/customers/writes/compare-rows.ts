import type { CustomerField, ExportedCustomer } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import type { ListColumn } from '../../../preload/contract/list-columns';
import { columnWithCaption } from '../../../preload/contract/list-columns';
import { formatOther, parseOther } from '../store/customer-columns';
import type { Store } from '../store/store';
import { completeOther, isEmpty } from './complete-record';

export interface Known {
  readonly row: number;
  readonly id: string;
}

/** The rows of the cache before an export is applied. */
export interface ComparedRows {
  /** Customers in the last export, or absent only from a partial one. */
  readonly present: readonly Known[];
  /** Customers that are missing but not removed yet. */
  readonly missing: readonly Known[];
  /** The number of customers with a value by column. */
  readonly filled: ReadonlyMap<ListColumn, number>;
  /** The IDs of present customers whose rows are exactly as exported. */
  readonly unchanged: ReadonlySet<string>;
}

type Row = readonly [
  row: number,
  missingSince: string | null,
  removedSince: string | null,
  other: string,
  ...fields: (string | number | null)[],
];
const FIRST_FIELD = 4;
const ID = FIRST_FIELD + CUSTOMER_FIELDS.indexOf('id');

/**
 * Compares all rows with an export in one pass. Reading each row by its ID used to take half
 * of the time of a sync without changes.
 */
export function compareRows(store: Store, customers: readonly ExportedCustomer[]): ComparedRows {
  const exported = new Map(customers.map((customer) => [customer.id, customer]));
  // If two exported customers share an ID, the second must not hide a change by the first.
  const mayEqual = exported.size === customers.length;
  const [present, missing]: [Known[], Known[]] = [[], []];
  const counts = new Map<ListColumn, number>();
  const fieldCounts = CUSTOMER_FIELDS.map(() => 0);
  const unchanged = new Set<string>();
  const rows = store
    .prepare<[], Row>(
      `SELECT row, missing_since, removed_since, other, ${CUSTOMER_FIELDS.join(', ')} FROM customers`,
    )
    .raw()
    .iterate();
  for (const columns of rows) {
    const [row, missingSince, removedSince, other] = columns;
    const id = columns[ID] as string;
    for (let field = 0; field < fieldCounts.length; field += 1) {
      fieldCounts[field] = (fieldCounts[field] ?? 0) + Number(!isEmpty(columns[FIRST_FIELD + field]));
    }
    for (const caption of other === '{}' ? [] : Object.keys(parseOther(other))) {
      const column = columnWithCaption(caption);
      counts.set(column, (counts.get(column) ?? 0) + 1);
    }
    if (missingSince === null) {
      present.push({ row, id });
      const customer = exported.get(id);
      if (mayEqual && customer !== undefined && isAsExported(columns, customer)) {
        unchanged.add(id);
      }
    } else if (removedSince === null) {
      missing.push({ row, id });
    }
  }
  CUSTOMER_FIELDS.forEach((field, index) => counts.set(field, fieldCounts[index] ?? 0));
  return { present, missing, filled: counts, unchanged };
}

/** Whether a row equals what an export shows. A column that the export lacks keeps its values. */
function isAsExported(columns: Row, customer: ExportedCustomer): boolean {
  for (let field = 0; field < CUSTOMER_FIELDS.length; field += 1) {
    const value = customer[CUSTOMER_FIELDS[field] as CustomerField];
    if (value !== columns[FIRST_FIELD + field] && value !== undefined) {
      return false;
    }
  }
  return customer.other === undefined || formatOther(completeOther(customer.other, {})) === columns[3];
}
