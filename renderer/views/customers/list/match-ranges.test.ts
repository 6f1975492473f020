import { expect, test } from 'vitest';
import { parseSearch } from '../../../../preload/contract/search-text';
import { matchRanges } from './match-ranges';

/** Returns the text with its matches in brackets. */
function marked(text: string, search: string): string {
  const ranges = matchRanges(text, parseSearch(search));
  let result = '';
  let at = 0;
  for (const { start, end } of ranges) {
    result += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return result + text.slice(at);
}

test.each([
  ['Ambulatorio Però', 'pero', 'Ambulatorio [Però]'],
  ['Ambulatorio Pero\u0300 S.r.l.', 'PERÒ', 'Ambulatorio [Pero\u0300] S.r.l.'],
  ["L'Officina del Sorriso", 'sorr off', "L'[Off]icina del [Sorr]iso"],
  ['D’Alessio', "d'ales", '[D’Ales]sio'],
  ["Dell'Orto", 'dellorto', "[Dell'Orto]"],
  ['Studio S.R.L.', 'srl', 'Studio [S.R.L].'],
  ['LaboratorioTullio Rocca', 'tullio', 'Laboratorio[Tullio] Rocca'],
  ['Rossi Rossini', 'rossi', '[Rossi] [Rossi]ni'],
  ['Carossi', 'rossi', 'Ca[rossi]'],
  ['Carossi', 'ss', 'Carossi'],
  ['Via Garibaldi, 44', '44', 'Via Garibaldi, [44]'],
  ['+39 0543 12345', '0543 12', '+39 [0543 12]345'],
  ['+39 0543 12345', '+39054312', '+39 [0543 12]345'],
  ['+390543112233', '0543', '+39[0543]112233'],
  ['01234567890', '0123', '[0123]4567890'],
  ['01234567890', '234', '01234567890'],
  ['Straße 5', 'strasse', '[Straße] 5'],
  ['Studio 𝒜 Rossi', 'rossi', 'Studio 𝒜 [Rossi]'],
  ['Rossi', '', 'Rossi'],
  ['Rossi', '***', 'Rossi'],
])('the matches in %j of %j are %j', (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});

test.each([
  ['+39 081 377 080', '0813770', '+39 [081 377 0]80'],
  ['+39 081 377 080', '+3908137', '+39 [081 37]7 080'],
  ['340 123 4567', '340-1234', '[340 123 4]567'],
  ['340 123 4567', 'studio 34012', '[340 12]3 4567'],
  ['340 123 4567', '123 4', '340 [123 4]567'],
  ['340 123 4567', '40123', '3[40 123] 4567'],
  ['340 123 4567', '401', '340 123 4567'],
])('the matches in the phone %j of %j are %j', (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});
