import type { DemoCustomer } from './customer-record';
import { seededRandom, type SeededRandom } from './random';
import {
  COMPANY_FORMS,
  DELIVERY_TERMS,
  FIRST_NAMES,
  KINDS,
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

/** A made-up customer that depends on `key` and `id` alone. */
export function newCustomer(key: string, id: number): DemoCustomer {
  const random = seededRandom(key);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const [postalCode, city, area] = random.pick(TOWNS);
  const [type, description] = random.pick(KINDS);
  const orders = type === 'PotFromCon' ? noOrders : someOrders(random);
  return {
    id: String(id),
    accountNumber: random.chance(30) ? `04${String(id).padStart(4, '0')}` : null,
    name: customerName(random, first, last),
    vatNumber: random.chance(40) ? vatNumber(random) : null,
    pec: random.chance(20) ? `${mailName(first).slice(0, 1)}.${mailName(last)}@pec.example.it` : null,
    sdi: random.chance(28) ? characters(random, 7) : null,
    fiscalCode: fiscalCode(random),
    deliveryTerms: random.pick(DELIVERY_TERMS),
    street: random.chance(99) ? street(random) : null,
    postalCode: random.chance(98) ? postalCode : null,
    city: random.chance(98) ? city : null,
    phone: random.chance(78) ? newPhone(random, area) : null,
    mobile: random.chance(42) ? newMobile(random) : null,
    // The column is so narrow that the page shows only its beginning; the text in the PDF is whole.
    url: random.chance(1) ? `www.${mailName(last)}.example.it` : null,
    attentionTo: random.chance(2) ? `${first} ${last}` : null,
    ...orders,
    description,
    type,
    externalAccountNumber: random.chance(95) ? String(id) : null,
    ourAccountNumber: random.chance(2) ? `IT${random.digits(5)}` : null,
  };
}

/** A landline: numbers that start with 0 after the area code are not given to anybody. */
export function newPhone(random: SeededRandom, areaCode: string): string {
  return `+39${areaCode}0${random.digits(6)}`;
}

/** A mobile number in 399, a range no operator has. */
export function newMobile(random: SeededRandom): string {
  return `+39399${random.digits(7)}`;
}

function customerName(random: SeededRandom, first: string, last: string): string {
  const shown = random.chance(15) ? `${first.slice(0, 1)}. ${last}` : `${first} ${last}`;
  const practice = random.pick(PRACTICES);
  const form = random.chance(12) ? `Sas Di ${last} & C.` : random.pick(COMPANY_FORMS);
  if (random.chance(4)) {
    // A quotation mark swallows the blank that follows it: real records look like this.
    return `"${practice}${shown}${form && ` ${form}`}"`;
  }
  const ending = random.chance(1.4) ? random.pick(LONG_ENDINGS) : '';
  return [practice, shown, form, ending].filter((part) => part !== '').join(' ');
}

function street(random: SeededRandom): string {
  const long = random.chance(0.7);
  const name = long ? random.pick(LONG_STREETS) : random.pick(STREETS);
  const comma = random.chance(50) ? ',' : '';
  const suffix = random.pick(['', '', '', '/A', ' Int. 3']);
  return `${name}${comma} ${random.between(1, 250)}${suffix}`;
}

/** 11 digits, often with leading zeros, whose check digit is wrong on purpose: no company can have this number. */
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

function fiscalCode(random: SeededRandom): string | null {
  if (random.chance(80)) {
    return null;
  }
  if (random.chance(25)) {
    return vatNumber(random);
  }
  const letters = Array.from({ length: 6 }, () => random.pick(CONSONANTS)).join('');
  const day = String(random.between(1, 28)).padStart(2, '0');
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

function someOrders(random: SeededRandom): Pick<DemoCustomer, keyof typeof noOrders> {
  const [orderCount, salesCents] = yearOfOrders(random);
  const [previousOrderCount1, previousSales1Cents] = yearOfOrders(random);
  const [previousOrderCount2, previousSales2Cents] = yearOfOrders(random);
  const month = String(random.between(1, 12)).padStart(2, '0');
  const day = String(random.between(1, 28)).padStart(2, '0');
  return {
    lastOrderDate: random.chance(90) ? `2025-${month}-${day}` : null,
    orderCount,
    salesCents,
    previousOrderCount1,
    previousSales1Cents,
    previousOrderCount2,
    previousSales2Cents,
  };
}

function yearOfOrders(random: SeededRandom): readonly [count: number, cents: number] {
  const count = random.pick([0, 0, 1, 2, 3, 4, 7, 9, 12, 25, 97, 1112]);
  return [count, count * random.between(900, 41_000)];
}

function characters(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => random.pick(LETTERS_AND_DIGITS)).join('');
}

/** `D'Alessio` as it stands in an address: `dalessio`. */
function mailName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
