import type { MessagePort } from 'node:worker_threads';
import { MessageChannel } from 'node:worker_threads';
import type { SearchQuery } from '../../main/customers/queries/search';
import type { CustomerRecord, ExportedCustomer } from '../../preload/contract';

/** Creates a customer with default values for all fields except `overrides`. */
export function aCustomer(overrides: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    id: '1001',
    accountNumber: null,
    name: 'Studio Dentistico Niccolò D’Alessio & Figli',
    vatNumber: '01234567890',
    pec: 'studio@pec.example.it',
    sdi: 'ABC1234',
    fiscalCode: null,
    deliveryTerms: 'Corriere 24h',
    street: 'Via Roma, 12',
    postalCode: '00184',
    city: 'Forlì',
    phone: '+39 06 1234567',
    mobile: null,
    url: null,
    attentionTo: null,
    lastOrderDate: '2026-01-12',
    orderCount: 3,
    salesCents: 185_408_57,
    previousOrderCount1: 0,
    previousSales1Cents: 0,
    previousOrderCount2: null,
    previousSales2Cents: null,
    description: 'Debitor',
    type: 'Debitor',
    externalAccountNumber: '1001',
    ourAccountNumber: null,
    email: null,
    other: {},
    ...overrides,
  };
}

/** Creates `count` customers with IDs from 1, with different names, VAT numbers and phones. */
export function manyCustomers(count: number): ExportedCustomer[] {
  return Array.from({ length: count }, (_, index) => {
    const id = String(index + 1);
    return aCustomer({
      id,
      name: `Cliente ${id} S.r.l.`,
      vatNumber: id.padStart(11, '0'),
      phone: `+3902${id.padStart(7, '0')}`,
      city: index % 2 === 0 ? 'Milano' : 'Bologna',
      externalAccountNumber: id,
    });
  });
}

/** Creates a query, by default for the first 100 customers by name on 23 November 2026. */
export function aQuery(overrides: Partial<SearchQuery> = {}): SearchQuery {
  return {
    search: '',
    sort: 'name',
    filter: 'current',
    today: '2026-11-23',
    offset: 0,
    limit: 100,
    ...overrides,
  };
}

/** Returns the customers in the form in which a reader passes them on. */
export function toReaderRows(customers: readonly ExportedCustomer[]): {
  readonly rows: MessagePort;
  readonly count: number;
} {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(customers);
  return { rows: port2, count: customers.length };
}
