import type { AppError, ExportReading, ExportedCustomer } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';

/** Receives the customers of an export. They count only after the reading succeeds. */
export interface CustomerSink {
  /** Begins a reading; a second reading replaces the first, and its customers are void. */
  begin(): Promise<void>;
  /** Receives the next customers, in printed order. */
  take(customers: readonly ExportedCustomer[]): Promise<void>;
}

export type ExportSummary = Omit<ExportReading, 'customers'>;

/** Reads an export and keeps all customers. */
export async function collectCustomers(
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
