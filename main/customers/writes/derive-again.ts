import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';
import { countContentWrite } from '../store/store-state';
import { derivedAgain } from './write-customers';

/**
 * The rules by which customers are ordered, counted up with each change of them (fold-text.ts, write-customers.ts):
 * a store made by others is brought up to date when it is opened, since what is derived is no part of a schema.
 */
const RULES = 2;

/** Makes the order of all customers again where the rules have changed since they were made. */
export function deriveAgain(store: Store): void {
  const rules = store.prepare<[], number>('SELECT index_rules FROM store_state').pluck().get();
  if (rules === RULES) {
    return;
  }
  inTransaction(store, () => {
    derivedAgain(store);
    store.prepare('UPDATE store_state SET index_rules = ?').run(RULES);
    countContentWrite(store);
  });
}
