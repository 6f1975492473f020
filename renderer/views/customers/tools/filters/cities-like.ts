import type { CustomerCity } from '../../../../../preload/contract';
import { foldLetters } from '../../../../../preload/contract/search-text';

/**
 * Returns the cities that contain the typed letters in any spelling, best match first. Among equal
 * matches, cities with customers come first.
 */
export function citiesLike(choices: readonly CustomerCity[], typed: string): readonly CustomerCity[] {
  const wanted = foldLetters(typed);
  const rankOf = ({ city, otherSpellings = [] }: CustomerCity): number =>
    Math.min(...[city, ...otherSpellings].map((spelling) => rank(spelling, wanted)));
  return choices
    .map((choice, index) => ({ choice, index, rank: rankOf(choice) }))
    .filter((one) => one.rank < NOT_ALIKE)
    .sort(
      (one, other) =>
        one.rank - other.rank || isEmpty(one.choice) - isEmpty(other.choice) || one.index - other.index,
    )
    .map(({ choice }) => choice);
}

const NOT_ALIKE = 4;

function isEmpty({ customers }: CustomerCity): number {
  return Number(customers === 0);
}

function rank(city: string, wanted: string): number {
  const letters = foldLetters(city);
  if (letters === wanted) {
    return 0;
  }
  if (letters.startsWith(wanted)) {
    return 1;
  }
  const words = city.split(/[^\p{L}\p{N}]+/u).map(foldLetters);
  if (words.some((word) => word.startsWith(wanted))) {
    return 2;
  }
  return letters.includes(wanted) ? 3 : NOT_ALIKE;
}
