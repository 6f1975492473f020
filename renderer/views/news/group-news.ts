import type { CustomerChange } from '../../../preload/contract';

/** What happened to one customer in one sync. */
export interface CustomerNews {
  readonly customerId: string;
  readonly customerName: string;
  /** The newest of its changes, by which it is told from others. */
  readonly number: number;
  readonly changes: readonly CustomerChange[];
}

/** What one sync found. */
export interface SyncNews {
  readonly run: number;
  /** UTC ISO 8601. */
  readonly at: string;
  readonly customers: readonly CustomerNews[];
}

/** The changes by sync and customer, both newest first as they come; a customer's own in the order of its fields. */
export function groupNews(items: readonly CustomerChange[]): readonly SyncNews[] {
  const syncs = new Map<number, Map<string, CustomerChange[]>>();
  for (const change of items) {
    const customers = syncs.get(change.run) ?? new Map<string, CustomerChange[]>();
    syncs.set(change.run, customers);
    const changes = customers.get(change.customerId) ?? [];
    customers.set(change.customerId, changes);
    changes.unshift(change);
  }
  return [...syncs].map(([run, customers]) => {
    const news = [...customers.values()].flatMap((changes): CustomerNews[] => {
      const newest = changes.at(-1);
      return newest === undefined
        ? []
        : [
            {
              customerId: newest.customerId,
              customerName: newest.customerName,
              number: newest.number,
              changes,
            },
          ];
    });
    return { run, at: news[0]?.changes[0]?.at ?? '', customers: news };
  });
}
