import type {
  AppError,
  CustomerField,
  CustomerRecord,
  ExportedCustomer,
  SyncCounts,
} from '../../preload/contract';
import { CUSTOMER_FIELDS } from '../../preload/contract/customers';
import type { Result } from '../base/result';
import { knownBefore, noteAbsent } from './absent-customers';
import { logChanges } from './changes';
import type { Store } from './connection';
import { inTransaction } from './connection';
import { contentHash } from './content-digest';
import { otherText, parseOther, recordOf } from './customer-columns';
import { guarded } from './store-error';
import { countRun } from './store-state';
import type { KnownRow } from './write-customers';
import { prepareWrites } from './write-customers';

/**
 * Applies a whole export in one transaction: all of it is there afterwards, or nothing. A customer whose content is
 * unchanged is not written. Fields the export does not carry keep their known values. A customer it no longer holds
 * is marked missing, then removed, and comes back by itself; one that reappears counts as updated. `at` is UTC ISO
 * 8601. With `mayMarkAbsent` false nobody is marked: a filter was on in the portal. Fails with DISK_FULL, STORE_UNAVAILABLE or STORE_FAILED; the old state then stands whole.
 */
export function applyExport(
  store: Store,
  customers: readonly ExportedCustomer[],
  runNumber: number,
  at: string,
  mayMarkAbsent = true,
): Result<SyncCounts, AppError> {
  return guarded(() =>
    inTransaction(store, () => applyAll(store, customers, { number: runNumber, at }, mayMarkAbsent)),
  );
}

function applyAll(
  store: Store,
  customers: readonly ExportedCustomer[],
  { number: runNumber, at }: { readonly number: number; readonly at: string },
  mayMarkAbsent: boolean,
): SyncCounts {
  const knownCustomers = knownBefore(store);
  const find = store.prepare<[string], KnownRow>('SELECT * FROM customers WHERE id = ?');
  const write = prepareWrites(store);
  const changes = logChanges(store, runNumber, at);
  const exported = new Set<string>();
  let added = 0;
  let updated = 0;
  for (const customer of customers) {
    exported.add(customer.id);
    const known = find.get(customer.id);
    if (known?.missing_since === null && isAsKnown(customer, known)) {
      continue;
    }
    const before = known === undefined ? null : recordOf(known);
    const record = completeRecord(customer, before);
    const hash = contentHash(record);
    if (known === undefined || before === null) {
      write.insert(record, hash, at);
      changes.event(record.id, 'new');
      added += 1;
    } else if (known.content_hash !== hash || known.missing_since !== null) {
      write.update(known, record, hash, known.content_hash === hash ? null : at);
      if (known.missing_since !== null) {
        changes.event(record.id, 'back');
      }
      changes.fields(before, record);
      updated += 1;
    }
  }
  const run = { number: runNumber, at, changes };
  const { missing, removed, partialExport } = noteAbsent(store, knownCustomers, exported, run, mayMarkAbsent);
  countRun(store, {
    number: runNumber,
    at,
    partialExport,
    isContentChanged: added + updated + missing + removed > 0,
    isFirst: knownCustomers.present.length + knownCustomers.missing.length === 0,
  });
  return {
    processed: customers.length,
    added,
    updated,
    unchanged: customers.length - added - updated,
    missing,
  };
}

/** Whether an export says of a customer what the row holds: nearly always, so without making a record of either. */
function isAsKnown(customer: ExportedCustomer, known: KnownRow): boolean {
  for (const field of CUSTOMER_FIELDS) {
    const exported = customer[field];
    if (exported !== undefined && exported !== known[field]) {
      return false;
    }
  }
  return (
    customer.other === undefined ||
    otherText(completeOther(customer.other, parseOther(known.other))) === known.other
  );
}

/** The record as it is to be known: what the export says, and for columns it does not carry what was known before. */
function completeRecord(customer: ExportedCustomer, known: CustomerRecord | null): CustomerRecord {
  const record: Partial<Record<CustomerField, string | number | null>> = {};
  for (const field of CUSTOMER_FIELDS) {
    const exported = customer[field];
    record[field] =
      exported === undefined || isWorse(exported, known?.[field]) ? (known?.[field] ?? null) : exported;
  }
  const other = completeOther(customer.other ?? {}, known?.other ?? {});
  return { ...record, other } as CustomerRecord;
}

/** Whether an export has a text only with a character that cannot be read, and what is known is whole. */
function isWorse(exported: string | number | null, known: string | number | null | undefined): boolean {
  const isTorn = (value: string | number | null): boolean =>
    typeof value === 'string' && value.includes(UNREADABLE);
  return isTorn(exported) && known != null && known !== '' && !isTorn(known);
}

/** Stands where a character cannot be read. */
const UNREADABLE = '\ufffd';

/** The same for columns that are none of the fields; an empty cell is no entry. */
function completeOther(
  exported: NonNullable<ExportedCustomer['other']>,
  known: CustomerRecord['other'],
): CustomerRecord['other'] {
  const texts = Object.entries({ ...known, ...exported });
  return Object.fromEntries(
    texts.flatMap(([caption, text]) => {
      const kept = isWorse(text, known[caption]) ? known[caption] : text;
      return kept == null || kept === '' ? [] : [[caption, kept]];
    }),
  );
}
