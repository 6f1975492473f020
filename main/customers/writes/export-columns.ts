/** Finds new columns of an export, renamed ones and those that lost their values. */
import type { CustomerField, ExportedCustomer, ExportWarning } from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import type { ListColumn } from '../../../preload/contract/list-columns';
import { columnCaption, columnWithCaption } from '../../../preload/contract/list-columns';
import { contentHash } from '../store/content-digest';
import type { CustomerColumns } from '../store/customer-columns';
import { formatOther, parseOther, parseRecord } from '../store/customer-columns';
import type { Store } from '../store/store';
import { isEmpty } from './complete-record';

/** The fewest lost values that are suspicious; fewer may all be deleted on purpose. */
const MIN_LOST = 5;
/** The share of lost values at which a column counts as emptied. */
const LOST_SHARE = 0.9;
/** The share of equal values at which two captions count as one column. */
const SAME_SHARE = 0.9;

export interface ColumnReport {
  readonly exported: readonly ListColumn[];
  /** The columns without any earlier value, which are filled without history. */
  readonly firstSeen: ReadonlySet<ListColumn>;
  /** The columns that lost their values for the first time, whose known values stay. */
  readonly retained: ReadonlySet<ListColumn>;
  /** Whether customers were rewritten under another caption. */
  readonly isRenamed: boolean;
}

/**
 * Compares an export's columns with known data, in the transaction that applies the export. `known`
 * is the number of customers with a value by column.
 */
export function compareColumns(
  store: Store,
  customers: readonly ExportedCustomer[],
  known: ReadonlyMap<ListColumn, number>,
): ColumnReport {
  const filled = filledOf(customers);
  const recordedBefore = recordedColumns(store);
  const isNew = (column: ListColumn): boolean =>
    !recordedBefore.has(column) && (known.get(column) ?? 0) === 0;
  const fresh = [...filled.keys()].filter((column) => columnCaption(column) !== null && isNew(column));
  const gone = [...known.keys()].filter((column) => columnCaption(column) !== null && !filled.has(column));
  const renamed =
    fresh.length === 0 || gone.length === 0 ? [] : renamedColumns(store, customers, fresh, gone);
  for (const [from, to] of renamed) {
    rename(store, from, to);
  }
  const renamedTo = new Set(renamed.map(([, to]) => to));
  const firstSeen = [...filled.keys()].filter((column) => isNew(column) && !renamedTo.has(column));
  const retained = [...filled].flatMap(([column, count]) => {
    const before = known.get(column) ?? 0;
    const isSuspect = before >= MIN_LOST && count <= before * (1 - LOST_SHARE);
    const wasEmptied = (recordedBefore.get(column) ?? null) !== null;
    return isSuspect && !wasEmptied && hasLostValues(store, customers, column) ? [column] : [];
  });
  return {
    exported: [...filled.keys()],
    firstSeen: new Set(firstSeen),
    retained: new Set(retained),
    isRenamed: renamed.length > 0,
  };
}

/** Records the columns of a run's export and those that lost values. Writes only differences. */
export function recordColumns(
  store: Store,
  { exported, retained }: Pick<ColumnReport, 'exported' | 'retained'>,
  run: number,
): void {
  const before = recordedColumns(store);
  const note = store.prepare('INSERT OR REPLACE INTO export_columns (name, emptied_run) VALUES (?, ?)');
  for (const column of new Set([...before.keys(), ...exported])) {
    const emptied = retained.has(column) ? run : null;
    if (before.get(column) !== emptied) {
      note.run(column, emptied);
    }
  }
}

/** Returns the warnings about columns whose known values were kept. */
export function emptiedWarnings(retained: ReadonlySet<ListColumn>): readonly ExportWarning[] {
  return [...retained].map((name): ExportWarning => {
    const caption = columnCaption(name);
    return caption === null
      ? { code: 'EMPTIED_COLUMN', field: name as CustomerField }
      : { code: 'EMPTIED_COLUMN', column: caption };
  });
}

