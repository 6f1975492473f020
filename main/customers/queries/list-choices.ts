import type { CustomerCity, CustomerKind } from '../../../preload/contract';
import { cityKey } from '../store/fold-text';
import type { Store } from '../store/store';
import { cacheWhileUnchanged } from '../store/while-unchanged';

/** The customers that are not removed, including missing ones. */
export const CURRENT = 'customers.removed_since IS NULL';

/** A FROM clause for customers, with at least one condition. */
export interface Matches {
  readonly sql: string;
  readonly parameters: object;
}

const ALL_CURRENT: Matches = { sql: `customers WHERE ${CURRENT}`, parameters: {} };

/** The sort keys of cities by city key, kept until the next write. */
const knownSpellings = cacheWhileUnchanged(() => new Map<string, string[]>());

/** Returns the different sort keys of the customers' cities, by city key. */
export function listSpellings(store: Store): ReadonlyMap<string, readonly string[]> {
  const spellings = knownSpellings(store);
  if (spellings.size === 0) {
    const all = store.prepare<[], string>('SELECT DISTINCT sort_city FROM customers').pluck().all();
    for (const city of all) {
      spellings.set(cityKey(city), [...(spellings.get(cityKey(city)) ?? []), city]);
    }
  }
  return spellings;
}

/**
 * Lists the cities of these customers in order. Spellings that differ only in case, accents and
 * signs are merged. The most frequent spelling is shown; among equally frequent ones, the one with
 * accents or mixed case.
 */
export function listCities(store: Store, matches: Matches = ALL_CURRENT): CustomerCity[] {
  const written = store
    .prepare<[object], CustomerCity>(
      `SELECT city, count(*) AS customers FROM ${matches.sql} AND sort_city <> '' GROUP BY city`,
    )
    .all(matches.parameters);
  const cities = new Map<string, CustomerCity[]>();
  for (const spelling of written) {
    const key = cityKey(spelling.city);
    cities.set(key, [...(cities.get(key) ?? []), spelling]);
  }
  return [...cities]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, spellings]) => {
      const { city } = spellings.reduce((best, one) => (isBetter(one, best) ? one : best));
      const otherSpellings = spellings.map((one) => one.city).filter((one) => one !== city);
      const customers = spellings.reduce((sum, one) => sum + one.customers, 0);
      return { city, customers, ...(otherSpellings.length === 0 ? {} : { otherSpellings }) };
    });
}

function isBetter(spelling: CustomerCity, best: CustomerCity): boolean {
  const more = spelling.customers - best.customers || care(spelling.city) - care(best.city);
  return more === 0 ? spelling.city > best.city : more > 0;
}

/** Rates the spelling of a city: 2 points for an accent, 1 for mixed case. */
function care(city: string): number {
  const hasAccent = /\p{M}/u.test(city.normalize('NFD'));
  const isMixed = city !== city.toUpperCase() && city !== city.toLowerCase();
  return 2 * Number(hasAccent) + Number(isMixed);
}

/** Lists the kinds of current customers, the most frequent first. */
export function listKinds(store: Store): CustomerKind[] {
  const example = (column: 'type' | 'description'): string =>
    `(SELECT customers.${column} FROM customers WHERE ${CURRENT} AND customers.type_key = counted.type_key LIMIT 1)`;
  return store
    .prepare<[], CustomerKind>(
      `SELECT type_key AS kind, ${example('type')} AS type, ${example('description')} AS description, customers
       FROM (SELECT type_key, count(*) AS customers FROM customers WHERE ${CURRENT} GROUP BY type_key) AS counted
       ORDER BY customers DESC, type_key`,
    )
    .all();
}
