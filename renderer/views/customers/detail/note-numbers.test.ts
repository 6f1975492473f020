import { expect, test } from 'vitest';
import { parsePhoneNumbers } from '../../../../preload/contract/phone-numbers';
import { NOTE_LENGTH } from '../../../../preload/contract/values';
import { findNumbersInNote } from './note-numbers';

const found = (text: string, known = ''): unknown[] =>
  findNumbersInNote(text, parsePhoneNumbers(known)).map(({ dialString }) => dialString);

test('numbers are found within text, on any line', () => {
  expect(found('Chiedere di Anna, 340 123 4567.\nStudio: 06/0662611; fax no')).toEqual([
    '+393401234567',
    '+39060662611',
  ]);
});

test('dates, prices and codes in a note are not numbers to call', () => {
  expect(found('28/11 richiamato\n03.02.2026: ordine 2568, 1.234,56 € e sconto 15%')).toEqual([]);
});

test('a known or repeated number is not shown again', () => {
  expect(found('340 1234567 o +39 340 123 4567, poi 333 1234567', '340-1234567')).toEqual(['+393331234567']);
});

test('the longest note is searched to its end', () => {
  const words = 'Preferisce le visite di martedì. '.repeat(300);
  expect(found(`${words.slice(0, NOTE_LENGTH - 12)}\n3401234567`)).toEqual(['+393401234567']);
});
