import { ok } from '../../main/base/result';
import { EMPTY_LIST_STATE } from '../../preload/contract';
import type { CustomerKind, CustomerListItem, WindowPlace } from '../../preload/contract';
import type { ListQueryStore } from '../../renderer/stores/list-query-store';
import { createListQueryStore } from '../../renderer/stores/list-query-store';
import type { OpenCustomerStore } from '../../renderer/stores/open-customer-store';
import { createOpenCustomerStore } from '../../renderer/stores/open-customer-store';
import type { RowsStore } from '../../renderer/stores/rows-store';
import { createRowsStore } from '../../renderer/stores/rows-store';
import type { FakeBridge } from './fake-bridge';
import { settle } from './fake-clock';

interface CustomerStores {
  readonly listQuery: ListQueryStore;
  readonly rows: RowsStore;
  readonly openCustomer: OpenCustomerStore;
}

export function customerStores(bridge: FakeBridge, place?: WindowPlace): CustomerStores {
  const listQuery = createListQueryStore(bridge, place);
  const rows = createRowsStore(bridge, listQuery, place?.topRow);
  const openCustomer = createOpenCustomerStore(bridge, listQuery, rows, place?.customer);
  return { listQuery, rows, openCustomer };
}

/** Creates stores whose list query is loaded, so that they have requested the customers. */
export async function knownStores(
  bridge: FakeBridge,
  kinds: readonly CustomerKind[] = [],
  place?: WindowPlace,
): Promise<CustomerStores> {
  const stores = customerStores(bridge, place);
  bridge.last('list:get').answer(ok(EMPTY_LIST_STATE));
  bridge.last('customers:kinds').answer(ok(kinds));
  await settle();
  return stores;
}

/** Creates stores that show these customers as the first of `total` found ones. */
export async function aListOf(
  bridge: FakeBridge,
  ids: readonly string[],
  total = ids.length,
): Promise<CustomerStores> {
  const stores = await knownStores(bridge);
  bridge.last('customers:search').answer(ok({ items: ids.map(anItem), total }));
  await settle();
  return stores;
}

/** Answers each search with one of `total` customers, until no new search follows. */
export async function answerSearch(bridge: FakeBridge, total: number, elsewhere = 0): Promise<void> {
  let asked: unknown = null;
  while (asked !== bridge.last('customers:search')) {
    asked = bridge.last('customers:search');
    bridge.last('customers:search').answer(ok({ items: [anItem('1')], total, elsewhere }));
    await settle();
  }
}

export function anItem(id: string): CustomerListItem {
  return {
    id,
    name: `Cliente ${id}`,
    city: null,
    vatNumber: null,
    phone: null,
    mobile: null,
    lastOrderDate: null,
    salesCents: null,
    type: null,
    description: null,
    street: null,
    postalCode: null,
    attentionTo: null,
    externalAccountNumber: null,
    email: null,
    other: {},
    missingSince: null,
    removedSince: null,
    note: null,
  };
}
