import type { CustomerSink } from '../records/customer-sink';
import type { EngineMessage } from './messages';
import { PROGRESS_INTERVAL_MS } from './messages';

/** Limits progress reports to one per interval, plus one when all customers are read. */
export function throttleProgress(
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

/** Passes customers on as messages. The reading waits until `tell` has delivered each piece. */
export function messageSink(tell: (message: EngineMessage) => Promise<void>): CustomerSink {
  return {
    begin: () => tell({ kind: 'begin' }),
    take: (customers) => tell({ kind: 'customers', customers }),
  };
}
