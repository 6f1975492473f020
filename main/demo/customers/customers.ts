/**
 * The demo's fictitious customers as of the n-th export.
 *
 * Everything is a pure function of seed and export number. After a restart the app finds the same
 * customers, and a test knows the exact difference between any two exports (`demoDifference`).
 */
import { DEMO_FIELDS, type DemoCustomer } from './customer-record';
import { COUNTED_CUSTOMERS, distributeTraits, drawItems, newTraits } from './customer-traits';
import { newCustomer, newMobile, newPhone } from './new-customer';
import { seededRandom, type SeededRandom } from './random';
import { BUYER } from './word-lists';

export interface DemoPopulation {
  /** The seed, which may be any integer. Another seed creates other customers. */
  readonly seed: number;
  /** The number of customers in the first export, 1 to 100,000. */
  readonly count?: number;
  /** The number of the export, from 1. */
  readonly exportNumber: number;
}

/** The number of customers in a real agent's export of January 2026 (export-pdf.md). */
export const DEMO_CUSTOMER_COUNT = COUNTED_CUSTOMERS;

/** The number of exports in a fictitious day, as with a sync every 30 minutes. */
const EXPORTS_A_DAY = 48;

/** Returns an export's customers by ascending ID. Throws RangeError for options out of range. */
export function demoCustomers({
  seed,
  count = DEMO_CUSTOMER_COUNT,
  exportNumber,
}: DemoPopulation): readonly DemoCustomer[] {
  atLeastOne('count', count);
  atLeastOne('exportNumber', exportNumber);
  const customers = firstCustomers(seed, count);
  for (let number = 2; number <= exportNumber; number += 1) {
    applyChanges(customers, seed, number);
  }
  return customers;
}

/** The IDs of customers that were added, changed, kept and removed between two exports. */
export interface DemoDifference {
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  readonly gone: readonly string[];
}

/** Returns the changes that a sync must find in `after` if `before` is cached. */
function differenceOf(before: readonly DemoCustomer[], after: readonly DemoCustomer[]): DemoDifference {
  const earlier = new Map(before.map((customer) => [customer.id, customer]));
  const later = new Set(after.map((customer) => customer.id));
  const known = after.filter((customer) => earlier.has(customer.id));
  const changed = (customer: DemoCustomer): boolean => {
    const old = earlier.get(customer.id);
    return DEMO_FIELDS.some((field) => old?.[field] !== customer[field]);
  };
  return {
    added: after.filter((customer) => !earlier.has(customer.id)).map((customer) => customer.id),
    updated: known.filter(changed).map((customer) => customer.id),
    unchanged: known.filter((customer) => !changed(customer)).map((customer) => customer.id),
    gone: before.filter((customer) => !later.has(customer.id)).map((customer) => customer.id),
  };
}

/** Returns the exact difference between two exports of the same seed and count. */
export function demoDifference(
  population: Omit<DemoPopulation, 'exportNumber'>,
  fromExport: number,
  toExport: number,
): DemoDifference {
  return differenceOf(
    demoCustomers({ ...population, exportNumber: fromExport }),
    demoCustomers({ ...population, exportNumber: toExport }),
  );
}

function firstCustomers(seed: number, count: number): DemoCustomer[] {
  const gaps = seededRandom(`${seed}/ids`);
  let id = 400;
  return distributeTraits(seededRandom(`${seed}/traits`), count).map((traits, index) => {
    id += gaps.between(1, 75);
    return newCustomer(seededRandom(`${seed}/first/${index}`), id, traits);
  });
}

/** Adds an export's new orders, phones and customers. Every third export removes a customer. */
function applyChanges(customers: DemoCustomer[], seed: number, number: number): void {
  const random = seededRandom(`${seed}/export/${number}`);
  // The last ID is read before a customer is removed, so that no ID is used twice.
  let lastId = Number(customers.at(-1)?.id ?? 0);
  const changes = Math.min(random.between(5, 12), customers.length);
  const ordering = new Set(orderingNow(customers, random, Math.ceil(changes * 0.6)));
  const others = customers.map((_, index) => index).filter((index) => !ordering.has(index));
  const calling = new Set(drawItems(random, others, changes - ordering.size));
  for (const [index, customer] of customers.entries()) {
    if (ordering.has(index)) {
      customers[index] = withOrder(customer, random, number);
    } else if (calling.has(index)) {
      customers[index] = withOtherPhone(customer, random);
    }
  }
  if (number % 3 === 0 && customers.length > 1) {
    customers.splice(random.below(customers.length), 1);
  }
  for (let added = random.between(1, 2); added > 0; added -= 1) {
    lastId += random.between(1, 40);
    const fresh = seededRandom(`${seed}/new/${number}/${added}`);
    customers.push(newCustomer(fresh, lastId, newTraits(fresh)));
  }
}

/** Draws the customers who order. On average, one in ten of them orders for the first time. */
function orderingNow(
  customers: readonly DemoCustomer[],
  random: SeededRandom,
  count: number,
): readonly number[] {
  const first = random.chance(10 * count) ? 1 : 0;
  const places = customers.map((_, index) => index);
  const isBuyer = (index: number): boolean => (customers[index]?.lastOrderDate ?? null) !== null;
  const known = drawItems(random, places.filter(isBuyer), count - first);
  const fresh = drawItems(
    random,
    places.filter((index) => !isBuyer(index)),
    first,
  );
  return [...known, ...fresh];
}

function withOrder(customer: DemoCustomer, random: SeededRandom, number: number): DemoCustomer {
  const orders = random.between(1, 3);
  const day = Date.UTC(2026, 0, 12) + Math.floor((number - 1) / EXPORTS_A_DAY) * 86_400_000;
  return {
    ...customer,
    ...(customer.lastOrderDate === null ? BUYER : {}),
    lastOrderDate: new Date(day).toISOString().slice(0, 10),
    orderCount: (customer.orderCount ?? 0) + orders,
    salesCents: (customer.salesCents ?? 0) + orders * random.between(900, 41_000),
  };
}

/** Changes the number in TELEFONO, sometimes to a mobile number. */
function withOtherPhone(customer: DemoCustomer, random: SeededRandom): DemoCustomer {
  const phone = random.chance(10) ? newMobile(random) : newPhone(random, random.pick(['02', '06', '080']));
  // If the drawn number equals the old one, removes the number, so that the record still changes.
  return { ...customer, phone: customer.phone === phone ? null : phone };
}

function atLeastOne(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} must be an integer from 1, got ${value}`);
  }
}
