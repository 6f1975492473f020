import type { AppError, ExportReading } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { EngineMessage } from './messages';
import { PROGRESS_INTERVAL_MS } from './messages';

/** Taking one message over takes some milliseconds for so many; the app must not stand still for 50,000 at once. */
const CUSTOMERS_PER_MESSAGE = 200;

/** Says how far a reading is, now and then, and when all has been read. */
export function progressTeller(
  tell: (message: EngineMessage) => void,
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

/** Tells a whole reading, or why there is none: each piece once `tell` has handed over the one before. */
export async function tellReading(
  result: Result<ExportReading, AppError>,
  tell: (message: EngineMessage) => Promise<void>,
): Promise<void> {
  if (!result.ok) {
    await tell({ kind: 'done', result });
    return;
  }
  const { customers, ...rest } = result.value;
  for (let from = 0; from < customers.length; from += CUSTOMERS_PER_MESSAGE) {
    await tell({ kind: 'customers', customers: customers.slice(from, from + CUSTOMERS_PER_MESSAGE) });
  }
  await tell({ kind: 'done', result: ok(rest) });
}
