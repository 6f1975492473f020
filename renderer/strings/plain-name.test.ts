import { expect, test } from 'vitest';
import { stripQuotationMarks } from './plain-name';

test.each([
  ['"Ambulatorio Ruggeri S.R.L."', 'Ambulatorio Ruggeri S.R.L.'],
  ['«Studio Rossi»', 'Studio Rossi'],
  ['“Studio Rossi” ', 'Studio Rossi'],
  ['Studio "Il Sorriso"', 'Studio "Il Sorriso"'],
  ["D'Alessio", "D'Alessio"],
  ['""', '""'],
])('the name %j is shown as %j', (name, shown) => {
  expect(stripQuotationMarks(name)).toBe(shown);
});
