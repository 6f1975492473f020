import type { SeededRandom } from '../../../main/demo/customers/random';
import type { LayoutColumn } from './layout';
import type { TotalPlan } from './totals';
import { ENGLISH_WORDS, NO_TOTALS, numberColumns, portalTotals } from './totals';

/** The grid's words for count and sum in English, Italian and German, and unknown words. */
const WORDS = [
  ENGLISH_WORDS,
  ENGLISH_WORDS,
  { count: 'Conteggio', sum: 'Somma' },
  { count: 'Anzahl', sum: 'Summe' },
  { count: 'Righe lette', sum: 'Zusammen' },
] as const;
const KNOWN_WORDS: ReadonlySet<string> = new Set(['Count', 'Conteggio', 'Anzahl']);

/** Returns random totals: often the portal's; sometimes moved, incomplete or missing. */
export function randomTotals(
  random: SeededRandom,
  columns: readonly LayoutColumn[],
  rowCount: number,
): TotalPlan {
  const words = random.pick(WORDS);
  const way = random.pick(['portal', 'portal', 'portal', 'elsewhere', 'elsewhere', 'below', 'none'] as const);
  if (way === 'none') {
    return NO_TOTALS;
  }
  if (way === 'below') {
    return { ...NO_TOTALS, count: 'below' };
  }
  const portal = { ...portalTotals(columns), words };
  const plan = way === 'portal' ? portal : elsewhere(random, columns, portal);
  return { ...plan, sums: understood(plan, columns), off: randomlyOff(random, columns, plan, rowCount) };
}

/** Moves or removes the count; keeps some sums, and replaces some by highest values. */
function elsewhere(random: SeededRandom, columns: readonly LayoutColumn[], portal: TotalPlan): TotalPlan {
  const isKnown = KNOWN_WORDS.has(portal.words.count);
  // The reader takes an unknown word for a count only in a known column without numbers.
  const places = columns.flatMap(({ kind, field }, index) =>
    isKnown || (field !== null && kind !== 'count' && kind !== 'amount') ? [index] : [],
  );
  const count = random.chance(70)
    ? random.pick(places)
    : random.pick(isKnown ? (['below', 'nowhere'] as const) : (['nowhere'] as const));
  const numbers = numberColumns(columns).filter((index) => index !== count);
  const share = random.pick([100, 50, 0]);
  const sums = numbers.filter(() => random.chance(share));
  const highest = numbers.filter((index) => !sums.includes(index) && random.chance(20));
  return { ...portal, count, sums, highest };
}

/** Returns the sums that a reader can identify by their words or columns. */
function understood({ words, sums }: TotalPlan, columns: readonly LayoutColumn[]): readonly number[] {
  const isKnown = KNOWN_WORDS.has(words.count) || sums.some((index) => columns[index]?.field !== null);
  return isKnown ? sums : [];
}

/** Returns the errors of wrong sums: mostly none, sometimes of rounding, rarely larger. */
function randomlyOff(
  random: SeededRandom,
  columns: readonly LayoutColumn[],
  { sums }: TotalPlan,
  rowCount: number,
): ReadonlyMap<number, number> {
  const way = random.pick(['exact', 'exact', 'exact', 'rounded', 'wrong'] as const);
  if (sums.length === 0 || way === 'exact' || (way === 'wrong' && random.chance(60))) {
    return new Map();
  }
  const column = random.pick(sums);
  const rounding = columns[column]?.kind === 'amount' ? Math.floor(rowCount / 2) : 1;
  const by = way === 'rounded' ? rounding : rounding + random.between(1, 100_000);
  return new Map([[column, random.chance(50) ? by : -by]]);
}
