import type { CustomerField, CustomerRecord, ExportedCustomer } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import type { ListColumn } from '../../../preload/contract/list-columns';
import { columnWithCaption } from '../../../preload/contract/list-columns';

type Value = string | number | null;

const NONE: ReadonlySet<ListColumn> = new Set();

/** Returns the record to store: exported values, and known ones for columns not exported. */
export function completeRecord(
  customer: ExportedCustomer,
  known: CustomerRecord | null,
  retained: ReadonlySet<ListColumn>,
): CustomerRecord {
  const record: Partial<Record<CustomerField, string | number | null>> = {};
  for (const field of CUSTOMER_FIELDS) {
    record[field] = chooseValue(customer[field], known?.[field] ?? null, retained.has(field));
  }
  const other = completeOther(customer.other ?? {}, known?.other ?? {}, retained);
  return { ...record, other } as CustomerRecord;
}

/** Returns the unknown columns to store, as {@link completeRecord} does; drops empty cells. */
export function completeOther(
  exported: NonNullable<ExportedCustomer['other']>,
  known: CustomerRecord['other'],
  retained: ReadonlySet<ListColumn> = NONE,
): CustomerRecord['other'] {
  const before = new Map(Object.entries(known));
  const texts = new Map<string, string | number | null>(before);
  for (const [caption, text] of Object.entries(exported)) {
    texts.set(
      caption,
      chooseValue(text, before.get(caption) ?? null, retained.has(columnWithCaption(caption))),
    );
  }
  return Object.fromEntries(
    [...texts].flatMap(([caption, text]) => (isEmpty(text) ? [] : [[caption, String(text)]])),
  );
}

/** Returns the value to store; `isRetained` keeps the known value of a column that lost its values. */
function chooseValue(exported: Value | undefined, known: Value, isRetained: boolean): Value {
  const isLost = isRetained && isEmpty(exported);
  return exported === undefined || isLost || isWorse(exported, known) ? known : exported;
}

/** Whether an exported text has an unreadable character and the known one has none. */
function isWorse(exported: Value, known: Value): boolean {
  return isTorn(exported) && !isEmpty(known) && !isTorn(known);
}

/** The characters that stand for unreadable text: U+FFFD and NUL. */
const UNREADABLE = ['\ufffd', '\0'];

function isTorn(value: Value): boolean {
  return typeof value === 'string' && UNREADABLE.some((character) => value.includes(character));
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
