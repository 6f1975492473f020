import type { DemoCustomer } from './customer-record';
import type { CustomerTraits } from './customer-traits';
import type { SeededRandom } from './random';
import {
  COMPANY_FORMS,
  DELIVERY_TERMS,
  FIRST_NAMES,
  LAST_NAMES,
  LONG_ENDINGS,
  LONG_STREETS,
  PRACTICES,
  STREETS,
  TOWNS,
} from './word-lists';

const LETTERS_AND_DIGITS = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789');
const CONSONANTS = Array.from('BCDFGLMNPRSTVZ');
const MONTH_LETTERS = Array.from('ABCDEHLMPRST');

/** The longest name that certainly fits on one line of its column. */
const ONE_LINE = 44;

/** Makes a customer. As in a real list, none has URL, ALL'ATTENZIONE DI or IL NOSTRO NUMERO. */
export function newCustomer(random: SeededRandom, id: number, { kind, has }: CustomerTraits): DemoCustomer {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const [postalCode, city, area] = random.pick(TOWNS);
  const phone = has.has('mobileAsPhone') ? newMobile(random) : newPhone(random, area);
  const pec = `${mailName(first).slice(0, 1)}.${mailName(last)}@pec.invalid`;
  return {
    id: String(id),
    accountNumber: kind.type === 'Debitor' ? accountNumber(random) : null,
    name: customerName(random, first, last, has.has('longName')),
    vatNumber: has.has('vatNumber') ? vatNumber(random) : null,
    pec: has.has('pec') ? pec : null,
    sdi: has.has('sdi') ? characters(random, 7) : null,
    fiscalCode: has.has('fiscalCode') ? fiscalCode(random) : null,
    deliveryTerms: random.pick(DELIVERY_TERMS),
    street: street(random, has.has('longStreet')),
    postalCode: has.has('postalCode') ? postalCode : null,
    city: has.has('postalCode') ? city : null,
    phone: has.has('phone') ? phone : null,
    mobile: has.has('mobile') ? newMobile(random) : null,
    url: null,
    attentionTo: null,
    ...(kind.buys ? orders(random, has) : noOrders),
    description: kind.description,
    type: kind.type,
    externalAccountNumber: has.has('externalAccountNumber') ? String(id) : null,
    ourAccountNumber: null,
  };
}

/** Makes a landline number. No real number starts with 0 after the area code. */
export function newPhone(random: SeededRandom, areaCode: string): string {
  return `+39${areaCode}0${random.digits(6)}`;
}

/** Makes a mobile number that begins with 399, which no operator uses. */
export function newMobile(random: SeededRandom): string {
  return `+39399${random.digits(7)}`;
}

function customerName(random: SeededRandom, first: string, last: string, isLong: boolean): string {
  const shown = random.chance(15) ? `${first.slice(0, 1)}. ${last}` : `${first} ${last}`;
  const practice = random.pick(PRACTICES);
  const form = random.chance(12) ? `Sas Di ${last} & C.` : random.pick(COMPANY_FORMS);
  if (isLong) {
    return `${practice} ${shown} ${random.pick(LONG_ENDINGS)}`;
  }
  const start = `${practice} ${shown}`;
  const name = form === '' ? start : `${start} ${form}`;
  const fitting = name.length > ONE_LINE ? start : name;
  // As in real records, a name in quotation marks lacks the blank after the practice.
  return random.chance(4) ? `"${practice}${fitting.slice(practice.length + 1)}"` : fitting;
}

/** Makes a number of 6 or 7 digits. */
function accountNumber(random: SeededRandom): string {
  return String(random.chance(50) ? random.between(100_000, 999_999) : random.between(1_000_000, 1_299_999));
}

function street(random: SeededRandom, isLong: boolean): string {
  const name = random.pick(isLong ? LONG_STREETS : STREETS);
  const comma = random.chance(50) ? ',' : '';
  const suffix = random.pick(['', '', '', '/A', ' Int. 3']);
  return `${name}${comma} ${random.between(1, 250)}${suffix}`;
}

/** Makes 11 digits with a wrong check digit on purpose, so that no company has the number. */
function vatNumber(random: SeededRandom): string {
  const digits = random.chance(40) ? `0${random.digits(9)}` : random.digits(10);
  let sum = 0;
  for (const [index, digit] of Array.from(digits).entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  const right = (10 - (sum % 10)) % 10;
  return `${digits}${(right + random.between(1, 9)) % 10}`;
}

function fiscalCode(random: SeededRandom): string {
  if (random.chance(50)) {
    return vatNumber(random);
  }
  const letters = Array.from({ length: 6 }, () => random.pick(CONSONANTS)).join('');
  const day = twoDigits(random.between(1, 28));
  const birth = `${random.between(45, 95)}${random.pick(MONTH_LETTERS)}${day}`;
  return `${letters}${birth}${random.pick(['A', 'D', 'F', 'H', 'L'])}${random.digits(3)}${random.pick(CONSONANTS)}`;
}

const noOrders = {
  lastOrderDate: null,
  orderCount: 0,
  salesCents: 0,
  previousOrderCount1: 0,
  previousSales1Cents: 0,
  previousOrderCount2: 0,
  previousSales2Cents: 0,
} as const;

/** Makes the date of the last order, and the orders and sales of three years, some without any. */
function orders(random: SeededRandom, has: CustomerTraits['has']): Pick<DemoCustomer, keyof typeof noOrders> {
  const year = has.has('currentOrders')
    ? 2026
    : has.has('creditNote')
      ? 2025
      : random.pick([2025, 2025, 2024, 2023]);
  const month = year === 2026 ? 1 : random.between(1, 12);
  const day = year === 2026 ? random.between(2, 11) : random.between(1, 28);
  const current = year === 2026 ? ordersOf(random, 2) : NONE;
  const lastYear = year === 2025 || (year === 2026 && random.chance(70)) ? ordersOf(random, 9) : NONE;
  const yearBefore = year === 2024 || random.chance(50) ? ordersOf(random, 9) : NONE;
  const big = { count: random.between(1_000, 1_299), cents: random.between(11_000_000, 19_999_999) };
  const returned = { count: 1, cents: -random.between(1_000, 199_999) };
  const previous1 = has.has('creditNote') ? returned : lastYear;
  const previous2 = has.has('bigBuyer') ? big : yearBefore;
  return {
    lastOrderDate: `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    orderCount: current.count,
    salesCents: current.cents,
    previousOrderCount1: previous1.count,
    previousSales1Cents: previous1.cents,
    previousOrderCount2: previous2.count,
    previousSales2Cents: previous2.cents,
  };
}

const NONE = { count: 0, cents: 0 } as const;

function ordersOf(random: SeededRandom, most: number): { readonly count: number; readonly cents: number } {
  const count = random.between(1, most);
  return { count, cents: count * random.between(9_000, 90_000) };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function characters(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => random.pick(LETTERS_AND_DIGITS)).join('');
}

/** Converts a name for an e-mail address: `D'Alessio` becomes `dalessio`. */
function mailName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
