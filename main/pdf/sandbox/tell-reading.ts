import type { CustomerSink } from '../records/customer-sink';
import type { EngineMessage } from './messages';
import { PROGRESS_INTERVAL_MS } from './messages';

/** Says how far a reading is, now and then, and when all has been read. */
export function progressTeller(
  tell: (message: Extract<EngineMessage, { readonly kind: 'progress' }>) => void,
): (customersRead: number, expected: number | null) => void {
  let toldAt = -Infinity;
  return (customersRead, expected) => {
    const now = performance.now();
    if (now - toldAt >= PROGRESS_INTERVAL_MS || customersRead === expected) {
      toldAt = now;
      tell({ kind: 'progress', customersRead, expected });
    }
  };
}

/** Tells customers as they are read, each piece once `tell` has handed over the one before. */
export function tellingSink(tell: (message: EngineMessage) => Promise<void>): CustomerSink {
  return {
    begin: () => tell({ kind: 'begin' }),
    take: (customers) => tell({ kind: 'customers', customers }),
  };
}