/** Returns the columns of an export, each with its number of values. */
function filledOf(customers: readonly ExportedCustomer[]): ReadonlyMap<ListColumn, number> {
  const filled = new Map<ListColumn, number>();
  for (const field of CUSTOMER_FIELDS) {
    let [isPresent, count] = [false, 0];
    for (const { [field]: value } of customers) {
      isPresent ||= value !== undefined;
      count += Number(!isEmpty(value));
    }
    if (isPresent) {
      filled.set(field, count);
    }
  }
  for (const { other } of customers) {
    for (const [caption, text] of Object.entries(other ?? {})) {
      const column = columnWithCaption(caption);
      filled.set(column, (filled.get(column) ?? 0) + Number(!isEmpty(text)));
    }
  }
  return filled;
}

/** Returns the recorded columns, each with its `emptied_run` (0006-export-columns.ts). */
function recordedColumns(store: Store): ReadonlyMap<ListColumn, number | null> {
  const rows = store
    .prepare<[], { name: ListColumn; run: number | null }>(
      'SELECT name, emptied_run AS run FROM export_columns',
    )
    .all();
  return new Map(rows.map(({ name, run }) => [name, run]));
}

/** Whether nearly all exported customers lost their value in the column. */
function hasLostValues(store: Store, customers: readonly ExportedCustomer[], column: ListColumn): boolean {
  const find = store.prepare<[string], CustomerColumns>('SELECT * FROM customers WHERE id = ?');
  let [had, lost] = [0, 0];
  for (const customer of customers) {
    const known = find.get(customer.id);
    if (known !== undefined && !isEmpty(valueOf(parseRecord(known), column))) {
      had += 1;
      lost += Number(isEmpty(valueOf(customer, column)));
    }
  }
  return lost >= MIN_LOST && lost > had * LOST_SHARE;
}

type Renamed = readonly [from: ListColumn, to: ListColumn];

function renamedColumns(
  store: Store,
  customers: readonly ExportedCustomer[],
  fresh: readonly ListColumn[],
  gone: readonly ListColumn[],
): readonly Renamed[] {
  const others = new Map(
    store
      .prepare<[], { id: string; other: string }>("SELECT id, other FROM customers WHERE other <> '{}'")
      .all()
      .map(({ id, other }) => [id, parseOther(other)]),
  );
  const left = new Set(gone);
  return fresh.flatMap((to): readonly Renamed[] => {
    const from = [...left].find((one) => areSame(others, customers, one, to));
    if (from === undefined) {
      return [];
    }
    left.delete(from);
    return [[from, to]];
  });
}

/** Whether a new column has a known one's values. A value shared by all proves nothing. */
function areSame(
  others: ReadonlyMap<string, Readonly<Record<string, string>>>,
  customers: readonly ExportedCustomer[],
  from: ListColumn,
  to: ListColumn,
): boolean {
  const [before, after] = [columnCaption(from) ?? '', columnCaption(to) ?? ''];
  const texts = new Set<string>();
  let [had, same] = [0, 0];
  for (const { id, other } of customers) {
    const text = others.get(id)?.[before];
    if (text !== undefined) {
      had += 1;
      same += Number(other?.[after] === text);
      texts.add(text);
    }
  }
  return texts.size > 1 && same >= had * SAME_SHARE;
}

function rename(store: Store, from: ListColumn, to: ListColumn): void {
  const [before, after] = [columnCaption(from) ?? '', columnCaption(to) ?? ''];
  const rows = store
    .prepare<[], CustomerColumns & { readonly row: number }>("SELECT * FROM customers WHERE other <> '{}'")
    .all();
  const write = store.prepare('UPDATE customers SET other = ?, content_hash = ? WHERE row = ?');
  for (const row of rows) {
    const { [before]: text, ...rest } = parseOther(row.other);
    if (text !== undefined) {
      const other = formatOther({ ...rest, [after]: text });
      write.run(other, contentHash(parseRecord({ ...row, other })), row.row);
    }
  }
  store.prepare('DELETE FROM export_columns WHERE name = ?').run(from);
}

function valueOf(customer: ExportedCustomer, column: ListColumn): unknown {
  const caption = columnCaption(column);
  return caption === null ? customer[column as CustomerField] : customer.other?.[caption];
}
