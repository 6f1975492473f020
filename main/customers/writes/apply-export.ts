import type {
  AppError,
  CustomerField,
  CustomerRecord,
  ExportedCustomer,
  ExportWarning,
  SyncCounts,
} from '../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../preload/contract/customers';
import type { ListColumn } from '../../../preload/contract/list-columns';
import { columnWithCaption } from '../../../preload/contract/list-columns';
import type { Result } from '../../base/result';
import { inTransaction } from '../store/connection';
import { contentHash } from '../store/content-digest';
import { formatOther, parseOther, parseRecord } from '../store/customer-columns';
import type { Store } from '../store/store';
import { guarded } from '../store/store-error';
import { countRun } from '../store/store-state';
import { knownBefore, markAbsent } from './absent-customers';
import { logChanges } from './changes';
import { emptiedWarnings, compareColumns, recordColumns } from './export-columns';
import type { KnownRow } from './write-customers';
import { prepareWrites } from './write-customers';

/** The effect of an export, and any warnings about its columns. */
export interface AppliedExport extends SyncCounts {
  readonly warnings?: readonly ExportWarning[];
}

/**
 * Applies a complete export in one transaction. Unchanged customers are not written, and fields
 * that the export lacks keep their values. Absent customers become missing, then removed; one that
 * returns counts as updated. A column without any earlier value is filled without history and not
 * counted. A column that lost its values, or a text with an unreadable character, does not replace
 * known data. `at` is UTC ISO 8601. With `mayMarkAbsent` false, nobody is marked, as the portal had
 * a filter on. Fails with DISK_FULL, STORE_UNAVAILABLE or STORE_FAILED, changing nothing.
 */
export function applyExport(
  store: Store,
  customers: readonly ExportedCustomer[],
  runNumber: number,
  at: string,
  mayMarkAbsent = true,
): Result<AppliedExport, AppError> {
  return guarded(() =>
    inTransaction(store, () => applyAll(store, customers, { number: runNumber, at }, mayMarkAbsent)),
  );
}

function applyAll(
  store: Store,
  customers: readonly ExportedCustomer[],
  { number: runNumber, at }: { readonly number: number; readonly at: string },
  mayMarkAbsent: boolean,
): AppliedExport {
  const knownCustomers = knownBefore(store);
  const { firstSeen, held, isRenamed } = compareColumns(store, customers);
  const find = store.prepare<[string], KnownRow>('SELECT * FROM customers WHERE id = ?');
  const write = prepareWrites(store);
  const changes = logChanges(store, runNumber, at);
  const exported = new Set<string>();
  let added = 0;
  let updated = 0;
  let filled = 0;
  for (const customer of customers) {
    exported.add(customer.id);
    const known = find.get(customer.id);
    if (known?.missing_since === null && isAsKnown(customer, known, held)) {
      continue;
    }
    const before = known === undefined ? null : parseRecord(known);
    const record = completeRecord(customer, before, held);
    const hash = contentHash(record);
    if (known === undefined || before === null) {
      write.insert(record, hash, at);
      changes.event(record.id, 'new');
      added += 1;
    } else if (known.content_hash !== hash || known.missing_since !== null) {
      if (known.missing_since !== null) {
        changes.event(record.id, 'back');
      }
      const noted = changes.fields(before, record, firstSeen);
      write.update(known, record, hash, noted === 0 ? null : at);
      if (noted > 0 || known.missing_since !== null) {
        updated += 1;
      } else {
        filled += 1;
      }
    }
  }
  const run = { number: runNumber, at, changes };
  const { missing, removed, partialExport } = markAbsent(store, knownCustomers, exported, run, mayMarkAbsent);
  recordColumns(store, customers, held, runNumber);
  countRun(store, {
    number: runNumber,
    at,
    partialExport,
    isContentChanged: isRenamed || added + updated + filled + missing + removed > 0,
    isFirst: knownCustomers.present.length + knownCustomers.missing.length === 0,
  });
  const warnings = emptiedWarnings(held);
  return {
    ...(warnings.length === 0 ? {} : { warnings }),
    processed: customers.length,
    added,
    updated,
    unchanged: customers.length - added - updated,
    missing,
  };
}

/** Whether an exported customer equals its row, as most do; builds no records, to be fast. */
function isAsKnown(customer: ExportedCustomer, known: KnownRow, held: ReadonlySet<ListColumn>): boolean {
  for (const field of CUSTOMER_FIELDS) {
    if (
      customer[field] !== known[field] &&
      said(customer[field], known[field], held.has(field)) !== known[field]
    ) {
      return false;
    }
  }
  return (
    customer.other === undefined ||
    formatOther(completeOther(customer.other, parseOther(known.other), held)) === known.other
  );
}

/** Returns the record to store: exported values, and known ones for columns not exported. */
function completeRecord(
  customer: ExportedCustomer,
  known: CustomerRecord | null,
  held: ReadonlySet<ListColumn>,
): CustomerRecord {
  const record: Partial<Record<CustomerField, string | number | null>> = {};
  for (const field of CUSTOMER_FIELDS) {
    record[field] = said(customer[field], known?.[field] ?? null, held.has(field));
  }
  const other = completeOther(customer.other ?? {}, known?.other ?? {}, held);
  return { ...record, other } as CustomerRecord;
}

/** Does the same for columns of no field; an empty cell is no entry. */
function completeOther(
  exported: NonNullable<ExportedCustomer['other']>,
  known: CustomerRecord['other'],
  held: ReadonlySet<ListColumn>,
): CustomerRecord['other'] {
  const before = new Map(Object.entries(known));
  const texts = new Map<string, string | number | null>(before);
  for (const [caption, text] of Object.entries(exported)) {
    texts.set(caption, said(text, before.get(caption) ?? null, held.has(columnWithCaption(caption))));
  }
  return Object.fromEntries(
    [...texts].flatMap(([caption, text]) => (text === null || text === '' ? [] : [[caption, String(text)]])),
  );
}

type Value = string | number | null;

/** Returns the value to store; `isHeld` keeps the known value of a column that lost its values. */
function said(exported: Value | undefined, known: Value, isHeld: boolean): Value {
  const isEmpty = exported === null || exported === '';
  return exported === undefined || (isHeld && isEmpty) || isWorse(exported, known) ? known : exported;
}

/** Whether an exported text has an unreadable character and the known one has none. */
function isWorse(exported: Value, known: Value): boolean {
  return isTorn(exported) && known !== null && known !== '' && !isTorn(known);
}

/** The replacement for an unreadable character, and a control that cannot be shown. */
const UNREADABLE = ['\ufffd', '\0'];

function isTorn(value: Value): boolean {
  return typeof value === 'string' && UNREADABLE.some((character) => value.includes(character));
}
