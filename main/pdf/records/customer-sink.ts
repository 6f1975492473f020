import type { AppError, ExportReading, ExportedCustomer } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';

/** Where the customers of an export go while it is read. None of them counts before the reading has ended well. */
export interface CustomerSink {
  /** A reading begins, perhaps anew in another way: what was taken before is void. */
  begin(): Promise<void>;
  /** Takes the next customers, in printed order. */
  take(customers: readonly ExportedCustomer[]): Promise<void>;
}

/** What an export says beside its customers. */
export type ExportSummary = Omit<ExportReading, 'customers'>;

/** Reads, and keeps all customers. */
export async function gather(
  read: (sink: CustomerSink) => Promise<Result<ExportSummary, AppError>>,
): Promise<Result<ExportReading, AppError>> {
  let customers: ExportedCustomer[] = [];
  const summary = await read({
    begin() {
      customers = [];
      return Promise.resolve();
    },
    take(more) {
      for (const customer of more) {
        customers.push(customer);
      }
      return Promise.resolve();
    },
  });
  return summary.ok ? ok({ customers, ...summary.value }) : summary;
}
