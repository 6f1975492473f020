import type { AppError, ExportedCustomer, ExportWarning, SyncCounts } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { inTransaction } from '../store/connection';
import { contentHash } from '../store/content-digest';
import { parseRecord } from '../store/customer-columns';
import type { Store } from '../store/store';
import { guarded } from '../store/store-error';
import { countRun } from '../store/store-state';
import { markAbsent } from './absent-customers';
import { logChanges } from './changes';
import { compareRows } from './compare-rows';
import { completeRecord } from './complete-record';
import { emptiedWarnings, compareColumns, recordColumns } from './export-columns';
import type { KnownRow } from './write-customers';
import { prepareWrites } from './write-customers';

export interface AppliedExport extends SyncCounts {
  readonly warnings?: readonly ExportWarning[];
}

/**
 * Applies a complete export in one transaction. Unchanged customers are not written, and fields
 * that the export lacks keep their values. Absent customers become missing, then removed. A
 * customer that reappears counts as updated. The first values of a column are stored without
 * history and not counted. A column that lost its values, or a text with an unreadable character,
 * does not replace known data. `at` is UTC ISO 8601. Without `mayMarkAbsent`, no customer becomes
 * missing, because the portal's list was filtered. Fails with DISK_FULL, STORE_UNAVAILABLE or
 * STORE_FAILED, changing nothing.
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
  const before = compareRows(store, customers);
  const columns = compareColumns(store, customers, before.filled);
  const { firstSeen, retained, isRenamed } = columns;
  const find = store.prepare<[string], KnownRow>('SELECT * FROM customers WHERE id = ?');
  const write = prepareWrites(store);
  const changes = logChanges(store, runNumber, at);
  const exported = new Set<string>();
  let added = 0;
  let updated = 0;
  let filled = 0;
  for (const customer of customers) {
    exported.add(customer.id);
    if (before.unchanged.has(customer.id)) {
      continue;
    }
    const known = find.get(customer.id);
    const knownRecord = known === undefined ? null : parseRecord(known);
    const record = completeRecord(customer, knownRecord, retained);
    const hash = contentHash(record);
    if (known === undefined || knownRecord === null) {
      write.insert(record, hash, at);
      changes.event(record.id, 'new');
      added += 1;
    } else if (known.content_hash !== hash || known.missing_since !== null) {
      if (known.missing_since !== null) {
        changes.event(record.id, 'back');
      }
      const noted = changes.fields(knownRecord, record, firstSeen);
      write.update(known, record, hash, noted === 0 ? null : at);
      if (noted > 0 || known.missing_since !== null) {
        updated += 1;
      } else {
        filled += 1;
      }
    }
  }
  const run = { number: runNumber, at, changes };
  const { missing, removed, partialExport } = markAbsent(store, before, exported, run, mayMarkAbsent);
  recordColumns(store, columns, runNumber);
  countRun(store, {
    number: runNumber,
    at,
    partialExport,
    isContentChanged: isRenamed || added + updated + filled + missing + removed > 0,
    isFirst: before.present.length + before.missing.length === 0,
  });
  const warnings = emptiedWarnings(retained);
  return {
    ...(warnings.length === 0 ? {} : { warnings }),
    processed: customers.length,
    added,
    updated,
    unchanged: customers.length - added - updated,
    missing,
  };
}
