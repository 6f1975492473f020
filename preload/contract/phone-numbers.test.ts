import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { phoneNumbersIn, phoneNumbersOf } from './phone-numbers';

/** "text → dialled", "!" for what cannot be dialled, "m" for a mobile, a note in brackets. */
function told(cell: string | null): string[] {
  return phoneNumbersIn(cell).map(
    ({ text, dialled, isMobile, note }) =>
      `${text} → ${dialled ?? '!'}${isMobile ? ' m' : ''}${note === null ? '' : ` [${note}]`}`,
  );
}

test.each<[string | null, string[]]>([
  ['+39081377080', ['+39 081 377 080 → +39081377080']],
  ['081377080', ['081 377 080 → +39081377080']],
  ['3401234567', ['340 123 4567 → +393401234567 m']],
  ['+393401234567', ['+39 340 123 4567 → +393401234567 m']],
  ['0039 340 1234567', ['+39 340 123 4567 → +393401234567 m']],
  ['+39 06 1234567', ['+39 06 123 4567 → +39061234567']],
  ['06/1234567', ['06 123 4567 → +39061234567']],
  ['06-123 4567', ['06 123 4567 → +39061234567']],
  ['340/1234567', ['340 123 4567 → +393401234567 m']],
  ['(0543) 12345', ['0543 12345 → +39054312345']],
  ['800 123456', ['800 123 456 → +39800123456']],
  [null, []],
  ['  ', []],
])('writes %j as people do', (cell, numbers) => {
  expect(told(cell)).toEqual(numbers);
});

test.each<[string, string[]]>([
  ['+41791234567', ['+41 79 123 45 67 → +41791234567 m']],
  ['0041 91 9123456', ['+41 91 912 34 56 → +41919123456']],
  ['+44 20 7946 0958', ['+44 20 7946 0958 → +442079460958']],
  ['+1 415 555 2671', ['+1 415 555 2671 → +14155552671 m']],
  ['+378 0549 881234', ['+378 0549 881234 → +3780549881234']],
])('writes a foreign number %j with its country code', (cell, numbers) => {
  expect(told(cell)).toEqual(numbers);
});

const TWO = ['0543 12345 → +39054312345', '340 123 4567 → +393401234567 m'];

test.each([
  '0543 12345 / 340 1234567',
  '0543 12345/3401234567',
  '0543/12345 / 340/1234567',
  '054312345;3401234567',
  '0543 12345, 340 1234567',
  '0543 12345 - 340 1234567',
  '0543-12345 – 340-1234567',
  '0543 12345 o 340 1234567',
  '0543 12345\n340 1234567',
  '0543 12345 340 1234567',
  'Tel. 0543 12345 e 340 1234567',
])('tells two numbers in a cell apart: %j', (cell) => {
  expect(told(cell)).toEqual(TWO);
});

test.each<[string, string[]]>([
  ['0543 12345 int. 12', ['0543 12345 int. 12 → +39054312345']],
  ['0543 12345, interno 12', ['0543 12345 int. 12 → +39054312345']],
  ['cell. 340 1234567', ['340 123 4567 → +393401234567 m [cell]']],
  [
    '340 1234567 (Maria) / uff. 06 1234567',
    ['340 123 4567 → +393401234567 m [Maria]', '06 123 4567 → +39061234567 [uff]'],
  ],
  ['0543 12345 ore pasti', ['0543 12345 → +39054312345 [ore pasti]']],
  ['0543 12345/46', ['0543 12345 → +39054312345 [46]']],
])('keeps what is said beside a number: %j', (cell, numbers) => {
  expect(told(cell)).toEqual(numbers);
});

test.each<[string, string]>([
  ['+39 999', '+39 999 → !'],
  ['12345', '12345 → !'],
  ['06 123456789012345', '06 123456789012345 → !'],
  ['0000000', '0000000 → !'],
  ['chiedere', 'chiedere → !'],
  ['112', '112 → !'],
])('does not dial %j, and shows it as printed', (cell, number) => {
  expect(told(cell)).toEqual([number]);
});

test('what can be dialled comes first, each number once, whichever the cell', () => {
  const numbers = phoneNumbersOf('0000000 / +39 340 1234567', '340 1234567; 06 1234567');
  expect(numbers.map(({ dialled }) => dialled)).toEqual(['+393401234567', '+39061234567', null]);
});

test('takes every number of a real form for one, and tells its mobiles', () => {
  const file = join(import.meta.dirname, '../../tests/fixtures/clienti-8-pages.json');
  const { customers } = JSON.parse(readFileSync(file, 'utf8')) as {
    customers: { phone: string | null; mobile: string | null }[];
  };
  const cells = customers.flatMap(({ phone, mobile }) => [phone, mobile]).filter((cell) => cell !== null);
  expect(cells.length).toBeGreaterThan(100);
  for (const cell of cells) {
    const [number, ...more] = phoneNumbersIn(cell);
    expect([number?.dialled, number?.isMobile, more], cell).toEqual([cell, cell.startsWith('+393'), []]);
  }
});
