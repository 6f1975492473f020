import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';
import { countContentWrite } from '../store/store-state';
import { computeSortKeys } from './write-customers';

/**
 * The version of the rules for sort keys, raised with each change to them (fold-text.ts,
 * write-customers.ts). When opened, a store with another version gets new keys. No migration does
 * this, as derived data are not part of a schema.
 */
const RULES = 2;

export function updateSortKeysIfOutdated(store: Store): void {
  const rules = store.prepare<[], number>('SELECT index_rules FROM store_state').pluck().get();
  if (rules === RULES) {
    return;
  }
  inTransaction(store, () => {
    computeSortKeys(store);
    store.prepare('UPDATE store_state SET index_rules = ?').run(RULES);
    countContentWrite(store);
  });
}
