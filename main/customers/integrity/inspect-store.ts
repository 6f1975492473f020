import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { NEWEST_SCHEMA } from '../migrations';
import { openConnection, schemaVersion } from '../store/connection';
import { areRowsIntact, contentDigest, fileDigest } from '../store/content-digest';
import { isDamage } from '../store/damage';
import type { Store } from '../store/store';
import { guarded, storeError } from '../store/store-error';
import type { StoreFacts } from '../store/store-state';
import { readFacts } from '../store/store-state';
import type { Mark } from './mark';
import { logBytes } from './mark';
import { tooNewError } from './open-store';

/**
 * The result of inspecting a store file. `whole`: intact; with `isProven` each byte matches the
 * last write, so further checks can wait. `damaged`: in structure, content or a single byte.
 * `rolled-back`: whole, but older than the last write. `unusable`: for a reason other than damage.
 */
export type Verdict =
  | { readonly kind: 'whole'; readonly isProven: boolean }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'rolled-back'; readonly writeNumber: number }
  | { readonly kind: 'unusable'; readonly error: AppError };

const INTACT: Verdict = { kind: 'whole', isProven: false };

/**
 * Inspects a store file without changing it: structure, indexes, content digest and row hashes.
 * Compares its age and bytes with the mark kept outside. After a kill between commit and mark, the
 * older mark proves nothing, and the store's own digest decides.
 */
export function inspectStore(path: string, mark: Mark | null): Verdict {
  let store: Store | undefined;
  try {
    const isSame = mark === null ? null : isSameFile(path, mark);
    if (isSame === true && mark?.schemaVersion === NEWEST_SCHEMA) {
      return { kind: 'whole', isProven: true };
    }
    store = openConnection(path, { readonly: true });
    return inspect(store, mark, isSame === false);
  } catch (error) {
    return isDamage(error) ? { kind: 'damaged' } : { kind: 'unusable', error: storeError(error) };
  } finally {
    store?.close();
  }
}

/** Whether the file's bytes match the mark; `null` if a write-ahead log makes this unknown. */
function isSameFile(path: string, mark: Mark): boolean | null {
  return mark.fileDigest === null || logBytes(path) > 0 ? null : fileDigest(path) === mark.fileDigest;
}

function inspect(store: Store, mark: Mark | null, isOtherFile: boolean): Verdict {
  const version = schemaVersion(store);
  if (version > NEWEST_SCHEMA) {
    // A newer app marks its schema before migrating; a higher number without that mark is damage.
    const isDamagedNumber = isOtherFile && mark !== null && mark.schemaVersion <= NEWEST_SCHEMA;
    return isDamagedNumber ? { kind: 'damaged' } : { kind: 'unusable', error: tooNewError(store) };
  }
  if (version === 0) {
    return mark === null && isEmpty(store) ? INTACT : { kind: 'damaged' };
  }
  if (!isStructureIntact(store)) {
    return { kind: 'damaged' };
  }
  if (version === 1) {
    // Schema 1 has row hashes, but no digest and no mark.
    return mark === null && areRowsIntact(store) ? INTACT : { kind: 'damaged' };
  }
  const facts = readFacts(store);
  if (!isContentIntact(store, facts)) {
    return { kind: 'damaged' };
  }
  if (mark === null || facts.writeNumber > mark.writeNumber) {
    return INTACT;
  }
  if (facts.writeNumber < mark.writeNumber) {
    return { kind: 'rolled-back', writeNumber: facts.writeNumber };
  }
  return isOtherFile ? { kind: 'damaged' } : INTACT;
}

/** Checks structure and content of a store whose bytes match the mark. Fails with STORE_FAILED. */
export function checkStore(store: Store): Result<null, AppError> {
  const checked = guarded(() => isStructureIntact(store) && isContentIntact(store, readFacts(store)));
  if (checked.ok && !checked.value) {
    const details = { sqlite: 'SQLITE_CORRUPT', file: 'customers' };
    return fail(appError('STORE_FAILED', 'The customer store does not match its digest', details));
  }
  return checked.ok ? ok(null) : checked;
}

export function isStructureIntact(connection: Store): boolean {
  return connection.pragma('integrity_check', { simple: true }) === 'ok';
}

/** Whether the customers match their digest and row hashes. */
export function isContentIntact(store: Store, facts: StoreFacts): boolean {
  const { rowCount, digest } = contentDigest(store);
  return rowCount === facts.rowCount && digest === facts.digest && areRowsIntact(store);
}

function isEmpty(store: Store): boolean {
  return store.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}
