import type { DemoCustomer } from '../customers/customer-record';
import { demoCustomers } from '../customers/customers';
import { shiftDay } from '../customers/first-day';
import type { DemoOptions } from '../options';

type RowOptions = Pick<
  DemoOptions,
  'seed' | 'count' | 'firstDay' | 'gridFilter' | 'duplicateRows' | 'hostileNames'
>;

/** Texts that a person might have typed into the ERP. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="window.injected=true">',
  '<script>window.injected=true</script>',
  '=HYPERLINK("https://example.org";"Rossi")',
  "'; DROP TABLE customers; --",
  '{{constructor.constructor("return 1")()}}',
  '../../../../etc/passwd%00',
  'Manutenzione Caldaie di Rossi & C.',
] as const;

/**
 * Returns the rows of the n-th export: the customers in the agent's view, and any duplicates that
 * the options request. As in a real list, one printed name begins with a blank.
 */
export function printedRows(options: RowOptions, exportNumber: number): readonly DemoCustomer[] {
  const customers = demoCustomers({ seed: options.seed, count: options.count, exportNumber });
  const rows = customers
    .slice(0, options.gridFilter ?? customers.length)
    .map((customer, index, { length }) => {
      const name = (options.hostileNames ? HOSTILE_NAMES[index] : undefined) ?? customer.name;
      const lastOrderDate = shiftDay(customer.lastOrderDate, options.firstDay);
      return { ...customer, lastOrderDate, name: index === Math.floor(length / 2) ? ` ${name}` : name };
    });
  const duplicates = rows
    .slice(0, options.duplicateRows)
    .map((customer) => ({ ...customer, name: `${customer.name} bis` }));
  return [...rows, ...duplicates];
}
