/**
 * The demo's made-up customers, as of the n-th export.
 *
 * Everything is a pure function of seed and export number: the app can be restarted, or a test can ask for any two
 * exports, and the difference between them is known exactly (`demoDifference`).
 */
import { DEMO_FIELDS, type DemoCustomer } from './customer-record';
import { newCustomer, newMobile, newPhone } from './new-customer';
import { seededRandom, type SeededRandom } from './random';

/** Which customers to make up. */
export interface DemoPopulation {
  /** Any integer: another seed, other customers. */
  readonly seed: number;
  /** How many customers the first export holds, 1 to 100,000. */
  readonly count?: number;
  /** As of which export, from 1. */
  readonly exportNumber: number;
}

/** The customers of a real agent's export in January 2026 (clienti-pdf.md). */
export const DEMO_CUSTOMER_COUNT = 1452;

/** With a sync every 30 minutes the made-up calendar moves on by one day in this many exports. */
const EXPORTS_A_DAY = 48;

/** The customers as of export `exportNumber`, in ascending order of ID. Throws a RangeError on impossible numbers. */
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

/** The IDs that an export adds, changes, leaves alone and no longer holds, seen from an earlier one. */
export interface DemoDifference {
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  readonly gone: readonly string[];
}

/** What a sync that knows `before` must find in `after`. */
export function differenceOf(
  before: readonly DemoCustomer[],
  after: readonly DemoCustomer[],
): DemoDifference {
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

/** The exact difference between two exports of the same seed and count. */
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
  const customers: DemoCustomer[] = [];
  let id = 400;
  for (let index = 0; index < count; index += 1) {
    id += gaps.between(1, 75);
    customers.push(newCustomer(`${seed}/first/${index}`, id));
  }
  return customers;
}

/** Makes of export `number - 1` the export `number`: some orders and phones, one or two new, every third time one gone. */
function applyChanges(customers: DemoCustomer[], seed: number, number: number): void {
  const random = seededRandom(`${seed}/export/${number}`);
  // Taken before anybody goes, so that no ID is ever given twice.
  let lastId = Number(customers.at(-1)?.id ?? 0);
  const touched = new Set<number>();
  const changes = Math.min(random.between(5, 12), customers.length);
  while (touched.size < changes) {
    touched.add(random.below(customers.length));
  }
  for (const index of touched) {
    const customer = customers[index];
    if (customer !== undefined) {
      customers[index] = random.chance(70)
        ? withOrder(customer, random, number)
        : withOtherPhone(customer, random);
    }
  }
  if (number % 3 === 0 && customers.length > 1) {
    customers.splice(random.below(customers.length), 1);
  }
  for (let added = random.between(1, 2); added > 0; added -= 1) {
    lastId += random.between(1, 40);
    customers.push(newCustomer(`${seed}/new/${number}/${added}`, lastId));
  }
}

function withOrder(customer: DemoCustomer, random: SeededRandom, number: number): DemoCustomer {
  const orders = random.between(1, 3);
  const day = Date.UTC(2026, 0, 12) + Math.floor((number - 1) / EXPORTS_A_DAY) * 86_400_000;
  return {
    ...customer,
    lastOrderDate: new Date(day).toISOString().slice(0, 10),
    orderCount: (customer.orderCount ?? 0) + orders,
    salesCents: (customer.salesCents ?? 0) + orders * random.between(900, 41_000),
  };
}

function withOtherPhone(customer: DemoCustomer, random: SeededRandom): DemoCustomer {
  const phone = newPhone(random, random.pick(['02', '06', '080']));
  const mobile = newMobile(random);
  // The odd case of the same number twice must still be a change.
  return customer.phone === phone
    ? { ...customer, phone: null, mobile }
    : { ...customer, phone, mobile: random.chance(50) ? mobile : customer.mobile };
}

function atLeastOne(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} must be an integer from 1, got ${value}`);
  }
}
