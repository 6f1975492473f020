import type { SeededRandom } from './random';
import { DEMO_KINDS, type DemoKind } from './word-lists';

/** The number of customers for which export-pdf.md (Columns) counts the filled cells. */
export const COUNTED_CUSTOMERS = 1452;

/** The number of customers with each trait. */
const COUNTED = {
  vatNumber: 249,
  pec: 11,
  sdi: 24,
  fiscalCode: 2,
  postalCode: 1443,
  phone: 1164,
  /** A mobile number in TELEFONO. */
  mobileAsPhone: 102,
  mobile: 4,
  externalAccountNumber: 1449,
  /** Orders in the year of the export. */
  currentOrders: 28,
  /** More returned than bought last year. */
  creditNote: 3,
  /** Far more orders than anybody else. */
  bigBuyer: 1,
  longName: 33,
  longStreet: 10,
} as const;

type Trait = keyof typeof COUNTED;

/** The traits that decide which cells of a customer are filled, and how. */
export interface CustomerTraits {
  readonly kind: DemoKind;
  readonly has: ReadonlySet<Trait>;
}

/** The traits that only buyers get, and the traits that buyers get before other customers. */
const OF_BUYERS: ReadonlySet<Trait> = new Set(['currentOrders', 'creditNote', 'bigBuyer']);
const MOSTLY_OF_BUYERS: ReadonlySet<Trait> = new Set(['vatNumber', 'pec', 'sdi', 'fiscalCode']);

const TRAITS = Object.keys(COUNTED) as readonly Trait[];

/**
 * Distributes the kinds and traits of a real list to `count` customers. For 1,452 the numbers are
 * exactly those of export-pdf.md. For other counts the shares are the same, rounded up.
 */
export function distributeTraits(random: SeededRandom, count: number): readonly CustomerTraits[] {
  const share = (counted: number): number => Math.ceil((count * counted) / COUNTED_CUSTOMERS);
  const inOrder = DEMO_KINDS.flatMap((kind) => Array.from({ length: share(kind.counted) }, () => kind));
  const kinds = drawItems(random, inOrder.slice(0, count), count);
  const has = kinds.map(() => new Set<Trait>());
  const all = kinds.map((_, index) => index);
  const buyers = all.filter((index) => kinds[index]?.buys === true);
  const others = all.filter((index) => kinds[index]?.buys !== true);
  const poolOf = (trait: Trait): readonly number[] => {
    if (trait === 'mobileAsPhone') {
      return all.filter((index) => has[index]?.has('phone') === true);
    }
    return OF_BUYERS.has(trait) ? buyers : all;
  };
  for (const trait of TRAITS) {
    const wanted = share(COUNTED[trait]);
    const first = MOSTLY_OF_BUYERS.has(trait) ? drawItems(random, buyers, wanted) : [];
    const pool = MOSTLY_OF_BUYERS.has(trait) ? others : poolOf(trait);
    for (const index of [...first, ...drawItems(random, pool, wanted - first.length)]) {
      has[index]?.add(trait);
    }
  }
  return kinds.map((kind, index) => ({ kind, has: has[index] ?? new Set() }));
}

/** Draws the traits of one more customer, who has not ordered yet. */
export function newTraits(random: SeededRandom): CustomerTraits {
  const kind = random.pick(DEMO_KINDS.filter(({ buys }) => !buys));
  const has = TRAITS.filter(
    (trait) => !OF_BUYERS.has(trait) && random.chance((COUNTED[trait] / COUNTED_CUSTOMERS) * 100),
  );
  return { kind, has: new Set(has) };
}

/** Draws up to `count` of `items`, each at most once, in random order. */
export function drawItems<Item>(
  random: SeededRandom,
  items: readonly Item[],
  count: number,
): readonly Item[] {
  const left = [...items];
  const out: Item[] = [];
  while (out.length < count && left.length > 0) {
    const index = random.below(left.length);
    const item = left[index] as Item;
    left[index] = left.at(-1) as Item;
    left.pop();
    out.push(item);
  }
  return out;
}
