import { demoCustomers } from '../../../main/demo/customers/customers';
import type { SeededRandom } from '../../../main/demo/customers/random';
import type { CustomerField } from '../../../preload/contract';
import { FIELDS, FIELD_NAMES } from './fields';

/** A customer before printing; `null` is an empty cell. */
export type SourceRecord = Readonly<Record<CustomerField, string | number | null>>;

/** Returns the demo's customers with random dates, counts and amounts. */
export function randomRecords(random: SeededRandom, count: number): readonly SourceRecord[] {
  const seed = random.below(1_000_000);
  const customers = demoCustomers({ seed, count: Math.max(1, count), exportNumber: 1 }).slice(0, count);
  return customers.map((customer, index): SourceRecord => {
    const known = customer as unknown as Partial<SourceRecord>;
    const values = FIELD_NAMES.map((field) => [field, valueOf(random, field, known[field] ?? null)] as const);
    const record = withoutEmptyOrders(Object.fromEntries(values) as SourceRecord);
    return index === 0 && random.chance(5) ? { ...record, id: '0' } : record;
  });
}

/** Makes the sales of a past year zero if it has no orders, and otherwise not zero. */
function withoutEmptyOrders(record: SourceRecord): SourceRecord {
  const sales = (orders: string | number | null, cents: string | number | null): number =>
    Number(orders ?? 0) === 0 ? 0 : Number(cents ?? 0) || 4_120;
  return {
    ...record,
    previousSales1Cents: sales(record.previousOrderCount1, record.previousSales1Cents),
    previousSales2Cents: sales(record.previousOrderCount2, record.previousSales2Cents),
  };
}

function valueOf(
  random: SeededRandom,
  field: CustomerField,
  text: string | number | null,
): string | number | null {
  switch (FIELDS[field].kind) {
    case 'id':
      return text;
    case 'text':
      return field === 'email' ? randomEmail(random) : text;
    case 'date':
      return random.chance(30) ? randomDate(random) : null;
    case 'count':
      return random.chance(5) ? null : random.pick([0, 0, 0, 1, 3, 12, 97, 1_112, 250_417]);
    case 'amount':
      return random.chance(5) ? null : randomCents(random);
  }
}

function randomEmail(random: SeededRandom): string | null {
  return random.chance(40) ? `info.${random.digits(4)}@example.it` : null;
}

function randomDate(random: SeededRandom): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${random.between(2018, 2026)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
}

function randomCents(random: SeededRandom): number {
  const cents = random.pick([0, 0, 0, 1, 99, 4_120, 99_999, 1_849_950, 18_540_857, 123_456_789]);
  return random.chance(8) ? -cents + 0 : cents;
}
