import type { CustomerSink } from '../records/customer-sink';
import type { EngineMessage } from './messages';
import { PROGRESS_INTERVAL_MS } from './messages';

/** Limits progress reports to one per interval, plus one when all customers are read. */
export function throttleProgress(
  send: (message: Extract<EngineMessage, { readonly kind: 'progress' }>) => void,
): (customersRead: number, expected: number | null) => void {
  let reportedAt = -Infinity;
  return (customersRead, expected) => {
    const now = performance.now();
    if (now - reportedAt >= PROGRESS_INTERVAL_MS || customersRead === expected) {
      reportedAt = now;
      send({ kind: 'progress', customersRead, expected });
    }
  };
}

/** Passes customers on as messages. The reading waits until `send` has delivered each piece. */
export function messageSink(send: (message: EngineMessage) => Promise<void>): CustomerSink {
  return {
    begin: () => send({ kind: 'begin' }),
    take: (customers) => send({ kind: 'customers', customers }),
  };
}
