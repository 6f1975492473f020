import { demoCustomers } from './customers';
import type { DemoCustomer } from './customer-record';
import { newCustomer } from './new-customer';
import type { DemoOptions } from './options';

type RowOptions = Pick<
  DemoOptions,
  'seed' | 'count' | 'gridFilter' | 'zeroIdRows' | 'duplicateRows' | 'hostileNames'
>;

/** What somebody might have typed into the ERP. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="window.injected=true">',
  '<script>window.injected=true</script>',
  '=HYPERLINK("https://example.org";"Rossi")',
  "'; DROP TABLE customers; --",
  '{{constructor.constructor("return 1")()}}',
  '../../../../etc/passwd%00',
] as const;

/** The rows of the n-th export: the customers the agent's view lets through, with the artefacts the options ask for. */
export function printedRows(options: RowOptions, exportNumber: number): readonly DemoCustomer[] {
  const customers = demoCustomers({ seed: options.seed, count: options.count, exportNumber }).map(
    (customer, index) => ({
      ...customer,
      name: (options.hostileNames ? HOSTILE_NAMES[index] : undefined) ?? customer.name,
    }),
  );
  const rows = customers.slice(0, options.gridFilter ?? customers.length);
  const duplicates = rows
    .slice(0, options.duplicateRows)
    .map((customer) => ({ ...customer, name: `${customer.name} bis` }));
  const zeros = Array.from({ length: options.zeroIdRows }, (_, index) =>
    newCustomer(`${options.seed}/zero/${index}`, 0),
  );
  return [...zeros, ...rows, ...duplicates];
}
