import { expect, test } from 'vitest';
import { citiesLike } from './cities-like';

const CHOICES = [
  { city: 'Cremona', customers: 1 },
  { city: 'Forlì', customers: 2, otherSpellings: ["FORLI'"] },
  { city: 'Romagnano', customers: 0 },
  { city: 'Romano', customers: 4 },
  { city: 'Roma', customers: 0 },
  { city: 'Villa Romana', customers: 9 },
];

test.each([
  ['rom', ['Romano', 'Romagnano', 'Roma', 'Villa Romana']],
  ['ROMA', ['Roma', 'Romano', 'Romagnano', 'Villa Romana']],
  ['forli', ['Forlì']],
  ["forli'", ['Forlì']],
  ['emo', ['Cremona']],
  ['zz', []],
])('%j offers %j, best match first', (typed, cities) => {
  expect(citiesLike(CHOICES, typed).map(({ city }) => city)).toEqual(cities);
});
